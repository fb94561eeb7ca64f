"""What an engine is: requests in, one answer each out. `predict` and serving talk to nothing else."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from stages.prompting.prompts import Message


class Request(NamedTuple):
    """A conversation to be answered, or a bare beginning (one message of role "completion") to be continued."""

    messages: Sequence[Message]
    stops: Sequence[str] = ()  # texts that end the answer and are no part of it
    grammar: str = ""  # Lark, as llguidance reads it: the only form the answer may have
    prefix: str = ""  # what is already written of the answer; it should end where tokenizers part texts
    spent: int = 0  # tokens of the limit that are used up before decoding begins


class Answer(NamedTuple):
    """A generated text, without its prefix.

    `finish_reason`: "stop" (the model or a stop text ended it), "length" (cut at the limit), "closed" (held to a grammar and
    not whole at the limit: cut back and ended without the model, as stages/engines/closing.py tells).
    """

    text: str
    finish_reason: str
    tokens: int  # of the answer, the stop token included


class Engine(Protocol):
    """Decoding of a batch of requests. No answer depends on earlier calls."""

    def generate(self, batch: Sequence[Request], limit: int) -> list[Answer]:
        """One greedy answer for each request, in order, of at most `limit` tokens less those it has spent.

        Raises UserError when that is too few for any text of a request's grammar.
        """
        ...

    def sample(self, batch: Sequence[Request], limit: int, draws: int, temperature: float, seed: int) -> list[list[Answer]]:
        """`draws` sampled answers for each request; the same request and settings give the same answers, in any company."""
        ...
