"""The loss curve of pretraining as a table and a picture."""

import csv
from pathlib import Path


def curve_csv(path: Path, curve: list[dict[str, float]]) -> None:
    """One row an evaluation: step, tokens, rate, training loss since the last row, held-out loss by kind (nats)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, sorted(curve[-1], key=list(curve[-1]).index), lineterminator="\n")
        table.writeheader()
        table.writerows({key: f"{value:.6g}" for key, value in row.items()} for row in curve)


def curve_png(path: Path, curve: list[dict[str, float]]) -> None:
    """The same rows as a picture."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 4), layout="constrained")
    for key in [key for key in curve[-1] if key.startswith("held_out_")]:
        axes.plot(
            [row["tokens"] / 1e6 for row in curve],
            [row[key] for row in curve],
            label=key.removeprefix("held_out_") + " (held out)",
            linewidth=1.2,
        )
    axes.plot([row["tokens"] / 1e6 for row in curve], [row["loss"] for row in curve], "k--", label="training mix")
    axes.set(xlabel="tokens read (millions)", ylabel="loss (nats a token)")
    axes.grid(alpha=0.3)
    figure.legend(fontsize=8, loc="outside right center")  # ten lines leave it no room among them
    figure.savefig(path, dpi=110, metadata={"Software": None})
    pyplot.close(figure)
