"""Samples made from every shipped case, and from small ones where a rule needs its own."""

import json
from collections import Counter, defaultdict
from types import SimpleNamespace
from typing import Any

import pytest

from stages.core.errors import UserError
from stages.core.typed import typed
from stages.prompting.room import Room
from stages.prompting.tokens import Tokens
from stages.tasks.audit import score
from stages.tasks.audit.lib.answer import apply_fix, parse_fix, parse_verdict
from stages.tasks.audit.lib.audits import EXCERPT
from stages.tasks.audit.lib.records import finding
from stages.tasks.audit.lib.vocab import by_id
from stages.tasks.audit.prompt import code_of
from stages.tasks.audit.samples import Options, balanced, excerpts, keys, make, masked, stratum
from tests.shipped import clean_records
from tests.splitting.rows import BANK, TILL, row

Row = dict[str, Any]
SETTINGS = SimpleNamespace(
    formats=["plain", "cot"], prompt_languages=["en", "zh", "ko"], over_length="reject", clean_per_weak=1.0,
    list_classes=False, own_words=True, excerpts=4,
)  # fmt: skip
STRICT = SimpleNamespace(**{**vars(SETTINGS), "over_length": "error"})


def by_family() -> list[list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for record in clean_records():
        groups[record["family"]].append(record)
    return list(groups.values())


@pytest.fixture(scope="module")
def wide(tokens: Tokens) -> Room:
    return Room(tokens, 9000, 3000)


@pytest.fixture(scope="module")
def whole(wide: Room) -> list[tuple[Row, Row]]:
    """(sample, its record) of every shipped case, each contract shown whole."""
    records = {record["id"]: record for record in clean_records()}
    made = [make(family, wide, SETTINGS) for family in by_family()]
    assert [rejects for _, rejects in made if rejects] == []
    return [(sample, records[sample["record_id"]]) for samples, _ in made for sample in samples]


@pytest.fixture(scope="module")
def windowed(tokens: Tokens) -> list[tuple[Row, Row]]:
    """Audit samples of the larger cases in a room too small for a whole contract."""
    tight, large = Room(tokens, 1700, 900), [r for r in clean_records() if r["code"].count("\n") > 45]
    assert large
    made = [(sample, record) for record in large[:40] for sample in make([record], tight, SETTINGS)[0]]
    found = [(sample, record) for sample, record in made if sample["kind"] == "security_audit"]
    assert max(json.loads(sample["labels"])["windows"] for sample, _ in found) > 2
    return found


def audits(pairs: list[tuple[Row, Row]]) -> list[tuple[Row, Row, Row]]:
    return [(sample, json.loads(sample["labels"]), record) for sample, record in pairs if sample["kind"] == "security_audit"]


def test_every_kind_format_and_language_occurs(whole: list[tuple[Row, Row]]) -> None:
    asked = {(sample["kind"], sample["format"], sample["lang"]) for sample, _ in whole}
    assert len(asked) == 15
    assert len({sample["id"] for sample, _ in whole}) == len(whole) > 1000


def test_gold_answers_parse_to_the_labels_of_the_record(whole: list[tuple[Row, Row]]) -> None:
    found = audits(whole)
    assert len(found) > 500
    for sample, labels, record in found:
        claims = parse_verdict(sample["completion"], sample["format"])
        assert claims is not None, record["path"]
        assert [(claim.weakness, list(claim.lines)) for claim in claims] == [(f["class"], f["lines"]) for f in record["findings"]]
        assert labels["vulnerable"] == (record["role"] == "vulnerable")


def test_gold_answers_score_best(whole: list[tuple[Row, Row]]) -> None:
    told = [score.outcome(sample, {"sample_id": sample["id"], "text": sample["completion"], "finish_reason": "stop", "tokens": 1})
            for sample, _ in whole]  # fmt: skip
    found = {metric.name: metric.value for metric in score.metrics(told) if not metric.part}
    best = {name: 0.0 if name == "clean_false_positive_rate" else 1.0 for name in (*score.TABLE, *score.MORE)}
    assert {name: found[name] for name in best} == pytest.approx(best)


def test_no_prompt_contains_its_answer(whole: list[tuple[Row, Row]]) -> None:
    for sample, record in whole:
        prompt = "\n".join(message["content"] for message in sample["messages"])
        told = [record["explanation"], record["advice"], record["fix"], *(f["reason"] for f in record["findings"])]
        told += [f'"{found["class"]}"' for found in record["findings"]] + ["!weak", sample["completion"]]
        assert [text for text in told if text and text in prompt] == [], (record["path"], sample["kind"])


def test_the_edits_of_a_fix_turn_the_shown_code_into_the_fixed_code(whole: list[tuple[Row, Row]]) -> None:
    fixes = [(sample, record) for sample, record in whole if sample["kind"] == "vulnerability_fix"]
    assert len(fixes) >= 90
    for sample, record in fixes:
        labels, edits = json.loads(sample["labels"]), parse_fix(sample["completion"])
        assert labels["before"] == record["code"]
        assert edits is not None
        assert apply_fix(record["code"], edits) == labels["after"] != record["code"], record["path"]


def test_windows_show_every_line_whole_and_under_its_own_number(windowed: list[tuple[Row, Row]]) -> None:
    seen: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    wanted: dict[tuple[str, str], dict[int, str]] = {}
    for sample, record in windowed:
        name = (record["id"], sample["format"])
        seen[name] |= code_of(sample["messages"])
        lines = enumerate(record["code"].split("\n"), start=1)
        wanted[name] = {number: text for number, text in lines if text.strip()}
    assert seen == wanted


def test_findings_stand_only_in_windows_that_show_their_lines_and_in_all_of_those(windowed: list[tuple[Row, Row]]) -> None:
    weak = 0
    for sample, labels, record in audits(windowed):
        shown = code_of(sample["messages"])
        lines = {n for found in record["findings"] for n in found["lines"] if n in shown}
        assert {n for found in labels["findings"] for n in found["lines"]} == lines
        assert (sample["role"] == "clean") == (record["role"] == "vulnerable" and not lines)
        weak += bool(lines)
    assert weak


def test_samples_keep_to_the_budget(windowed: list[tuple[Row, Row]]) -> None:
    assert max(sample["tokens"] for sample, _ in windowed) <= 1700


def test_a_finding_without_lines_needs_the_whole_contract_in_one_window(tokens: Tokens, wide: Room) -> None:
    record = row("here/a", "\n".join([BANK] * 12), role="vulnerable", findings=[finding("reentrancy", [], "why")])
    samples, rejects = make([record], Room(tokens, 1500, 800), SETTINGS)
    assert samples == []
    assert {reject.rule for reject in rejects} == {"a weakness without lines in a contract of several windows"}
    assert [json.loads(sample["labels"])["vulnerable"] for sample in make([record], wide, SETTINGS)[0]] == [True, True]


def test_a_line_too_long_for_any_window_is_counted_and_the_other_lines_are_shown(tokens: Tokens) -> None:
    lines = BANK.split("\n")
    record = row("here/a", "\n".join([*lines[:3], "    bytes x = hex'" + "ab" * 3000 + "';", *lines[3:]]))
    samples, rejects = make([record], Room(tokens, 1500, 400), SETTINGS)
    assert [(reject.value, reject.rule) for reject in rejects] == [("lines 4", "a line is too long for a window")] * 2
    assert {n for sample in samples for n in code_of(sample["messages"])} == {1, 2, 3, 5, 6, 7, 8, 9, 10}


def test_what_does_not_fit_is_refused_and_counted_or_stops_the_stage_as_the_settings_say(tokens: Tokens) -> None:
    tight = Room(tokens, 900, 40)
    record = row("here/a", BANK, weak="reentrancy")
    samples, rejects = make([record], tight, SETTINGS)
    assert samples == []
    assert {(reject.field, reject.rule, reject.source) for reject in rejects} == {
        ("security_audit", "answer over 40 tokens", "here")
    }
    with pytest.raises(UserError, match="here:here/a.sol: security_audit: answer over 40 tokens .*set over_length to reject"):
        make([record], tight, STRICT)


def test_a_text_is_asked_for_the_good_practice_alone(wide: Room) -> None:
    text = row("here/t", "The vault pays first and books later.", kind="text", language="text", role="none", advice="Book first.",
               title="Late books")  # fmt: skip
    (sample,) = make([text], wide, SETTINGS)[0]
    assert (sample["kind"], sample["completion"]) == ("best_practices", "Book first.")
    assert "The vault pays first" in sample["messages"][-1]["content"]


def test_the_same_records_give_the_same_samples(wide: Room) -> None:
    record = row("here/a", BANK, weak="reentrancy")
    assert make([record], wide, SETTINGS) == make([dict(record)], wide, SETTINGS)


def test_family_and_project_tie_records_together() -> None:
    assert keys(row("here/a", BANK)) == ["family:here/a"]
    assert keys(row("here/a", BANK, project="the dao")) == ["family:here/a", "project:the dao"]


def test_names_numbers_and_strings_are_masked_and_the_rest_is_not() -> None:
    assert masked(row("a", BANK)) == masked(row("a", TILL))
    assert masked(row("a", 'require(x1 > 0x2a, "no");')) == ["require", "(", "I", ">", "0", ",", "S", ")", ";"]
    assert masked(row("a", BANK.replace(">=", ">"))) != masked(row("a", BANK))


def test_a_group_belongs_to_its_language_and_first_class() -> None:
    weak, clean = row("a", BANK, weak="reentrancy"), row("a", TILL)
    assert stratum([clean, weak]) == "contract:solidity:reentrancy"
    assert stratum([clean]) == "contract:solidity:clean"


def test_without_words_of_its_own_a_verdict_gives_the_title_of_its_class_as_reason(tokens: Tokens) -> None:
    brief = SimpleNamespace(**{**vars(SETTINGS), "own_words": False})
    (found,) = {
        finding.reason
        for sample in make([row("here/a", BANK, weak="reentrancy")], Room(tokens, 9000, 3000), brief)[0]
        if sample["kind"] == "security_audit"
        for finding in parse_verdict(sample["completion"], sample["format"]) or ()
    }
    assert found == by_id("reentrancy").title


def offered(contracts: int, roles: list[str]) -> list[dict[str, Any]]:
    """Samples in both formats of contracts whose ids are as unordered as hashes."""
    return [
        {"kind": "security_audit", "record_id": f"{number * 37 % 101:03}{role}", "format": format, "role": role}
        for number in range(contracts)
        for role in roles
        for format in ("plain", "cot")
    ]


ROLES = offered(100, ["vulnerable", "fixed", "lookalike"])


def test_balanced_training_ties_the_verdict_to_no_format_and_no_variant() -> None:
    kept = Counter((sample["format"], sample["role"]) for sample in balanced(ROLES, SETTINGS))
    assert {kept[format, "vulnerable"] for format in ("plain", "cot")} == {100}
    assert kept["plain", "fixed"] == kept["cot", "fixed"] and kept["plain", "lookalike"] == kept["cot", "lookalike"]
    assert kept["plain", "fixed"] + kept["plain", "lookalike"] == 100
    assert 40 <= kept["plain", "fixed"] <= 60


def test_samples_of_one_kind_of_verdict_are_left_as_they_are() -> None:
    assert len(balanced(offered(10, ["clean"]), SETTINGS)) == len(balanced(offered(10, ["vulnerable"]), SETTINGS)) == 20


def test_clean_per_weak_says_how_many_clean_audits_stand_beside_the_weak_ones(wide: Room) -> None:
    half = SimpleNamespace(**{**vars(SETTINGS), "clean_per_weak": 0.5})
    whole = Counter(sample["role"] == "vulnerable" for sample in balanced(ROLES, half))
    short = Counter(sample["role"] == "vulnerable" for sample in excerpts(pair_of(BANK, MENDED), wide, half, 7))
    assert (whole, short) == ({True: 200, False: 100}, {True: 4, False: 2})


def pair_of(weak: str, fixed: str) -> list[dict[str, Any]]:
    """A weak contract, line 5 marked, and its fix."""
    first = row("here/a", weak, weak="reentrancy") | {"pair": "p", "role": "vulnerable"}
    first["findings"][0]["lines"] = [5]
    return [first, row("here/a", fixed) | {"pair": "p", "role": "fixed"}]


MENDED = BANK.replace('require(ok, "refused");', 'require(ok && amount > 0, "refused");')


def test_excerpts_show_the_weak_line_and_what_mends_it_in_short_windows(wide: Room) -> None:
    made = excerpts(pair_of(BANK, MENDED), wide, SETTINGS, 7)
    counted = Counter((sample["format"], sample["role"]) for sample in made)
    assert counted == {(form, role): 2 for form in ("plain", "cot") for role in ("vulnerable", "fixed")}
    for sample in made:
        shown = code_of(sample["messages"])
        assert (5 if sample["role"] == "vulnerable" else 6) in shown and len(shown) <= len(BANK.split("\n"))
        verdict = parse_verdict(sample["completion"], sample["format"])
        assert verdict is not None and [f.lines for f in verdict] == ([(5,)] if sample["role"] == "vulnerable" else [])
    assert all(json.loads(sample["labels"])["window"] >= EXCERPT for sample in made)


def test_excerpts_have_names_of_their_own_unless_answers_cite_the_names(wide: Room) -> None:
    many = {**vars(SETTINGS), "excerpts": 8}
    cited, phrases = SimpleNamespace(**many), SimpleNamespace(**many | {"own_words": False})
    shown = ["\n".join(code_of(sample["messages"]).values()) for sample in excerpts(pair_of(BANK, MENDED), wide, cited, 7)]
    assert all(text in BANK + MENDED for text in shown)
    made = excerpts(pair_of(BANK, MENDED), wide, phrases, 7)
    assert len({"\n".join(code_of(sample["messages"]).values()) for sample in made} - set(shown)) > len(made) / 2


def test_a_weakness_without_a_fix_or_without_lines_gives_no_excerpt(wide: Room) -> None:
    weak, fixed = pair_of(BANK, BANK.replace(">=", ">"))
    assert excerpts([weak], wide, SETTINGS, 7) == []
    weak["findings"][0]["lines"] = []
    assert {sample["role"] for sample in excerpts([weak, fixed], wide, SETTINGS, 7)} <= {"fixed"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"formats": ["plain", "cott"]}, "formats.1: unknown value 'cott' (did you mean cot?); allowed: cot, plain"),
        ({"list_classes": "no"}, "list_classes: got 'no'"),
        ({"excerpt": 3}, "unknown key 'excerpt' (did you mean excerpts?)"),
    ],
)
def test_a_setting_of_the_task_that_cannot_be_is_named(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(UserError) as error:
        typed(Options, vars(SETTINGS) | changed, "params.yaml:tasks.audit: options")
    assert says in str(error.value)
