"""Runs and baselines as dots with their intervals, one panel a metric. Equal numbers give equal bytes."""

from collections.abc import Mapping
from math import ceil
from pathlib import Path
from typing import Any

from stages.reporting.comparison import Comparison

# Okabe and Ito's palette, told apart by colour-blind readers too; the marker says the same as the colour.
STYLE = {
    "baseline": ("#7f7f7f", "s", "no language model"),
    "base": ("#d55e00", "D", "untuned model"),
    "tuned": ("#0072b2", "o", "tuned model"),
}
COLUMNS = 4


def write_picture(path: Path, comparison: Comparison, headings: Mapping[str, str]) -> None:
    """A PNG with one panel for each heading (metric -> title) and one row for each entrant, written whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.tmp")
    with scratch.open("wb") as file:
        _canvas(comparison, headings).print_png(file, metadata={"Software": None})
    scratch.replace(path)


def _canvas(comparison: Comparison, headings: Mapping[str, str]) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    columns = min(COLUMNS, len(headings) + 1)
    rows = ceil((len(headings) + 1) / columns)
    height = 0.30 * len(comparison.entrants) + 1.1
    figure = Figure(figsize=(3.0 * columns, height * rows + 0.5), layout="constrained")
    axes = list(figure.subplots(rows, columns, sharey=True, squeeze=False).flat)
    for at, (axis, (metric, heading)) in enumerate(zip(axes, headings.items(), strict=False)):
        _panel(axis, comparison, metric, heading)
        if at % columns == 0:
            axis.set_yticks(range(len(comparison.entrants)), [entrant.name for entrant in comparison.entrants])
    for axis in axes[len(headings) :]:
        axis.set_axis_off()
    figure.legend(handles=_legend(comparison), loc="lower right", frameon=False, fontsize=10)
    figure.suptitle(_title(comparison), fontsize=12)
    return FigureCanvasAgg(figure)


def _panel(axis: Any, comparison: Comparison, metric: str, heading: str) -> None:
    directions = set()
    for row, entrant in enumerate(comparison.entrants):
        entry = comparison.of(entrant, metric)
        directions.add(entry["direction"])
        colour, marker, _ = STYLE[entrant.role]
        if entry["value"] is None:
            axis.text(0.02, row, "nothing to measure", va="center", fontsize=8, color=colour)
            continue
        axis.plot([entry["low"], entry["high"]], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
        axis.plot(entry["value"], row, marker=marker, color=colour, markersize=7)
        beside = {"textcoords": "offset points", "xytext": (0, 6), "ha": "center", "fontsize": 8}
        axis.annotate(f"{entry['value']:.2f}", (entry["value"], row), color="#333333", **beside)
    cases = max(comparison.of(entrant, metric)["n"] for entrant in comparison.entrants)
    axis.set_title(f"{heading} (n = {cases})", fontsize=10)
    axis.set_xlabel("lower is better" if directions == {"down"} else "higher is better", fontsize=9)
    axis.set_xlim(-0.03, 1.03)
    axis.set_ylim(len(comparison.entrants) - 0.5, -0.5)
    axis.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
    axis.tick_params(labelsize=9, length=2)
    axis.grid(axis="x", color="#dddddd", linewidth=0.8)
    axis.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axis.spines[side].set_visible(False)


def _legend(comparison: Comparison) -> list[Any]:
    from matplotlib.lines import Line2D

    roles = {entrant.role for entrant in comparison.entrants}
    return [
        Line2D([], [], color=colour, marker=marker, linewidth=2, markersize=7, label=label)
        for role, (colour, marker, label) in STYLE.items()
        if role in roles
    ]


def _title(comparison: Comparison) -> str:
    metric = comparison.entrants[0].overall[comparison.main]
    level = f"{comparison.sampling.confidence:.0%}".replace("%", " %")
    return (
        f"Task {comparison.task}: {metric.n} test samples in {len(set(metric.groups))} groups never trained on, {level} intervals"
    )
