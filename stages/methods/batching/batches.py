"""Samples as token rows, and the order in which training sees them: a function of seed and rows alone."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Any

import torch

from stages.prompting.tokens import IGNORE, Tokens

Encoded = dict[str, list[int]]


def encode(samples: Sequence[dict[str, Any]], tokens: Tokens) -> list[Encoded]:
    """`input_ids` and `labels` of each sample; prompt masked, answer and stop token supervised."""
    return [dict(zip(("input_ids", "labels"), tokens.example(s["messages"], s["completion"]), strict=True)) for s in samples]


def schedule(rows: Sequence[Encoded], steps: int, batch: int, seed: int, pool: int = 16) -> list[Encoded]:
    """`steps` x `batch` rows in training order: a new shuffle each epoch, like lengths together within `pool` batches.

    All of it is laid out before the first step, so that a resumed run sees the same rows at the same steps.
    """
    random = Random(seed)
    order: list[int] = []
    while len(order) < steps * batch:
        epoch = list(range(len(rows)))
        random.shuffle(epoch)
        order += epoch
    ordered: list[Encoded] = []
    span = batch * pool
    for start in range(0, steps * batch, span):
        block = sorted(order[start : min(start + span, steps * batch)], key=lambda at: len(rows[at]["input_ids"]))
        batches = [block[at : at + batch] for at in range(0, len(block), batch)]
        random.shuffle(batches)
        ordered += [rows[at] for one in batches for at in one]
    return ordered


def collate(rows: Sequence[Encoded]) -> dict[str, torch.Tensor]:
    """Right-padded (batch, longest) tensors; padding is masked in attention and in the loss."""
    longest = max(len(row["input_ids"]) for row in rows)

    def padded(key: str, fill: int) -> torch.Tensor:
        return torch.tensor([row[key] + [fill] * (longest - len(row[key])) for row in rows])

    labels = padded("labels", IGNORE)
    labels[:, 0] = IGNORE  # nothing stands before it to foretell it from
    mask = [[1] * len(row["input_ids"]) + [0] * (longest - len(row["input_ids"])) for row in rows]
    return {"input_ids": padded("input_ids", 0), "labels": labels, "attention_mask": torch.tensor(mask)}


def flatten(rows: Sequence[Encoded]) -> dict[str, Any]:
    """The rows end to end as one row (1, tokens) without padding, for attention by segments.

    Positions start again with each row; `cu_seq_lens_*` (int32, rows + 1) are the bounds, `max_length_*` the longest row, by
    the names under which transformers hands them on to attention. A row's first label is left out: what stands before it is
    the end of another row.
    """
    lengths = [len(row["input_ids"]) for row in rows]
    bounds = torch.tensor([0, *accumulate(lengths)], dtype=torch.int32)
    return {
        "input_ids": torch.tensor([[token for row in rows for token in row["input_ids"]]]),
        "labels": torch.tensor([[label for row in rows for label in (IGNORE, *row["labels"][1:])]]),
        "position_ids": torch.tensor([[at for length in lengths for at in range(length)]]),
        "cu_seq_lens_q": bounds, "cu_seq_lens_k": bounds, "max_length_q": max(lengths), "max_length_k": max(lengths),
    }  # fmt: skip


def padding_share(rows: Sequence[Encoded], batch: int) -> float:
    """The share of the tokens computed for `rows`, padded in groups of `batch`, that is padding; in [0, 1)."""
    lengths = [len(row["input_ids"]) for row in rows]
    groups = [lengths[at : at + batch] for at in range(0, len(lengths), batch)]
    computed = sum(max(group) * len(group) for group in groups)
    return 1 - sum(lengths) / computed if computed else 0.0
