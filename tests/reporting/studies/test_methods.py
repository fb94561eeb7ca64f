"""The page on methods: costs beside quality, cheapest among equals, nothing made up where nothing was measured."""

from pathlib import Path
from typing import Any

import pytest

from stages.reporting.studies.methods import content, page, panels
from stages.reporting.studies.panels import Panel, write_panels
from stages.reporting.studies.tried import Methods, Tried

DEVICE = "an abacus, threads: 2"


def tried(run: str, value: float, seconds: float = 0.0, **method: Any) -> Tried:
    """A run of 100 steps of which 50 were timed."""
    quality = {"value": value, "low": value - 0.1, "high": value + 0.1, "n": 40, "direction": "up"}
    tuned = bool(method)
    training = {
        "steps": 100 * tuned, "trainable_parameters": 500 * tuned, "parameters": 1000, "weights_bytes": 2_000_000 * tuned,
        "supervised_tokens_seen": 6000, "settings": {"method": {"kind": "lora", **method} if tuned else {"kind": "base"}},
    }  # fmt: skip
    costs = {"device": DEVICE, "timed_steps": 50, "seconds": seconds, "cpu_seconds": 2 * seconds, "peak_ram_bytes": seconds * 1e8,
             "peak_gpu_bytes": 0} if seconds else {}  # fmt: skip
    return Tried(run, quality, training, costs)


def difference(first: str, second: str, value: float, finding: str) -> dict[str, Any]:
    return {
        "metric": "f1",
        "first": first,
        "second": second,
        "value": value,
        "low": value - 0.1,
        "high": value + 0.1,
        "finding": finding,
    }


def methods(*entries: Tried, same: bool = True) -> Methods:
    apart = "no difference shown" if same else "better"
    differences = [difference("base", "wide", 0.4, "better"), difference("small", "wide", 0.05 if same else 0.3, apart)]
    compared = {"task": "toy", "main": "f1", "test_digest": "d", "headings": {"f1": "F1"}, "differences": differences}
    return Methods(compared, entries)


BASE, WIDE, SMALL = tried("base", 0.1), tried("wide", 0.5, 60.0, r=8, bits=16), tried("small", 0.45, 90.0, r=8, bits=4)


def row(text: str, run: str) -> list[str]:
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {run} |")]
    return line.strip("| ").split(" | ")


def test_time_is_that_of_all_steps_and_tokens_are_counted_over_it() -> None:
    cells = row(page(methods(BASE, WIDE, SMALL)), "wide")
    assert cells[4:] == ["500", "50", "2", "6", "2", "50"]  # trainable, %, MB, GB, minutes, tokens/s
    assert cells[3] == "+0.40 [+0.30, +0.50] better"


def test_among_runs_that_are_not_shown_to_differ_the_cheapest_is_named() -> None:
    told = content(methods(BASE, WIDE, SMALL))["findings"]
    assert told[0] == "Highest F1: wide, 0.50 [0.40–0.60]. It is not shown to be better than small."
    assert told[1] == "Of these, wide takes the least memory and wide trains fastest."  # both keep 2 MB


def test_a_run_that_is_cheaper_by_a_little_is_not_called_cheaper() -> None:
    told = content(methods(BASE, WIDE, tried("small", 0.45, 63.0, r=8, bits=4)))["findings"]
    assert len(told) == 1


def test_a_run_that_is_better_than_all_is_named_alone() -> None:
    assert content(methods(BASE, WIDE, SMALL, same=False))["findings"] == ["Highest F1: wide, 0.50 [0.40–0.60]."]


def test_runs_that_differ_in_bits_alone_stand_against_each_other() -> None:
    text = page(methods(BASE, WIDE, SMALL))
    assert row(text, "small against wide")[1:] == ["-0.05 [-0.15, +0.05] no difference shown", "1.50 ×", "1.50 ×"]
    assert "against" not in page(methods(BASE, WIDE, tried("small", 0.4, r=4, bits=4))).split("supervised tokens/s")[1]


def test_what_was_measured_elsewhere_is_a_dash_and_the_device_is_named() -> None:
    text = page(methods(BASE, tried("wide", 0.5, r=8), SMALL))
    assert row(text, "wide")[-3:] == ["–", "–", "–"]
    assert f"- Time and memory of small were measured on: {DEVICE}." in text


def test_without_any_measurement_the_page_says_so() -> None:
    assert "Time and memory are not known" in page(methods(BASE, tried("wide", 0.5, r=8)))
    assert content(methods(BASE, tried("wide", 0.5, r=8)))["runs"]["wide"]["measured"] == {}


def test_the_figure_has_the_same_bytes_twice_and_only_what_is_known(tmp_path: Path) -> None:
    names, shown = ["base", "wide", "small"], panels(methods(BASE, WIDE, SMALL))
    for name in ("a.png", "b.png"):
        write_panels(tmp_path / name, "Toy", names, shown)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    write_panels(tmp_path / "less.png", "Toy", names, [shown[0], *(Panel(one.title, [None] * 3) for one in shown[1:])])
    assert _width(tmp_path / "less.png") < _width(tmp_path / "a.png") / 2


def _width(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[16:20], "big")  # of a PNG's header


@pytest.mark.parametrize("values", [[0.0, 0.0], [1.0, 5000.0], [None, 3.0]])
def test_any_values_can_be_drawn(tmp_path: Path, values: list[float | None]) -> None:
    write_panels(tmp_path / "a.png", "Toy", ["one", "two"], [Panel("weights", values)])
    assert (tmp_path / "a.png").stat().st_size > 5000
