"""Texts that end an answer beside the stop token: a base model that continues a file does not know where to end."""

from collections.abc import Sequence
from typing import Any

import torch
from transformers import StoppingCriteria

from stages.prompting.tokens import Tokens

_SLACK = 4  # tokens: a stop text may begin inside one, and a character may lie over several


class StopTexts(StoppingCriteria):
    """Ends each row as soon as its newest tokens complete one of its stop texts."""

    def __init__(self, tokens: Tokens, stops: Sequence[Sequence[str]], start: int) -> None:
        self._tokens, self._stops, self._start = tokens, [tuple(texts) for texts in stops], start

    def __call__(self, input_ids: torch.LongTensor, scores: Any, **_: Any) -> torch.BoolTensor:
        """(rows,) True where a row is done."""
        done = [self._done(row, texts) for row, texts in zip(input_ids[:, self._start :], self._stops, strict=True)]
        return torch.tensor(done, device=input_ids.device)  # type: ignore[return-value]

    def _done(self, row: torch.Tensor, texts: Sequence[str]) -> bool:
        if not texts:
            return False
        newest = self._tokens.decode(row[-(max(map(len, texts)) + _SLACK) :].tolist())
        return any(text in newest for text in texts)


def cut(text: str, stops: Sequence[str]) -> tuple[str, bool]:
    """The text up to the first of its stop texts, and whether there was one.

    >>> cut("return a\\nprint(1)", ["\\nclass ", "\\nprint("]), cut("return a", [])
    (('return a', True), ('return a', False))
    """
    found = [at for stop in stops if (at := text.find(stop)) >= 0]
    return (text[: min(found)], True) if found else (text, False)
