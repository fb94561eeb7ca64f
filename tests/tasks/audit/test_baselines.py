from typing import Any

import pytest

from stages.reporting.inputs import completion
from stages.tasks.audit import baselines, score
from stages.tasks.audit.lib.answer import parse_verdict

from .asked import REENTRANCY, SHOP, audit

ORIGIN = {"class": "tx-origin-auth", "accept": [], "lines": [3], "reason": "x"}


@pytest.fixture(scope="module")
def train() -> list[dict[str, Any]]:
    weak = [audit(f"w{at}", [REENTRANCY], code=f"contract C{at} {{\n\n  x.call{{value: {at}}}();\n}}") for at in range(8)]
    other = [audit(f"o{at}", [ORIGIN], code=f"contract D{at} {{\n\n  require(tx.origin == a{at});\n}}") for at in range(6)]
    clean = [audit(f"c{at}", code=f"contract E{at} {{\n  uint256 total{at};\n}}") for at in range(6)]
    return [*weak, *other, *clean]


def claims(name: str, sample: dict[str, Any], train: list[dict[str, Any]]) -> list[tuple[str, tuple[int, ...]]]:
    text = baselines.fit(train, seed=1)[name](sample)
    found = parse_verdict(text, sample["format"])
    assert found is not None
    return [(claim.weakness, claim.lines) for claim in found]


@pytest.mark.parametrize("format", ["plain", "cot"])
@pytest.mark.parametrize("name", ["majority", "regex", "tfidf"])
def test_every_baseline_answers_in_the_asked_form(name: str, format: str, train: list[dict[str, Any]]) -> None:
    sample = audit("t", format=format)
    text = baselines.fit(train, seed=1)[name](sample)
    assert score.outcome(sample, completion(sample, text))["parsed"]


def test_majority_names_the_most_common_class_of_the_language(train: list[dict[str, Any]]) -> None:
    assert claims("majority", audit("t"), train) == [("reentrancy", ())]


def test_majority_calls_clean_what_is_mostly_clean(train: list[dict[str, Any]]) -> None:
    assert claims("majority", audit("t", language="rust"), [*train, audit("r", language="rust")]) == []


def test_rules_name_class_and_line(train: list[dict[str, Any]]) -> None:
    assert claims("regex", audit("t", code=SHOP), train) == [("tx-origin-auth", (3,))]


def test_tfidf_learns_class_and_line_from_the_train_side(train: list[dict[str, Any]]) -> None:
    assert claims("tfidf", audit("t", code="contract T {\n  uint256 n;\n  require(tx.origin == q);\n}"), train) == [
        ("tx-origin-auth", (3,))
    ]


def test_there_are_ten_rules_for_ten_known_classes() -> None:
    assert len({name for name, _ in baselines.RULES}) == len(baselines.RULES) == 10


def test_without_audits_to_learn_from_only_the_rules_answer() -> None:
    assert list(baselines.fit([], seed=1)) == ["regex"]


def test_the_same_seed_gives_the_same_answers(train: list[dict[str, Any]]) -> None:
    samples = [audit(f"t{at}", code=SHOP) for at in range(3)]
    once, again = ([answer(s) for answer in baselines.fit(train, seed=2).values() for s in samples] for _ in range(2))
    assert once == again
