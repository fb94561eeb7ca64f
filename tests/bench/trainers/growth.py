"""How processor time grows with the number of rows and with their length, as the exponent of a fitted power."""

import tempfile
from collections.abc import Sequence
from math import log
from pathlib import Path
from random import Random

from tests.bench.trainers.rounds import run
from tests.bench.trainers.rows import PROMPT, row
from tests.bench.trainers.spec import Spec

ROWS, ROW_TOKENS = (1_000, 10_000, 100_000), 16
LENGTHS, LENGTH_ROWS, VOCABULARY = (128, 256, 512, 1024, 2048), 24, 4096
HOPED = 1.05


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The k of seconds ~ sizes ** k, by least squares of the logarithms.

    >>> round(exponent([1, 10, 100], [2, 20, 200]), 6)
    1.0
    """
    across, up = [log(size) for size in sizes], [log(second) for second in seconds]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    rise = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
    return rise / sum((x - middle) ** 2 for x in across)


def rows_table(contestants: Sequence[str], sizes: Sequence[int] = ROWS) -> list[str]:
    """Time against rows, with a model that costs next to nothing: what is left is the trainer's own work.

    Checkpoints are written every 1,000 steps where the contestant writes any.
    """
    lines = _head(sizes, "rows")
    for name in contestants:
        taken = [_seconds(name, size, ROW_TOKENS, 64, tiny=True, checkpoint_steps=1_000) for size in sizes]
        fitted = exponent(sizes, taken)
        hoped = f" ({'met' if fitted <= HOPED else 'MISSED'}: ≤ {HOPED})" if name.startswith("sectune") else ""
        lines.append(_line(name, taken, fitted) + hoped + " |")
    return lines


def lengths_table(contestants: Sequence[str], lengths: Sequence[int] = LENGTHS) -> list[str]:
    """Time against tokens a row, a fixed number of rows, beside what the arithmetic asks for: attention's square is in it."""
    lines = _head(lengths, "tokens a row")
    for name in contestants:
        taken = [_seconds(name, LENGTH_ROWS, at, VOCABULARY) for at in lengths]
        lines.append(_line(name, taken, exponent(lengths, taken)) + " |")
    return [
        *lines,
        f"| the operations themselves {'|' * len(lengths)} | {exponent(lengths, [operations(at) for at in lengths]):.3f} |",
    ]


def operations(length: int) -> float:
    """Multiplications of a forward pass over a row of the small model: layers, supervised scores, causal attention.

    >>> operations(2) / operations(1) > 2
    True
    """
    from tests.bench.trainers.start import SMALL

    layers, width = SMALL
    return length * (layers * (4 + 3 * 4) * width**2 + (1 - PROMPT) * VOCABULARY * width + layers * width * length)


def _head(sizes: Sequence[int], unit: str) -> list[str]:
    return [
        "| CPU-s for | " + " | ".join(f"{size:,} {unit}" for size in sizes) + " | exponent |",
        "|---" * (len(sizes) + 2) + "|",
    ]


def _line(name: str, taken: Sequence[float], fitted: float) -> str:
    return f"| {name} | " + " | ".join(f"{second:.2f}" for second in taken) + f" | {fitted:.3f}"


def _seconds(name: str, count: int, length: int, vocabulary: int, tiny: bool = False, checkpoint_steps: int = 1_000_000) -> float:
    from tests.bench.trainers.start import SMALL, TINY, make_start

    random, steps = Random(5), count // 8
    with tempfile.TemporaryDirectory() as folder:
        made = [row(random, length, vocabulary) for _ in range(count + 16)]
        make_start(Path(folder), vocabulary, made, TINY if tiny else SMALL)
        done = run(Spec(name, folder, "full", steps, 1, checkpoint_steps=checkpoint_steps))
    return done["processor"] * steps / (steps - 1)  # as if the warm step, which the clock leaves out, were in it
