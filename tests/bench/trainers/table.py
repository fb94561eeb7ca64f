"""Runs as tables: rates with their spread, ratios paired within rounds, and what was hoped for beside what was measured."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from tests.bench.trainers.rounds import Result

Results = Mapping[str, Sequence[Result]]
SAME = 1e-4  # nats by which final losses may differ and count as equal
OTHER_BATCHES = {"trl_packed"}  # it puts other rows into a step, so its loss can not be the same


class Bar(NamedTuple):
    """A hope: SecTune over `baseline` in tokens per processor second at least `least`, or in memory at most that."""

    ours: str
    baseline: str
    least: float
    memory: bool = False


def rate(result: Result) -> float:
    """Supervised tokens per processor second.

    >>> rate({"supervised": 900.0, "processor": 3.0})
    300.0
    """
    return result["supervised"] / result["processor"]


def ratios(ours: Sequence[Result], theirs: Sequence[Result], memory: bool = False) -> list[float]:
    """Ours over theirs, round by round: what else the machine did hits both alike.

    >>> ratios([{"supervised": 8.0, "processor": 1.0}], [{"supervised": 8.0, "processor": 4.0}])
    [4.0]
    """
    measure = (lambda result: result["peak_mib"]) if memory else rate
    return [measure(one) / measure(other) for one, other in zip(ours, theirs, strict=True)]


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Median and extremes.

    >>> spread([2.0, 1.0, 4.0])
    '2.00 [1.00, 4.00]'
    """
    return f"{median(values):.{digits}f} [{min(values):.{digits}f}, {max(values):.{digits}f}]"


def runs_table(results: Results, yardstick: str) -> list[str]:
    """One line a contestant; `yardstick` is the one whose loss the others are held against."""
    lines = [
        "| contestant | supervised tokens / CPU-s | / wall s | peak MiB | held-out loss | off by |",
        "|---|---|---|---|---|---|",
    ]
    for name, runs in results.items():
        wall = spread([run["supervised"] / run["wall"] for run in runs], 0)
        off = abs(runs[0]["loss"] - results[yardstick][0]["loss"])
        verdict = "other batches" if name in OTHER_BATCHES else f"{off:.0e}" + ("" if off <= SAME else " NOT EQUAL")
        lines.append(
            f"| {name} | {spread([rate(run) for run in runs], 0)} | {wall} | {spread([run['peak_mib'] for run in runs], 0)} "
            f"| {runs[0]['loss']:.6f} | {verdict} |"
        )
    return lines


def bars_table(results: Results, bars: Sequence[Bar]) -> list[str]:
    """What was hoped for and what was measured; a bar whose contestants did not all run is left out."""
    lines = ["| SecTune / baseline | hoped | measured, median [min, max] of rounds | |", "|---|---|---|---|"]
    for bar in bars:
        if bar.ours in results and bar.baseline in results:
            found = ratios(results[bar.ours], results[bar.baseline], bar.memory)
            met = median(found) <= bar.least if bar.memory else median(found) >= bar.least
            hoped = f"memory ≤ {bar.least:g}" if bar.memory else f"≥ {bar.least:g}x"
            lines.append(f"| {bar.ours} / {bar.baseline} | {hoped} | {spread(found)} | {'met' if met else 'MISSED'} |")
    return lines


def best(results: Results, names: Sequence[str]) -> str:
    """The fastest of `names` that ran, by median.

    >>> slow, fast = {"supervised": 1.0, "processor": 1.0}, {"supervised": 2.0, "processor": 1.0}
    >>> best({"a": [slow], "b": [fast]}, ["a", "b", "c"])
    'b'
    """
    return max((name for name in names if name in results), key=lambda name: median(rate(run) for run in results[name]))
