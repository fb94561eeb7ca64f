from typing import Any

import pytest

from stages.core.files import sha256_text
from stages.core.rejects import Reject
from stages.tasks.audit.clean import prepare
from stages.tasks.audit.lib.records import finding, record

WEAK = (
    "contract VulnerableTill { // the bug\n  mapping(address => uint256) public held;\n\n"
    "  function bad() external {\n    pay(); // attack here\n    held[msg.sender] = 0;\n  }\n}"
)


def row(code: str, **values: Any) -> dict[str, Any]:
    filled = record(**{"path": "a.sol", "family": "here/a", "role": "clean", "code": code, **values})
    return filled | {"id": sha256_text(code), "source": "here", "tokens": 0, "renamed": 0}


def prepared(*rows: dict[str, Any]) -> tuple[list[dict[str, Any]], list[Reject]]:
    return prepare(rows, lambda text: len(text.split()))


def test_comments_and_telling_names_go_and_lines_stay() -> None:
    (kept,), rejects = prepared(row(WEAK, role="vulnerable", findings=[finding("reentrancy", [5], "pay comes first")]))
    lines = kept["code"].split("\n")
    assert rejects == []
    assert (lines[0], lines[2], lines[4].strip()) == ("contract Contract1 {", "", "pay();")
    assert "bad" not in kept["code"]
    assert (kept["renamed"], kept["tokens"]) == (2, len(kept["code"].split()))


def test_prose_and_reasons_speak_of_the_new_names_and_other_words_stay() -> None:
    said = "VulnerableTill keeps a badge; bad pays in bad order, not badly."
    rows = row(WEAK, role="vulnerable", findings=[finding("reentrancy", [5], said)], explanation=said, advice=said, fix=said)
    (kept,), _ = prepared(rows)
    wanted = "Contract1 keeps a badge; name1 pays in name1 order, not badly."
    assert [kept["findings"][0]["reason"], kept["explanation"], kept["advice"], kept["fix"]] == [wanted] * 4


def test_the_raw_rows_are_left_as_they_were() -> None:
    raw = row(WEAK, role="vulnerable", findings=[finding("reentrancy", [5], "bad pays")])
    prepared(raw)
    assert raw["findings"][0]["reason"] == "bad pays"
    assert raw["code"] == WEAK


def test_a_text_is_counted_and_otherwise_left_alone() -> None:
    prose = "The function bad() // lets anyone attack the VulnerableBank."
    (kept,), _ = prepared(row(prose, kind="text", language="text", role="none"))
    assert kept["code"] == prose
    assert kept["tokens"] == len(prose.split())


def test_of_equal_contracts_the_first_stays_although_comments_and_white_space_differ() -> None:
    copy = WEAK.replace("// the bug", "// fine").replace("    pay();", "  pay();  ")
    kept, (reject,) = prepared(row(WEAK), row(copy, path="b.sol"))
    assert [found["path"] for found in kept] == ["a.sol"]
    assert (reject.path, reject.row, reject.field, reject.value) == ("b.sol", 2, "code", "here:a.sol")
    assert reject.rule == "same code as another record"


def test_a_copy_with_other_labels_is_refused_by_its_own_rule() -> None:
    _, (reject,) = prepared(row(WEAK), row(WEAK, role="vulnerable", findings=[finding("reentrancy", [5])]))
    assert reject.rule == "same code as another record, other labels"


def test_the_same_text_in_another_language_is_no_copy() -> None:
    kept, rejects = prepared(row("x: uint256 = 1 + 2"), row("x: uint256 = 1 + 2", language="vyper"))
    assert (len(kept), rejects) == (2, [])


def test_a_file_of_nothing_but_comments_is_refused() -> None:
    kept, (reject,) = prepared(row("// a whole contract was here once, and is here no more\n"))
    assert kept == []
    assert (reject.row, reject.rule) == (1, "nothing but comments")


@pytest.mark.parametrize(
    ("language", "code", "said"),
    [
        ("vyper", "x: uint256 = (1  # the bug\n", "a bracket or a string does not end"),
        ("vyper", "def f():\n        x = 1\n    y = 2  # the bug\n", "the indentation fits no block above"),
        ("solidity", "contract Till { uint256 public held; }\n/* the bug is", "a comment begins where the grammar sees none"),
        ("rust", "pub fn held() -> u64 { 1 }\n/* the /* bug */ is", "a comment begins where the grammar sees none"),
    ],
)
def test_a_row_whose_comments_can_not_be_told_is_refused_and_the_others_stay(language: str, code: str, said: str) -> None:
    kept, (reject,) = prepared(row(WEAK), row(code, path="b", language=language), row(WEAK.replace("held", "owed"), path="c"))
    assert [found["path"] for found in kept] == ["a.sol", "c"]
    assert (reject.path, reject.row, reject.field, reject.source) == ("b", 2, "code", "here")
    assert reject.rule == f"cannot be read as {language}"
    assert reject.value.endswith(said)


def test_contracts_are_named_alike_by_their_origin() -> None:
    (weak, fixed), _ = prepared(
        row("contract HashCollision { uint256 public held = 1; }"),
        row("contract Singel_NoHashCollision { uint256 public held; }"),
    )
    assert [found["code"].split()[1] for found in (weak, fixed)] == ["Contract1"] * 2
    (own,), _ = prepared(row("contract ToyLibrary { uint256 public held; }", origin="authored"))
    assert own["code"].split()[1] == "ToyLibrary"


def test_prose_keeps_the_plain_words_that_are_also_names() -> None:
    said = "A Proxy sends ether to a TokenSale."
    code = "contract Proxy { uint256 held; } contract TokenSale { uint256 held; }"
    (kept,), _ = prepared(row(code, explanation=said))
    assert kept["explanation"] == "A Proxy sends ether to a Contract2."
