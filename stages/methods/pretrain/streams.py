"""Documents and exercises as token streams; streams cut into blocks; and the plan which block is read when.

The plan is a function of the seed and the numbers of blocks alone.
"""

import json
import random
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stages.core.errors import UserError
from stages.methods.pretrain.corpus import Document
from stages.methods.pretrain.exercises import exercise, identifiers
from stages.methods.pretrain.functions import functions
from stages.methods.pretrain.glossary import conversations
from stages.methods.pretrain.reading import names, readings
from stages.methods.pretrain.tokenizer import END

Ids = NDArray[np.uint16]

_EXERCISED = {"contracts": 16, "solidity": 12, "rust": 12, "python": 2}  # exercises a document gives
_MAX_PYTHON = 800  # documents of Python turned into exercises: contracts matter more
_READINGS = 8  # how often a text is asked about, every time other questions
_SPOKEN = {"exercises", "glossary", "reading"}  # conversations: their special tokens count as such, and no block cuts them


def write(out: Path, documents: list[Document], known: Any, seed: int, block: int) -> dict[str, dict[str, int]]:
    """Write `<split>-<kind>.npy` for both splits of every kind; their sizes in tokens and bytes.

    known: the tokenizer, a transformers fast tokenizer. block: tokens an exercise has at most, so that its answers
    never lose their code.
    """
    sizes = {}
    for split in ("train", "held_out"):
        held = [one for one in documents if one.held_out == (split == "held_out")]
        texts = {kind: [one.text for one in held if one.kind == kind] for kind in sorted({one.kind for one in held})}
        texts["exercises"] = exercises(held, seed)
        texts["functions"] = sorted({made for text in texts.get("python", []) for made in functions(text)})
        texts["reading"] = reading([one for one in held if one.kind == "prose"], seed)
        if "glossary" in texts:
            texts["glossary"] = [said for text in texts["glossary"] for said in conversations(json.loads(text), seed)]
        for kind, written in texts.items():
            # A text that happens to quote a special token must not be read as one.
            plain = {"split_special_tokens": kind not in _SPOKEN, "verbose": False}
            ids = known(written, **plain)["input_ids"] if written else []
            end = known.convert_tokens_to_ids(END)
            stream = bins(ids, end, block) if kind in _SPOKEN else pack(ids, end, seed)
            np.save(out / f"{split}-{kind}.npy", stream)
            size = sum(len(text.encode()) for text in written)
            sizes[f"{split}-{kind}"] = {"tokens": len(stream), "bytes": size}
            print(f"tokenizer: {split} {kind}: {len(stream):,} tokens, {size / max(1, len(stream)):.2f} bytes a token")
    return sizes


def exercises(documents: list[Document], seed: int) -> list[str]:
    """Exercises over the code of `documents`; each document's draws depend on nothing but its bytes and the seed."""
    code = [one for one in documents if one.kind in _EXERCISED and one.path.endswith((".sol", ".rs", ".vy", ".py"))]
    python = sorted((one for one in code if one.kind == "python"), key=lambda one: one.sha256)[_MAX_PYTHON:]
    skipped = {one.sha256 for one in python}
    made = []
    for before, one in pairwise([*code[-1:], *code]):
        if one.sha256 in skipped:
            continue
        foreign = sorted(set(identifiers(before.text)) - set(identifiers(one.text)))
        for number in range(_EXERCISED[one.kind]):
            draw = random.Random(f"{seed}-{one.sha256}-{number}")
            made.append(exercise(one.path, one.text, foreign, draw))
    return [text for text in made if text]


def reading(documents: list[Document], seed: int) -> list[str]:
    """Conversations about what `documents` say; names of the document before each serve as those that are not there."""
    made = []
    for before, one in pairwise([*documents[-1:], *documents]):
        foreign = [name for name, _ in names(before.text[:20_000]) if name not in one.text]
        for number in range(_READINGS):
            made += readings(one.text, foreign, f"{seed}-{one.sha256}-{number}")
    return made


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


def plan(
    sizes: Mapping[str, int], phases: list[tuple[int, Mapping[str, float]]], batch: int, seed: int
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
