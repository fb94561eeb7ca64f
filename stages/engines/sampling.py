"""Seeded sampling, row by row: a row's draws depend on its prompt and the seed alone, never on its company."""

from collections.abc import Sequence
from random import Random
from typing import Any

import torch
from transformers import LogitsProcessor

from stages.engines.decoding import Row


def chance(seed: int, draw: int, prompt: Sequence[int]) -> Random:
    """The random numbers of one draw for one prompt; the standard library promises the same ones in later versions."""
    return Random(f"{seed}:{draw}:{','.join(map(str, prompt))}")


class Draw(LogitsProcessor):
    """Leaves of each row one token, drawn from its distribution at a temperature by inverting the distribution function."""

    def __init__(self, rows: Sequence[Row], temperature: float) -> None:
        self._rows = rows
        self._temperature = temperature

    def __call__(self, input_ids: torch.Tensor, scores: Any) -> Any:
        """`scores` (rows, vocabulary), of any processors before this one; a row that has ended draws nothing that counts."""
        places = [row.chance.random() if row.chance and not row.ended else 0.5 for row in self._rows]
        summed = torch.softmax(scores / self._temperature, dim=-1).cumsum(dim=-1)
        wanted = torch.tensor(places, device=scores.device, dtype=summed.dtype)[:, None] * summed[:, -1:]
        drawn = torch.searchsorted(summed, wanted, right=True)
        # rounding can place a number at the very end, past the last token that has a chance
        drawn = torch.where(drawn < scores.shape[-1], drawn, scores.argmax(dim=-1, keepdim=True))
        return scores.fill_(-torch.inf).scatter_(1, drawn, 0.0)
