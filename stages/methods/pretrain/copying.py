"""The first lesson, before any text: to find what stood earlier and go on as it went on.

Rows of random tokens in which every stretch stands twice; only the second time counts, since nothing else can be known.
Models learn this by themselves (induction heads, Olsson et al. 2022, arXiv 2209.11895), but on ordinary text this one
needs most of its training for it, and without it no question about a line of code can be answered.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy
from transformers import PreTrainedModel

from stages.methods.pretrain.model import move

ROWS, TOKENS = 16, 64  # of a step; longer rows learn nothing for a long time
WARMUP = 30
SHORTEST, LONGEST = 8, 20  # tokens of a stretch
SPECIAL = 3  # ids below are the tokenizer's special tokens


def learn(model: PreTrainedModel, optimizers: list[torch.optim.Optimizer], steps: int, seed: int, clip: float) -> float:
    """Train in place; the share of repeated tokens that were right in the last step, 0.0 for no steps."""
    draw, right = np.random.default_rng(seed), torch.zeros(())
    for step in range(steps):
        ids, again = rows(draw, model.config.vocab_size)
        inputs, targets, counted = (torch.from_numpy(part).to(model.device) for part in (ids[:, :-1], ids[:, 1:], again[:, 1:]))
        with torch.autocast(model.device.type, dtype=torch.bfloat16):
            hidden = model.base_model(input_ids=inputs, use_cache=False).last_hidden_state
            logits = model.get_output_embeddings()(hidden[counted])  # type: ignore[no-untyped-call]
        move(model, optimizers, cross_entropy(logits.float(), targets[counted]), min(1.0, (step + 1) / WARMUP), clip)
        right = (logits.argmax(-1) == targets[counted]).float().mean()
    return right.item()


def rows(draw: np.random.Generator, vocabulary: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """(ids, whether the token is a repetition that could be known), both (ROWS, TOKENS + 1)."""
    ids, again = [], []
    for _ in range(ROWS):
        row: list[int] = []
        known: list[bool] = []
        while len(row) <= TOKENS:
            stretch = draw.integers(SPECIAL, vocabulary, draw.integers(SHORTEST, LONGEST + 1)).tolist()
            row += stretch * 2
            known += [False] * (len(stretch) + 1) + [True] * (len(stretch) - 1)
        ids.append(row[: TOKENS + 1])
        again.append(known[: TOKENS + 1])
    return np.array(ids), np.array(again)
