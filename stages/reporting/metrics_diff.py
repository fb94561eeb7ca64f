"""Two sets of score reports side by side: what changed, and whether the change is more than chance would do.

A change counts only where the two intervals do not overlap, and only when both runs answered the same test set.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stages.core.errors import unknown
from stages.reporting.markdown import NONE, share, table

Reports = Mapping[tuple[str, str], Mapping[str, Any]]  # (task, run) -> content of reports/<task>/scores/<run>.json
Entry = Mapping[str, Any]  # {value, low, high, n, direction} of one metric
_ARROWS = {"up": "↑", "down": "↓"}


@dataclass(frozen=True)
class Change:
    """One metric of one run, before and after; an entry is None on the side that does not have it."""

    task: str
    run: str
    metric: str
    old: Entry | None
    new: Entry | None
    comparable: bool  # whether both sides answered the same test set

    @property
    def delta(self) -> float | None:
        """New minus old value, None when one of them is missing."""
        values = [entry["value"] if entry else None for entry in (self.old, self.new)]
        return None if None in values else values[1] - values[0]  # type: ignore[operator]

    @property
    def gain(self) -> float | None:
        """The delta in the direction in which the metric gets better."""
        if self.delta is None or self.new is None:
            return None
        return self.delta if self.new["direction"] == "up" else -self.delta

    @property
    def finding(self) -> str:
        """new | removed | not comparable | better | worse | no difference (the intervals overlap)."""
        if self.old is None or self.new is None:
            return "new" if self.old is None else "removed"
        if not self.comparable or self.gain is None:
            return "not comparable"
        if self.old["low"] <= self.new["high"] and self.new["low"] <= self.old["high"]:
            return "no difference"
        return "better" if self.gain > 0 else "worse"


def changes(old: Reports, new: Reports) -> list[Change]:
    """Every metric of every run on either side, sorted by task, run and metric."""
    found = []
    for task, run in sorted({*old, *new}):
        before, after = old.get((task, run), {}), new.get((task, run), {})
        same_test = before.get("test_digest") == after.get("test_digest")
        left, right = before.get("metrics", {}), after.get("metrics", {})
        found += [Change(task, run, name, left.get(name), right.get(name), same_test) for name in sorted({*left, *right})]
    return found


def drops(found: Sequence[Change], guards: Mapping[str, float]) -> list[str]:
    """One line for each run whose guarded metric gained less than its guard allows, on an unchanged test set.

    Raises UserError when no run has a guarded metric.
    """
    known = {change.metric for change in found}
    for metric in guards:
        if metric not in known:
            raise unknown("metric", metric, known, "--fail-below")
    return [
        f"{change.task}, {change.run}: {change.metric} changed by {change.delta:+.4f}, guard {guards[change.metric]:+.4f}"
        for change in found
        if change.metric in guards
        and change.comparable
        and change.gain is not None
        and change.gain < guards[change.metric]
    ]  # fmt: skip


def page(found: Sequence[Change], old: Reports, new: Reports, rev: str, dropped: Sequence[str]) -> str:
    """The Markdown for a pull request: notes first, then the table."""
    heads = ["task", "run", "metric", "old", "new", "delta", "finding", "n", "95 % interval"]
    notes = [*_notes(old, new), *(f"guarded drop: {line}" for line in dropped)]
    parts = [
        f"## Metrics against `{rev}`",
        "\n".join(f"- {note}" for note in notes),
        table(heads, map(_cells, found)) if found else "There are no score reports on either side.",
        "↑ more is better, ↓ less is better; no difference: the two intervals overlap.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _notes(old: Reports, new: Reports) -> Iterable[str]:
    for task, run in sorted(new.keys() - old.keys()):
        yield f"new run: {task}, {run}"
    for task, run in sorted(old.keys() - new.keys()):
        yield f"removed run: {task}, {run}"
    for task, run in sorted(old.keys() & new.keys()):
        if old[task, run].get("test_digest") != new[task, run].get("test_digest"):
            yield f"{task}, {run}: test set changed: deltas are not comparable, guards are not applied"


def _cells(change: Change) -> list[str]:
    entry = change.new or change.old or {}
    interval = share(change.new).partition(" ")[2] or NONE
    delta = NONE if change.delta is None else f"{change.delta:+.4f}"
    return [
        change.task, change.run, f"{change.metric} {_ARROWS.get(entry['direction'], '')}",
        _value(change.old), _value(change.new), delta, change.finding, str(entry["n"]), interval,
    ]  # fmt: skip


def _value(entry: Entry | None) -> str:
    return NONE if entry is None or entry["value"] is None else f"{entry['value']:.4f}"
