"""A study: the runs of several experiments beside the settings in which they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from stages.reporting.markdown import share, table
from stages.reporting.results import ARROWS
from stages.reporting.studies.panels import Panel
from stages.reporting.studies.words import Estimate, best, listed, overlap, setting, short

_READING = (
    "Brackets hold the interval of each score by itself; where two overlap, no difference is shown. Training trains the weights "
    "named trainable for so many optimiser steps. Equal experiments give an equal page."
)


@dataclass(frozen=True)
class Point:
    """One run of one experiment, with the two reports that it left."""

    experiment: str
    run: str
    settings: Mapping[str, Any]  # params.yaml, {dotted place: value}
    scores: Mapping[str, Any]  # reports/<task>/scores/<run>.json
    training: Mapping[str, Any]  # reports/<task>/training/<run>.json

    @property
    def main(self) -> Estimate:
        """The estimate of the main metric."""
        return self.scores["metrics"][self.scores["main"]]  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Study:
    """Points in the order given; `headings` are the task's, `left_out` names runs that were not finished."""

    name: str
    task: str
    points: Sequence[Point]
    baseline: Mapping[str, Any]  # settings of the commit that the experiments were started from
    headings: Mapping[str, str]
    left_out: Sequence[str]

    @cached_property
    def varied(self) -> list[str]:
        """Settings that differ between the points, or from the baseline where there is one point or one setting."""
        places = dict.fromkeys(place for point in self.points for place in point.settings)
        apart = [place for place in places if len({setting(point.settings.get(place)) for point in self.points}) > 1]
        return apart or self._moved(places)

    @cached_property
    def held(self) -> dict[str, Any]:
        """Settings that every point shares, other than those of the baseline."""
        moved = self._moved(self.points[0].settings)
        return {place: self.points[0].settings.get(place) for place in moved if place not in self.varied}

    @cached_property
    def rows(self) -> list[Point]:
        """Points by the values of what was varied, numbers by size."""
        return sorted(self.points, key=lambda point: (*map(_rank, self.values(point)), point.run, point.experiment))

    def values(self, point: Point) -> list[Any]:
        """The point's values of what was varied."""
        return [point.settings.get(place) for place in self.varied]

    @property
    def heading(self) -> str:
        """The main metric in words, with the direction in which it gets better."""
        main = self.points[0].scores["main"]
        return f"{self.headings.get(main, main)} {ARROWS[self.points[0].main['direction']]}"

    @property
    def comparable(self) -> bool:
        """Whether all points answered the same test set."""
        return len({point.scores["test_digest"] for point in self.points}) == 1

    def _moved(self, places: Mapping[str, Any]) -> list[str]:
        return [place for place in places if self.points[0].settings.get(place) != self.baseline.get(place)]


def page(study: Study) -> str:
    """The whole page."""
    rows = [
        [
            point.experiment, point.run, *map(setting, study.values(point)), share(point.main), point.main["n"],
            short(point.training["trainable_parameters"]), point.training["steps"],
        ]
        for point in study.rows
    ]  # fmt: skip
    heads = ["experiment", "run", *study.varied, study.heading, "n", "trainable weights", "steps"]
    return "\n\n".join([
        f"# Study {study.name}: task {study.task}",
        "\n".join(f"- {line}" for line in findings(study)),
        f"![{study.heading} of each experiment]({study.task}-{study.name}.png)",
        table(heads, rows),
        _READING,
    ]) + "\n"  # fmt: skip


def content(study: Study) -> dict[str, Any]:
    """The same as JSON."""
    rows = [
        {
            "experiment": point.experiment, "run": point.run, "quality": point.main,
            "settings": dict(zip(study.varied, study.values(point), strict=True)),
            "trainable_parameters": point.training["trainable_parameters"],
            "steps": point.training["steps"], "test_digest": point.scores["test_digest"],
        }
        for point in study.rows
    ]  # fmt: skip
    return {"study": study.name, "task": study.task, "main": study.points[0].scores["main"], "held": study.held, "rows": rows,
            "findings": findings(study)}  # fmt: skip


def panels(study: Study) -> tuple[list[str], list[Panel]]:
    """(names of the rows, what the figure shows of them)."""
    estimates = [point.main for point in study.rows]
    bounds = [None if entry["value"] is None else (entry["low"], entry["high"]) for entry in estimates]
    return [_named(study, point) for point in study.rows], [
        Panel(study.heading, [entry["value"] for entry in estimates], bounds),
        Panel("trainable weights", [point.training["trainable_parameters"] for point in study.rows]),
    ]


def findings(study: Study) -> list[str]:
    """The best point and those it is not shown to be better than, then what a reader must know beside it."""
    lines = [_best(study)] if study.comparable else ["The experiments answered different test sets: do not compare their scores."]
    if study.held:
        lines.append(
            "In every experiment: " + ", ".join(f"{place} {setting(value)}" for place, value in study.held.items()) + "."
        )
    if study.left_out:
        lines.append(f"Left out, not finished under their settings: {'; '.join(study.left_out)}.")
    return lines


def _best(study: Study) -> str:
    named = {_named(study, point): point.main for point in study.rows}
    name = best(named)
    if not name:
        return "No experiment has a value on the main metric."
    if len(named) == 1:
        return f"There is one experiment: {name}, {share(named[name])}."
    same = [
        other for other, entry in named.items() if other != name and entry["value"] is not None and overlap(entry, named[name])
    ]
    told = f"Best {study.heading[:-2]}: {name}, {share(named[name])}."
    return f"{told} Its interval overlaps that of {listed(same)}: no difference to them is shown." if same else told


def _named(study: Study, point: Point) -> str:
    """A point in a few words, no two of them alike."""
    ends = [place.rpartition(".")[2] for place in study.varied]
    keys = ends if len(set(ends)) == len(ends) else study.varied
    told = ", ".join(f"{key} {setting(value)}" for key, value in zip(keys, study.values(point), strict=True))
    runs, alike = {one.run for one in study.points}, [study.values(one) for one in study.points if one.run == point.run]
    parts = [told, point.run if len(runs) > 1 else "", point.experiment if alike.count(study.values(point)) > 1 else ""]
    return ", ".join(filter(None, parts)) or point.experiment


def _rank(value: Any) -> tuple[int, float, str]:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return (0, float(value), "") if number else (1, 0.0, setting(value))
