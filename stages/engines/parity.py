"""Whether two models write the same: the greedy answers of one, token by token, against what the other would have written."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch

from stages.engines.decoding import Row, decode, stop_ids
from stages.engines.leads import led
from stages.prompting.prompts import Message
from stages.prompting.tokens import Tokens


class Written(NamedTuple):
    """A prompt and the answer that a model gave to it, the stop token included, as token ids."""

    prompt: list[int]
    answer: list[int]


class Parity(NamedTuple):
    """How far a model follows the answers of another one."""

    tokens: int  # of all answers
    same_tokens: int  # that it would have written too, given all before them
    answers: int
    same_answers: int  # followed to the end: its own greedy answer is the same

    @property
    def share(self) -> float:
        """Share of equal tokens, in [0, 1]; 1.0 when nothing was written."""
        return self.same_tokens / self.tokens if self.tokens else 1.0

    def __str__(self) -> str:
        return f"{self.same_tokens} of {self.tokens} tokens ({self.share:.2%}), {self.same_answers} of {self.answers} answers"


def written(model: Any, tokens: Tokens, prompts: Sequence[Sequence[Message]], limit: int) -> list[Written]:
    """The greedy answers of a model, of at most `limit` tokens each."""
    alone, lead = led(model.eval())
    rows = [Row(tokens.prompt(messages), limit, stop_ids(alone, tokens)) for messages in prompts]
    decode(alone, rows, lambda here: [], lead)
    return [Written(row.prompt, row.ids) for row in rows]


@torch.inference_mode()
def parity(model: Any, answers: Sequence[Written]) -> Parity:
    """Read each answer through `model` once, and count the tokens that it puts first itself."""
    model.eval()
    same = []
    for prompt, answer in answers:
        ids = torch.tensor([[*prompt, *answer]], device=model.device)
        scores = model(input_ids=ids, use_cache=False).logits[0, len(prompt) - 1 : -1]
        same.append(int((scores.argmax(-1) == ids[0, len(prompt) :]).sum()))
    lengths = [len(answer) for _, answer in answers]
    whole = sum(found == length for found, length in zip(same, lengths, strict=True))
    return Parity(sum(lengths), sum(same), len(answers), whole)
