"""The decoding loop: rows of a batch grow token by token until each is ended; transformers computes the tokens.

A batch costs as much as its longest answer, and most answers are short: when half of the rows have ended, the others
go on in a batch of half the size, with the attention cache they had. Halves of a power of two, down to 8 rows, gave the
same bits as the whole batch where it was measured (float32 on x86, one and two threads); other sizes did not, so such batches
go on whole. Elsewhere a last digit may differ; which rows share a batch still follows from the requests alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import torch
from transformers import GenerationConfig, LogitsProcessor, LogitsProcessorList, StoppingCriteria, StoppingCriteriaList

from stages.engines.leads import Lead
from stages.prompting.tokens import Tokens

SMALLEST = 8  # rows under which a batch is not halved: smaller products take other paths and give other last digits

_SLACK = 8  # tokens before a stop text that help to decode it: characters of several tokens, a stripped first blank


def stop_ids(model: Any, tokens: Tokens) -> frozenset[int]:
    """Ids of the tokens that end an answer: the prompt format's own, and what the model's generation settings name."""
    named = model.generation_config.eos_token_id
    return frozenset({tokens.stop_id, *([named] if isinstance(named, int) else named or [])})


class Stops:
    """Whether tokens end in a text that holds one of the stop texts; only as many are decoded as can hold the longest."""

    def __init__(self, texts: Sequence[str], tokens: Tokens) -> None:
        self._texts, self._tokens = texts, tokens
        self._window = max(len(text.encode()) for text in texts) + _SLACK

    def __call__(self, ids: list[int]) -> bool:
        tail = self._tokens.decode(ids[-self._window :])
        return any(text in tail for text in self._texts)


@dataclass
class Row:
    """An answer in the making."""

    prompt: list[int]
    room: int  # tokens it may grow by
    stops: frozenset[int]  # tokens any of which ends it
    ends: Callable[[list[int]], bool] | None = None  # whether the tokens so far end in a stop text
    matcher: Any = None  # llguidance's LLMatcher of its grammar, at the place the row has reached
    chance: Random | None = None  # of a sampled row; None = greedy
    ids: list[int] = field(default_factory=list)
    ended: bool = False

    def take(self, token: int) -> None:
        """Grow by a token. Raises RuntimeError when the grammar gives up (too complex), which a mask can not cause."""
        self.ids.append(token)
        self.ended = token in self.stops or len(self.ids) >= self.room
        if token in self.stops:
            return
        if self.matcher is not None:
            if not self.matcher.consume_token(token):
                raise RuntimeError(f"grammar: {self.matcher.get_error()}")
            self.ended |= self.matcher.is_stopped()
        if self.ends is not None:
            self.ended |= self.ends(self.ids)


def decode(model: Any, rows: Sequence[Row], processors: Callable[[list[Row]], list[LogitsProcessor]], lead: Lead) -> None:
    """Let all rows grow until they are ended. `processors` are made anew for the rows that are in the batch together."""
    here, pad = list(rows), min(rows[0].stops)
    ids, mask = _laid_out(here, lead, pad, model.device)
    cache = lead.cache(len(here)) if lead.cache else None
    while True:
        leg = _Leg(here)
        config = GenerationConfig(  # type: ignore[no-untyped-call]
            max_new_tokens=max(row.room - len(row.ids) for row in here if not row.ended),
            do_sample=False, num_beams=1, eos_token_id=sorted(here[0].stops), pad_token_id=pad, use_cache=True,
            return_dict_in_generate=True,
        )  # fmt: skip
        with torch.inference_mode():
            out = model.generate(
                input_ids=ids, attention_mask=mask, past_key_values=cache, generation_config=config,
                logits_processor=LogitsProcessorList(processors(here)), stopping_criteria=StoppingCriteriaList([leg]),
            )  # fmt: skip
        if all(row.ended for row in here):
            return
        kept = leg.kept()
        places = torch.tensor(kept, device=model.device)
        mask = torch.nn.functional.pad(mask, (0, out.sequences.shape[1] - mask.shape[1]), value=1)[places]
        ids, cache, here = out.sequences[places], out.past_key_values, [here[at] for at in kept]
        cache.reorder_cache(places)


def _laid_out(rows: list[Row], lead: Lead, filler: int, device: Any) -> tuple[torch.Tensor, torch.Tensor]:
    """(ids, mask), each (rows, positions): those of the cache, whose ids nothing reads, padding, what leads, the prompt."""
    longest, front = max(len(row.prompt) for row in rows), lead.positions
    pads = [longest - len(row.prompt) for row in rows]
    ids = [[filler] * (front + pad) + lead.ids + row.prompt for row, pad in zip(rows, pads, strict=True)]
    mask = [[1] * front + [0] * pad + [1] * (len(lead.ids) + longest - pad) for pad in pads]
    return torch.tensor(ids, device=device), torch.tensor(mask, device=device)


class _Leg(StoppingCriteria):
    """Gives each row its new token, and ends the loop when all rows have ended or half of a large batch has."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        size = len(rows)
        self._enough = size // 2 if size > SMALLEST and size & (size - 1) == 0 else 0

    def __call__(self, input_ids: torch.Tensor, scores: Any, **more: Any) -> torch.Tensor:
        for row, token in zip(self._rows, input_ids[:, -1].tolist(), strict=True):
            if not row.ended:
                row.take(token)
        going = [not row.ended for row in self._rows]
        over = sum(going) <= self._enough
        return torch.tensor([over or not goes for goes in going], device=input_ids.device)

    def kept(self) -> list[int]:
        """Places of the rows that go on, and of as many ended ones as make their number a power of two again."""
        going = [at for at, row in enumerate(self._rows) if not row.ended]
        size = max(SMALLEST, 1 << (len(going) - 1).bit_length())
        ended = [at for at, row in enumerate(self._rows) if row.ended]
        return sorted(going + ended[: size - len(going)])
