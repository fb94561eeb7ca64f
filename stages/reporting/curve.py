"""A training curve as CSV, the form that `dvc plots` and every spreadsheet read."""

from collections.abc import Sequence
from pathlib import Path

from stages.core.files import write_text

COLUMNS = ("step", "loss", "learning_rate")


def write_curve(path: Path, curve: Sequence[dict[str, float]]) -> None:
    """One row a logged step: step, loss (nats per supervised token), learning rate. No rows for an untuned run."""
    rows = (f"{int(point['step'])},{point['loss']:.6f},{point['learning_rate']:.4e}" for point in curve)
    write_text(path, "\n".join([",".join(COLUMNS), *rows]) + "\n")
