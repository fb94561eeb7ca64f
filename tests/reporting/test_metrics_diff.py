from typing import Any

import pytest

from stages.core.errors import UserError
from stages.reporting.metrics_diff import changes, drops, page

Reports = dict[tuple[str, str], dict[str, Any]]


def reports(value: float, direction: str = "up", digest: str = "d", run: str = "audit-lora") -> Reports:
    """One run with one metric, its interval 0.05 to either side."""
    entry = {"value": value, "low": value - 0.05, "high": value + 0.05, "n": 40, "direction": direction}
    return {("audit", run): {"test_digest": digest, "metrics": {"macro_f1": entry}}}


@pytest.mark.parametrize(
    ("old", "new", "direction", "finding"),
    [
        (0.5, 0.7, "up", "better"),
        (0.7, 0.5, "up", "worse"),
        (0.5, 0.7, "down", "worse"),
        (0.7, 0.5, "down", "better"),
        (0.5, 0.58, "up", "no difference"),
        (0.5, 0.5, "up", "no difference"),
    ],
)
def test_a_change_counts_in_the_metrics_direction_and_beyond_the_intervals(
    old: float, new: float, direction: str, finding: str
) -> None:
    assert changes(reports(old, direction), reports(new, direction))[0].finding == finding


def test_another_test_set_makes_deltas_incomparable_and_says_so() -> None:
    old, new = reports(0.5), reports(0.9, digest="other")
    found = changes(old, new)
    assert found[0].finding == "not comparable"
    assert "test set changed: deltas are not comparable" in page(found, old, new, "main", [])


def test_new_and_removed_runs_are_named() -> None:
    old, new = reports(0.5, run="audit-old"), reports(0.5, run="audit-new")
    text = page(changes(old, new), old, new, "main", [])
    assert "- new run: audit, audit-new\n- removed run: audit, audit-old\n" in text


def test_rows_are_sorted_by_task_run_and_metric() -> None:
    both = {**reports(0.5, run="b"), **reports(0.5, run="a")}
    assert [change.run for change in changes({}, both)] == ["a", "b"]


def test_a_row_shows_values_delta_finding_n_and_interval() -> None:
    old, new = reports(0.5), reports(0.7)
    row = "| audit | audit-lora | macro_f1 ↑ | 0.5000 | 0.7000 | +0.2000 | better | 40 | [0.65–0.75] |"
    assert row in page(changes(old, new), old, new, "main", [])


@pytest.mark.parametrize(
    ("old", "new", "direction", "guard", "dropped"),
    [
        (0.50, 0.47, "up", -0.02, 1),
        (0.50, 0.49, "up", -0.02, 0),
        (0.50, 0.53, "down", -0.02, 1),
        (0.50, 0.47, "down", -0.02, 0),
        (0.50, 0.51, "up", 0.02, 1),
    ],
)
def test_a_guard_holds_in_the_metrics_direction(old: float, new: float, direction: str, guard: float, dropped: int) -> None:
    assert len(drops(changes(reports(old, direction), reports(new, direction)), {"macro_f1": guard})) == dropped


def test_a_guard_is_not_applied_to_another_test_set() -> None:
    assert drops(changes(reports(0.9), reports(0.1, digest="other")), {"macro_f1": 0.0}) == []


def test_an_unknown_guarded_metric_is_refused() -> None:
    with pytest.raises(UserError, match=r"unknown metric 'macro_f2' \(did you mean macro_f1\?\)"):
        drops(changes(reports(0.5), reports(0.5)), {"macro_f2": 0.0})


def test_a_value_that_could_not_be_measured_is_a_dash() -> None:
    old, new = reports(0.5), reports(0.5)
    new["audit", "audit-lora"]["metrics"]["macro_f1"] |= {"value": None, "low": None, "high": None}
    assert "| 0.5000 | – | – | not comparable | 40 | – |" in page(changes(old, new), old, new, "main", [])
