"""Learnt prompts in our own decoding: what a model reads before each prompt.

peft adds them in its own `generate`, which puts them in front of the padding of a batch, not of the prompt, and only where
decoding begins with an empty cache. Here the base model decodes; learnt embeddings answer to ids of their own, right before each
prompt as in training, and a learnt prefix is the cache that decoding begins with.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import torch


class Lead(NamedTuple):
    """What stands before each prompt: `ids` to be read, or as many positions in a cache made by `cache(rows)`."""

    ids: list[int] = []
    positions: int = 0
    cache: Callable[[int], Any] | None = None


def led(model: Any) -> tuple[Any, Lead]:
    """(the model to decode with, what leads its prompts) of any tuned or untuned model.

    The embedding of a model with a learnt prompt is replaced in place; the output head stays as it is.
    """
    config = getattr(model, "active_peft_config", None)
    if config is None or not config.is_prompt_learning:
        return model, Lead()
    base, count = model.get_base_model(), config.num_virtual_tokens
    base.eval()
    if config.peft_type == "PREFIX_TUNING":
        return base, Lead(positions=count, cache=model.get_prompt)
    with torch.no_grad():
        learnt = model.get_prompt(1)[0]
    table = base.get_input_embeddings()
    base.set_input_embeddings(_Extended(table, learnt))
    return base, Lead(ids=list(range(table.num_embeddings, table.num_embeddings + count)))


class _Extended(torch.nn.Module):
    """An embedding with rows after its own: scaled embeddings scale only theirs, and a tied head keeps its size."""

    learnt: torch.Tensor

    def __init__(self, table: Any, learnt: torch.Tensor) -> None:
        super().__init__()
        self.table = table
        self.register_buffer("learnt", learnt.detach().to(table.weight.dtype))

    @property
    def weight(self) -> torch.Tensor:
        """The table's own rows: what asks for their type or device gets it."""
        weight: torch.Tensor = self.table.weight
        return weight

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """(…) ids -> (…, width); ids from the table's size on are learnt rows."""
        own = self.table.num_embeddings
        rows: torch.Tensor = self.table(ids.clamp(max=own - 1))
        return torch.where((ids >= own)[..., None], self.learnt[(ids - own).clamp(min=0)], rows)
