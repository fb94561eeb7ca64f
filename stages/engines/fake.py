"""An engine with queued answers: every stage can be run and tested without a model."""

from collections.abc import Sequence

from stages.engines.contract import Answer, Request


class FakeEngine:
    """Answers with the given texts in turn, again from the start when they run out; stops and grammars are not looked at."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = list(texts)
        self._at = 0

    def generate(self, batch: Sequence[Request], limit: int) -> list[Answer]:
        """The next texts; a word counts as a token, and more than `limit` words are cut."""
        return [self._next(limit - request.spent) for request in batch]

    def sample(self, batch: Sequence[Request], limit: int, draws: int, temperature: float, seed: int) -> list[list[Answer]]:
        """The next texts, `draws` for each request: a queue has no temperature."""
        return [[self._next(limit - request.spent) for _ in range(draws)] for request in batch]

    def _next(self, limit: int) -> Answer:
        words = self._texts[self._at % len(self._texts)].split(" ")
        self._at += 1
        return Answer(" ".join(words[:limit]), "stop" if len(words) < limit else "length", min(len(words) + 1, limit))
