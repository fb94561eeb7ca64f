"""transformers as the engine: left-padded batches, stopped by a stop token, a stop text or a grammar.

Stop tokens are the prompt format's own and those that the model names in its generation settings: a base model ends a
text with its end-of-text token, whatever the format of the chat.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from transformers import LogitsProcessor

from stages.engines.contract import Answer, Request
from stages.engines.decoding import Row, Stops, decode, stop_ids
from stages.engines.leads import led
from stages.engines.sampling import Draw, chance
from stages.prompting.tokens import Tokens


class HFEngine:
    """A loaded model and its tokenizer. The model's own sampling defaults are not used."""

    def __init__(self, model: Any, tokens: Tokens) -> None:
        self._model, self._lead = led(model.eval())
        self._model.config.use_cache = True
        self._tokens = tokens
        self._stops = stop_ids(self._model, tokens)

    def generate(self, batch: Sequence[Request], limit: int) -> list[Answer]:
        """The greedy answers. Padding is masked; its id is that of a stop token."""
        rows = [self._row(request, limit) for request in batch]
        decode(self._model, rows, self._masks, self._lead)
        return [self._answer(request, row) for request, row in zip(batch, rows, strict=True)]

    def sample(self, batch: Sequence[Request], limit: int, draws: int, temperature: float, seed: int) -> list[list[Answer]]:
        """Sampled answers, draw by draw in batches of the same requests."""
        found: list[list[Answer]] = [[] for _ in batch]
        for draw in range(draws):
            rows = [self._row(request, limit) for request in batch]
            for row in rows:
                row.chance = chance(seed, draw, row.prompt)
            decode(self._model, rows, lambda here: [*self._masks(here), Draw(here, temperature)], self._lead)
            for request, row, answers in zip(batch, rows, found, strict=True):
                answers.append(self._answer(request, row))
        return found

    def _row(self, request: Request, limit: int) -> Row:
        room = limit - request.spent
        return Row(
            prompt=self._tokens.prompt(request.messages) + self._tokens.encode(request.prefix),
            room=room,
            stops=self._stops,
            ends=Stops(request.stops, self._tokens) if request.stops else None,
            matcher=self._forms.matcher(request.grammar, room) if request.grammar else None,
        )

    def _masks(self, rows: list[Row]) -> list[LogitsProcessor]:
        return [self._forms.masks(rows, self._model.device)] if any(row.matcher is not None for row in rows) else []

    @cached_property
    def _forms(self) -> Any:
        from stages.engines.constrained import Forms

        return Forms(self._tokens, self._model.get_output_embeddings().weight.shape[0])

    def _answer(self, request: Request, row: Row) -> Answer:
        stopped = row.ids[-1] in row.stops
        kept = row.ids[:-1] if stopped else row.ids
        if row.matcher is not None and not stopped and not row.matcher.is_accepting():
            kept = self._forms.closer.closed(row.matcher, kept, row.room)
            return Answer(self._tokens.decode(kept), "closed", len(kept))
        text = self._tokens.decode(kept)
        ends = [at for stop in request.stops if (at := text.find(stop)) >= 0]
        if ends:
            return Answer(text[: min(ends)], "stop", len(kept))
        whole = stopped or row.matcher is not None
        return Answer(text, "stop" if whole else "length", len(row.ids))
