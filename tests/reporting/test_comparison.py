from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from stages.metrics.estimate import Sampling
from stages.metrics.formulas import rate
from stages.metrics.metric import Metric
from stages.reporting.comparison import Comparison, Entrant, build
from stages.reporting.figure import write_picture
from stages.reporting.words import verdict

SAMPLING = Sampling(400, seed=1)
HEADINGS = {"hit": "hit rate"}


def entrant(name: str, role: Literal["baseline", "base", "tuned"], hits: Sequence[bool], read: bool = True) -> Entrant:
    units = [str(at) for at in range(len(hits))]
    counts = np.array([[float(hit), 1.0] for hit in hits])
    outcomes: list[dict[str, Any]] = [{"parsed": read, "finish_reason": "stop", "tokens": 1} for _ in hits]
    return Entrant(name, role, outcomes, [Metric("hit", "up", "rate", units, units, counts, rate)])


def compared(*entrants: Entrant) -> Comparison:
    return build("toy", "hit", ["hit"], entrants, SAMPLING)


def share(hits: int, of: int = 60) -> list[bool]:
    return [at < hits for at in range(of)]


@pytest.fixture(scope="module")
def whole() -> Comparison:
    return compared(
        entrant("weak-rule", "baseline", share(2)),
        entrant("rule", "baseline", share(10)),
        entrant("old", "base", share(5), read=False),
        entrant("good", "tuned", share(40)),
        entrant("same", "tuned", share(39)),
    )


def test_tuned_runs_meet_the_untuned_one_the_best_baseline_and_the_best_tuned_one(whole: Comparison) -> None:
    pairs = [(paired.first, paired.second) for paired in whole.differences]
    assert pairs == [("old", "good"), ("old", "same"), ("rule", "good"), ("rule", "same"), ("same", "good")]


def test_runs_held_to_the_form_meet_only_each_other_and_have_a_correction_of_their_own(whole: Comparison) -> None:
    held = [replace(entrant(f"{name} (constrained)", role, share(hits, 30)), decoding="constrained")
            for name, role, hits in (("old", "base", 4), ("good", "tuned", 25))]  # fmt: skip
    both = compared(*whole.entrants, *held)
    assert [(paired.first, paired.second) for paired in both.differences[5:]] == [("old (constrained)", "good (constrained)")]
    assert [paired.p_holm for paired in both.differences[:5]] == [paired.p_holm for paired in whole.differences]
    assert [run.name for run in both.runs] == ["old", "good", "same"]


def test_a_baseline_is_not_held_against_runs_that_answered_other_samples() -> None:
    held = replace(entrant("new (constrained)", "tuned", share(30, 30)), decoding="constrained")
    told = " ".join(verdict(compared(entrant("rule", "baseline", share(50)), entrant("new", "tuned", share(40)), held), HEADINGS))
    assert "rule (0.83) scores higher than every tuned run; the best of them is new (0.67)" in told


def test_a_clear_gain_is_better_and_a_tiny_one_is_no_difference(whole: Comparison) -> None:
    findings = {(paired.first, paired.second): paired.finding for paired in whole.differences}
    assert (findings["old", "good"], findings["same", "good"]) == ("better", "no difference shown")


def test_a_loss_is_called_worse() -> None:
    assert compared(entrant("old", "base", share(50)), entrant("new", "tuned", share(5))).differences[0].finding == "worse"


def test_p_is_corrected_for_the_number_of_pairs(whole: Comparison) -> None:
    assert whole.differences[0].p_holm == pytest.approx(5 * whole.differences[0].change.p)


def test_a_gain_that_does_not_survive_the_correction_is_no_difference() -> None:
    one = compared(entrant("old", "base", share(20)), entrant("new", "tuned", share(26)))
    many = compared(entrant("old", "base", share(20)), *(entrant(f"n{at}", "tuned", share(26)) for at in range(9)))
    assert one.differences[0].p_holm < 0.05 < many.differences[0].p_holm
    assert (one.differences[0].finding, many.differences[0].finding) == ("better", "no difference shown")


def test_the_words_name_both_runs_the_change_its_interval_and_n(whole: Comparison) -> None:
    sentence = verdict(whole, HEADINGS)[0]
    assert sentence.startswith("good is better than old on hit rate: 0.67 against 0.08, +0.58 [+0.4")
    assert sentence.endswith("(Holm), n = 60 in 60 groups.")


def test_the_words_warn_of_a_run_that_does_not_know_the_form(whole: Comparison) -> None:
    assert any("old gave a readable answer to 0 %" in sentence for sentence in verdict(whole, HEADINGS))


def test_the_words_warn_when_a_baseline_is_above_every_tuned_run() -> None:
    found = compared(entrant("rule", "baseline", share(50)), entrant("old", "base", share(1)), entrant("new", "tuned", share(9)))
    assert any(sentence.startswith("On hit rate the baseline rule (0.83)") for sentence in verdict(found, HEADINGS))


def test_the_words_warn_of_a_test_set_with_few_groups() -> None:
    found = compared(entrant("old", "base", share(1, of=12)), entrant("new", "tuned", share(9, of=12)))
    assert "only 12 groups" in verdict(found, HEADINGS)[-1]


def test_an_untuned_run_alone_is_not_compared() -> None:
    assert verdict(compared(entrant("old", "base", share(1))), HEADINGS) == ["There is no tuned run to compare."]


def test_nothing_to_measure_is_not_comparable() -> None:
    empty = compared(entrant("old", "base", []), entrant("new", "tuned", []))
    assert empty.differences[0].finding == "not comparable" and "cannot be compared" in verdict(empty, HEADINGS)[0]


def test_the_same_numbers_give_the_same_picture(whole: Comparison, tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        write_picture(tmp_path / name, whole, HEADINGS)
    first = (tmp_path / "one.png").read_bytes()
    assert first == (tmp_path / "two.png").read_bytes() and b"Software" not in first
