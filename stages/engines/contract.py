"""What an engine is: messages in, one answer each out. `predict` and serving talk to nothing else."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from stages.prompting.prompts import Message


class Answer(NamedTuple):
    """A generated text; `finish_reason` is "stop" (the model ended it) or "length" (cut at the limit)."""

    text: str
    finish_reason: str
    tokens: int  # generated, the stop token included


class Engine(Protocol):
    """Greedy decoding of a batch of conversations."""

    def generate(self, batch: Sequence[Sequence[Message]], limit: int) -> list[Answer]:
        """One answer of at most `limit` tokens for each list of messages, in order."""
        ...
