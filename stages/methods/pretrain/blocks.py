"""Token streams cut into blocks, and the plan which block is read when: a function of the seed alone."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stages.core.errors import UserError

Ids = NDArray[np.uint16]


def pack(texts: list[list[int]], end: int, seed: int) -> Ids:
    """All documents in a shuffled order, each followed by the `end` id, as one stream."""
    order = np.random.default_rng(seed).permutation(len(texts))
    joined = [token for index in order for token in (*texts[index], end)]
    return np.asarray(joined, dtype=np.uint16)


def bins(texts: list[list[int]], end: int, block: int) -> Ids:
    """Texts laid into blocks without cutting any: longest first, each where it fits; the rest is filled with `end`.

    Texts longer than `block - 1` tokens are left out.
    """
    laid: list[list[int]] = []
    open_blocks: list[int] = []  # indices of blocks that still have room, oldest first
    for text in sorted((one for one in texts if len(one) < block), key=len, reverse=True):
        home = next((index for index in open_blocks if len(laid[index]) + len(text) < block), None)
        if home is None:
            home = len(laid)
            laid.append([])
            open_blocks.append(home)
        laid[home] += [*text, end]
        if len(laid[home]) > block - 64:
            open_blocks.remove(home)
    filled = [token for one in laid for token in one + [end] * (block - len(one))]
    return np.asarray([*filled, end], dtype=np.uint16)


def load(folder: Path, split: str) -> dict[str, Ids]:
    """{kind: stream} of the files `<split>-<kind>.npy`."""
    found = {path.stem.removeprefix(f"{split}-"): np.load(path) for path in sorted(folder.glob(f"{split}-*.npy"))}
    if not found:
        raise UserError(f"{folder}: no {split} streams; run `python -m stages.pretrain tokenizer` first")
    return found


def plan(sizes: Mapping[str, int], phases: list[tuple[int, Mapping[str, float]]], batch: int, seed: int
         ) -> list[list[tuple[str, int]]]:
    """For every step the `batch` blocks it reads, as (kind, block number).

    sizes: blocks per kind; phases: (steps, {kind: weight}) in order. A kind's blocks are read in a shuffled order,
    all of them once before any of them again. A kind without blocks is left out of the draw.
    """
    random = np.random.default_rng(seed)
    queues: dict[str, list[int]] = {kind: [] for kind in sizes}
    steps = []
    for count, weights in phases:
        kinds = [kind for kind in sorted(weights) if sizes.get(kind) and weights[kind] > 0]
        share = np.array([weights[kind] for kind in kinds]) / sum(weights[kind] for kind in kinds)
        for _ in range(count):
            drawn = [kinds[index] for index in random.choice(len(kinds), size=batch, p=share)]
            steps.append([(kind, _next(queues, kind, sizes, random)) for kind in drawn])
    return steps


def _next(queues: dict[str, list[int]], kind: str, sizes: Mapping[str, int], random: np.random.Generator) -> int:
    if not queues[kind]:
        queues[kind] = random.permutation(sizes[kind]).tolist()
    return queues[kind].pop()


def read(streams: Mapping[str, Ids], picks: list[tuple[str, int]], block: int) -> NDArray[np.int64]:
    """The picked blocks, (picks, block + 1) ids: inputs and, one further, their labels."""
    rows = [streams[kind][number * block : (number + 1) * block + 1] for kind, number in picks]
    return np.stack(rows).astype(np.int64)
