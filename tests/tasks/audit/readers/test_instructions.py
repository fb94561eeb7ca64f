import json
from pathlib import Path
from typing import Any

import pytest

from stages.core.errors import UserError
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.answer import cot_answer, fix_json, verdict_json
from stages.tasks.audit.lib.instructions import to_row
from stages.tasks.audit.prompt import messages, numbered
from stages.tasks.audit.readers.instructions import read

ENTRY = Source("rows", "files", "Apache-2.0", "instructions", ("demo",), "none", folders=("rows",))
WEAK = "contract T {\n\n  function a() {\n    pay();\n    book();\n  }\n}\n"
FIXED = WEAK.replace("    pay();\n    book();\n", "    book();\n    pay();\n")
FINDING = {"class": "reentrancy", "lines": [4], "reason": "pay comes first"}


def taken(folder: Path, *rows: dict[str, Any]) -> tuple[list[dict[str, Any]], list[Reject]]:
    """(records, refused rows) of a file with these rows."""
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    items = list(read(folder, ["rows.jsonl"], ENTRY))
    return [item for item in items if isinstance(item, dict)], [item for item in items if isinstance(item, Reject)]


def sample(
    kind: str, completion: str, code: str = WEAK, format: str = "plain", lang: str = "en", **labels: Any
) -> dict[str, Any]:
    shown = messages(kind, format, lang, "solidity", numbered(code), "Reentrancy")
    return {"kind": kind, "format": format, "messages": shown, "completion": completion, "labels": json.dumps(labels)}


SAMPLES = [
    sample("security_audit", verdict_json([FINDING]), findings=[FINDING]),
    sample("security_audit", cot_answer(["look"], verdict_json([FINDING])), format="cot", lang="zh", findings=[FINDING]),
    sample("security_audit", verdict_json([]), code=FIXED, lang="ko", findings=[]),
    sample("vulnerability_fix", fix_json(WEAK, FIXED, "book first"), **{"class": "reentrancy"}),
    sample("code_explanation", "A till that pays."),
    sample("best_practices", "Book before you pay.", lang="ko"),
]


@pytest.mark.parametrize("form", ["alpaca", "category"])
def test_what_was_exported_comes_back_with_code_class_lines_pair_and_prose(tmp_path: Path, form: str) -> None:
    records, rejects = taken(tmp_path, *(to_row(each, form) for each in SAMPLES))
    assert rejects == []
    weak, fixed = records
    assert (weak["code"], weak["language"], weak["role"]) == (WEAK, "solidity", "vulnerable")
    assert [(f["class"], f["lines"], f["reason"]) for f in weak["findings"]] == [("reentrancy", [4], "pay comes first")]
    assert (weak["explanation"], weak["advice"]) == ("A till that pays.", "Book before you pay.")
    assert (fixed["code"], fixed["role"], fixed["findings"]) == (FIXED, "fixed", [])
    assert weak["pair"] == fixed["pair"] == weak["family"] == fixed["family"] != ""


def test_alpaca_rows_have_the_three_fields_and_the_question_apart_from_the_code() -> None:
    row = to_row(SAMPLES[0], "alpaca")
    assert sorted(row) == ["input", "instruction", "output"]
    assert row["instruction"] == "Audit this Solidity contract. Answer with the JSON verdict only."


def test_the_category_is_the_swc_id_or_the_class_or_the_kind_of_question() -> None:
    without_swc = sample("security_audit", "", findings=[{"class": "missing-signer-check", "lines": []}])
    wanted = ["SWC-107", "missing-signer-check", "security_audit", "SWC-107", "code_explanation"]
    rows = [SAMPLES[0], without_swc, SAMPLES[2], SAMPLES[3], SAMPLES[4]]
    assert [to_row(each, "category")["category"] for each in rows] == wanted


def test_unfenced_code_is_found_in_the_input(tmp_path: Path) -> None:
    records, _ = taken(tmp_path, {"instruction": "Check it.", "input": WEAK, "output": verdict_json([FINDING])})
    assert (records[0]["code"], records[0]["role"]) == (WEAK, "vulnerable")


@pytest.mark.parametrize(
    ("label", "code", "language"),
    [
        ("rust", "fn main() { let a = 1; }", "rust"),
        ("vy", "x: uint256", "vyper"),
        ("", "pragma solidity 0.8.20;", "solidity"),
        ("", "# @version 0.3.10\nx: uint256", "vyper"),
        ("", "pub fn add(a: u8) -> u8 { a }", "rust"),
    ],
)
def test_the_language_comes_from_the_fence_or_from_the_code(tmp_path: Path, label: str, code: str, language: str) -> None:
    ask = f"Is this right?\n```{label}\n{code}\n```"
    records, _ = taken(tmp_path, {"instruction": ask, "output": '{"vulnerable":false,"findings":[]}'})
    assert (records[0]["language"], records[0]["code"], records[0]["role"]) == (language, code + "\n", "clean")


@pytest.mark.parametrize("category", ["SWC-107", "swc-107", "reentrancy", "Reentrancy"])
def test_a_category_that_names_a_class_labels_the_code(tmp_path: Path, category: str) -> None:
    row = {"instruction": f"Review\n```solidity\n{WEAK}```", "response": "It pays too early.", "category": category}
    records, _ = taken(tmp_path, row)
    assert [(f["class"], f["lines"]) for f in records[0]["findings"]] == [("reentrancy", [])]


def test_prose_becomes_a_text_with_its_question_as_title(tmp_path: Path) -> None:
    records, _ = taken(tmp_path, {"instruction": "What is a flash loan?", "input": "", "output": "A loan of one transaction."})
    text = records[0]
    assert (text["kind"], text["language"], text["role"]) == ("text", "text", "none")
    assert (text["title"], text["code"], text["advice"]) == ("What is a flash loan?",) * 2 + ("A loan of one transaction.",)


AUDIT = f"Review\n```solidity\n{WEAK}```"


@pytest.mark.parametrize(
    ("row", "field", "rule"),
    [
        ({"input": "a", "output": "b"}, "instruction", "form alpaca needs text here"),
        ({"instruction": "a", "output": 7}, "output", "form alpaca needs text here"),
        ({"instruction": "a", "output": " "}, "output", "form alpaca needs text here"),
        ({"instruction": "a", "response": "b"}, "category", "form category needs text here"),
        ({"instruction": AUDIT, "output": "Looks fine."}, "output", "neither a verdict nor a weakness class"),
        ({"instruction": AUDIT, "response": "Bad.", "category": "Oops"}, "category", "neither a verdict nor a weakness class"),
        (
            {"instruction": AUDIT, "response": '{"vulnerable":false,"findings":[]}', "category": "SWC-107"},
            "response",
            "the verdict contradicts the category reentrancy",
        ),
        (
            {"instruction": AUDIT, "response": '{"edits":[{"start":90,"end":91,"text":""}],"reason":""}', "category": "SWC-107"},
            "response",
            "the edits do not fit the code",
        ),
        (
            {"instruction": AUDIT, "response": "It pays.", "category": "code_explanation"},
            "instruction",
            "no row says whether this code is weak",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_row_and_field(
    tmp_path: Path, row: dict[str, Any], field: str, rule: str
) -> None:
    sound = {"instruction": "What is gas?", "output": "The price of work."}
    records, rejects = taken(tmp_path, sound, row)
    assert len(records) == 1
    assert [(reject.path, reject.row, reject.field, reject.rule) for reject in rejects] == [("rows.jsonl", 2, field, rule)]


def test_rows_that_contradict_each_other_about_one_code_are_refused(tmp_path: Path) -> None:
    weak = {"instruction": AUDIT, "output": verdict_json([FINDING])}
    records, rejects = taken(tmp_path, weak, {**weak, "output": verdict_json([])})
    assert len(records) == 1
    assert [(reject.row, reject.rule) for reject in rejects] == [(2, "another row says something else about the same code")]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (r'{"instruction": "a \ud800", "output": "b"}', "half a surrogate pair"),
        (f'{{"instruction": "a", "output": {"9" * 5000}}}', "a number has more than 4,300 digits"),
        ('{"instruction": "a", "output": ' + "[" * 5000 + "]" * 5000 + "}", "nested too deeply"),
    ],
)
def test_a_row_that_nothing_can_hold_is_refused_and_the_others_are_read(tmp_path: Path, line: str, rule: str) -> None:
    sound = json.dumps({"instruction": "What is gas?", "output": "The price of work."})
    (tmp_path / "rows.jsonl").write_text(f"{line}\n{sound}\n")
    refused, kept = read(tmp_path, ["rows.jsonl"], ENTRY)
    assert isinstance(refused, Reject) and isinstance(kept, dict)
    assert (refused.row, refused.field, refused.value) == (1, "line", line)
    assert refused.rule.startswith(rule)


def test_a_line_that_is_not_json_is_an_error_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"instruction": "a", "output": "b"}\nnot json\n')
    with pytest.raises(UserError, match=r"rows.jsonl:2:1: not valid JSON"):
        list(read(tmp_path, ["rows.jsonl"], ENTRY))


def test_other_files_are_refused(tmp_path: Path) -> None:
    assert [item.rule for item in read(tmp_path, ["rows.csv"], ENTRY) if isinstance(item, Reject)] == ["not a .jsonl file"]
