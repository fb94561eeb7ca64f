"""Rows of dots beside each other, one panel a quantity: for studies and methods. Equal numbers give equal bytes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from stages.reporting.studies.words import short

COLOUR = "#0072b2"  # Okabe and Ito's blue, as in the figure of the comparison
WIDTH, ROW = 3.2, 0.36  # inches of a panel, of a row


class Panel(NamedTuple):
    """One quantity: a value for each row (None: nothing known), with bounds where it is an estimate."""

    title: str
    values: Sequence[float | None]
    bounds: Sequence[tuple[float, float] | None] = ()


def write_panels(path: Path, title: str, names: Sequence[str], panels: Sequence[Panel]) -> None:
    """A PNG with the rows `names` and those panels in which something is known, written whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.tmp")
    with scratch.open("wb") as file:
        _canvas(title, names, panels).print_png(file, metadata={"Software": None})
    scratch.replace(path)


def _canvas(title: str, names: Sequence[str], panels: Sequence[Panel]) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    shown = [panel for panel in panels if any(value is not None for value in panel.values)]
    figure = Figure(figsize=(WIDTH * len(shown) + 1.5, ROW * len(names) + 1.3), layout="constrained")
    axes = figure.subplots(1, len(shown), sharey=True, squeeze=False)[0]
    for axis, panel in zip(axes, shown, strict=True):
        _draw(axis, panel)
        axis.set_ylim(len(names) - 0.5, -0.5)
    axes[0].set_yticks(range(len(names)), names)
    figure.suptitle(title, fontsize=12)
    return FigureCanvasAgg(figure)


def _draw(axis: Any, panel: Panel) -> None:
    for row, value in enumerate(panel.values):
        if value is None:
            continue
        bounds = panel.bounds[row] if panel.bounds else None
        if bounds:
            axis.plot(bounds, [row, row], color=COLOUR, linewidth=2, solid_capstyle="butt")
        axis.plot(value, row, marker="o", color=COLOUR, markersize=6)
        beside = {"textcoords": "offset points", "xytext": (0, 6), "ha": "center", "fontsize": 8}
        axis.annotate(f"{value:.2f}" if bounds else short(value), (value, row), color="#333333", **beside)
    known = [value for value in panel.values if value is not None]
    if not panel.bounds and min(known) > 0 and max(known) > 20 * min(known):
        axis.set_xscale("log")
    elif not panel.bounds:
        axis.set_xlim(0, 1.15 * max(known) or 1)
    axis.margins(x=0.15)
    axis.set_title(panel.title, fontsize=10)
    axis.tick_params(labelsize=8, length=2)
    axis.grid(axis="x", color="#dddddd", linewidth=0.8)
    axis.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axis.spines[side].set_visible(False)
