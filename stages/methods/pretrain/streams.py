"""Documents and exercises as token streams, one training and one held-out file a kind."""

import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from stages.methods.pretrain.blocks import bins, pack
from stages.methods.pretrain.corpus import Document
from stages.methods.pretrain.exercises import exercise, identifiers
from stages.methods.pretrain.tokenizer import END

_EXERCISED = {"contracts": 4, "solidity": 2, "rust": 2, "python": 1}  # exercises a document gives
_MAX_PYTHON = 800  # documents of Python turned into exercises: contracts matter more


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
        for kind, written in texts.items():
            # Special tokens count as such only in our own exercises, never in a text that happens to quote them.
            plain = {"split_special_tokens": kind != "exercises", "verbose": False}
            ids = known(written, **plain)["input_ids"] if written else []
            end = known.convert_tokens_to_ids(END)
            stream = bins(ids, end, block) if kind == "exercises" else pack(ids, end, seed)
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
