"""What an engine is: requests in, one answer each out. `predict` and serving talk to nothing else."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from stages.prompting.prompts import Message


class Request(NamedTuple):
    """A conversation to be answered, or a bare beginning (one message of role "completion") to be continued."""

    messages: Sequence[Message]
    stops: Sequence[str] = ()  # texts that end the answer and are no part of it
    grammar: str = ""  # Lark, as llguidance reads it: the only form the answer may have
    prefix: str = ""  # what is already written of the answer


class Answer(NamedTuple):
    """A generated text, without its prefix.

    `finish_reason`: "stop" (the model or a stop text ended it), "length" (cut at the limit), "closed" (the form had to be
    closed before the limit, so its last item may be a stub).
    """

    text: str
    finish_reason: str
    tokens: int  # generated, the stop token included


class Engine(Protocol):
    """Decoding of a batch of requests."""

    def generate(self, batch: Sequence[Request], limit: int) -> list[Answer]:
        """One greedy answer of at most `limit` tokens for each request, in order."""
        ...

    def sample(self, batch: Sequence[Request], limit: int, draws: int, temperature: float, seed: int) -> list[list[Answer]]:
        """`draws` sampled answers for each request; the same batch and settings give the same answers."""
        ...
