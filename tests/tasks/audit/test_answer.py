import random

import pytest

from stages.core.errors import UserError
from stages.tasks.audit.lib.answer import apply_fix, cot_answer, fix_json, parse_fix, parse_verdict, verdict_json

FINDING = {"class": "reentrancy", "accept": [], "lines": [14], "reason": "withdraw pays\nbefore it books"}
WEAK = verdict_json([FINDING])


def test_a_verdict_has_the_documented_form() -> None:
    assert WEAK == (
        '{"vulnerable":true,"findings":[{"lines":[14],"class":"reentrancy","swc":"SWC-107","cwe":"CWE-841",'
        '"reason":"withdraw pays before it books"}]}'
    )


def test_a_class_without_an_swc_entry_has_an_empty_one() -> None:
    assert '"swc":"","cwe":"CWE-682"' in verdict_json([{**FINDING, "class": "share-inflation"}])


def test_findings_stand_in_the_order_of_their_lines() -> None:
    late, unplaced = {**FINDING, "lines": [90]}, {**FINDING, "class": "price-oracle-manipulation", "lines": []}
    claims = parse_verdict(verdict_json([unplaced, late, FINDING]), "plain")
    assert [claim.lines for claim in claims or ()] == [(14,), (90,), ()]


def test_an_unknown_class_is_the_users_mistake() -> None:
    with pytest.raises(UserError, match="reentrancy"):
        verdict_json([{**FINDING, "class": "reentrancyy"}])


def test_no_findings_means_clean_and_not_unreadable() -> None:
    assert parse_verdict(verdict_json([]), "plain") == ()


@pytest.mark.parametrize("format", ["plain", "cot"])
def test_what_is_written_is_read_back(format: str) -> None:
    text = WEAK if format == "plain" else cot_answer(["withdraw (line 12) calls out.", "It books later."], WEAK)
    claims = parse_verdict(text, format)
    assert claims is not None and (claims[0].weakness, claims[0].lines) == ("reentrancy", (14,))


def test_the_last_marker_of_a_reasoned_answer_counts() -> None:
    assert parse_verdict(f"1. Verdict: none yet\nVerdict: {WEAK}\nVerdict: {verdict_json([])}", "cot") == ()


UNREADABLE = {
    "empty": "",
    "prose": "The contract is safe.",
    "fenced": f"```json\n{WEAK}\n```",
    "text after": WEAK + " I am sure.",
    "array": f"[{WEAK}]",
    "number": "NaN",
    "cut": WEAK[:-5],
    "unknown class": WEAK.replace("reentrancy", "re-entrancy"),
    "key missing": WEAK.replace('"swc":"SWC-107",', ""),
    "key too many": WEAK.replace('"swc"', '"score":1,"swc"'),
    "repeated key": WEAK.replace('"lines":[14]', '"lines":[1],"lines":[14]'),
    "contradiction": '{"vulnerable":true,"findings":[]}',
    "other contradiction": WEAK.replace("true", "false", 1),
    "number for truth": WEAK.replace("true", "1", 1),
    "truth for a line": WEAK.replace("14", "true"),
    "line zero": WEAK.replace("14", "0"),
    "line as text": WEAK.replace("14", '"14"'),
    "line beyond any file": WEAK.replace("14", "9" * 30),
    "endless number": WEAK.replace("14", "9" * 5000),
    "free-hand SWC": WEAK.replace("SWC-107", "107"),
    "half a surrogate pair": WEAK.replace("pays", "\\ud800"),
    "nesting without end": "[" * 100_000,
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_does_not_follow_the_form_cannot_be_read(text: str) -> None:
    assert parse_verdict(text, "plain") is None


def test_a_reasoned_answer_without_marker_cannot_be_read() -> None:
    assert parse_verdict(WEAK, "cot") is None


def test_edits_turn_the_weak_code_into_the_fixed_code() -> None:
    draw, tried = random.Random(1), 0
    for _ in range(500):
        before, after = ("\n".join(draw.choices(["", "a", "b", "c"], k=draw.randint(1, 8))) for _ in range(2))
        first = draw.randint(1, 40)
        edits = parse_fix(fix_json(before, after, "why", first))
        if before != after:
            tried += 1
            assert edits is not None and apply_fix(before, edits, first) == after
    assert tried > 400


@pytest.mark.parametrize(
    "edits",
    [
        '{"start":0,"end":1,"text":"x"}',
        '{"start":1,"end":9,"text":"x"}',
        '{"start":3,"end":1,"text":"x"}',
        '{"start":1,"end":2,"text":"x"},{"start":2,"end":2,"text":"y"}',
    ],
    ids=["line zero", "past the end", "backwards", "overlap"],
)
def test_edits_that_cannot_be_made_give_no_code(edits: str) -> None:
    parsed = parse_fix(f'{{"edits":[{edits}],"reason":"r"}}')
    assert parsed is None or apply_fix("a\nb\nc", parsed) is None


def test_an_insertion_moves_the_lines_below() -> None:
    parsed = parse_fix('{"edits":[{"start":2,"end":1,"text":"x\\ny"}],"reason":"r"}')
    assert parsed is not None and apply_fix("a\nb", parsed) == "a\nx\ny\nb"


@pytest.mark.parametrize("text", ["", "{}", '{"edits":[],"reason":"r"}', '{"edits":[{"start":1,"end":1}],"reason":"r"}'])
def test_a_fix_without_whole_edits_cannot_be_read(text: str) -> None:
    assert parse_fix(text) is None
