"""Cross-entropy of the supervised positions only: the LM head never sees the prompt.

With most of a row masked and a large vocabulary, scoring every position costs more than the rest of the model. The model's
own forward runs, whatever wraps it (peft, DDP, FSDP), so what it does to its states or scores (soft caps, scales, virtual
tokens, router losses) is done here too; a hook on the output head lets through only the positions that count. Value and
gradients are those of the model's own loss (tests hold them there).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch.nn.functional import cross_entropy

from stages.core.errors import UserError
from stages.prompting.tokens import IGNORE

Batch = Mapping[str, Any]  # input_ids and labels (rows, tokens), and what else `stages.methods.batching.batches` puts beside them
PLACES = ("position_ids", "cu_seq_lens_q", "cu_seq_lens_k", "max_length_q", "max_length_k")  # of a padding-free row


def supervised_loss(
    model: Any, batch: Batch, count: torch.Tensor | int | None = None, dtype: torch.dtype = torch.float32
) -> torch.Tensor:
    """Mean negative log-likelihood in nats over the supervised labels of `batch` (over `count` labels when given).

    A batch without a supervised label gives 0.0 with gradients of zero. The router loss of a mixture of experts, where the
    model's settings ask for it, is added in the batch's share of `count`.
    dtype: what matrices are multiplied in; weights, and the loss from the scores on, keep their own precision.
    """
    labels = batch["labels"]
    places, targets = _supervised(labels)
    here = len(targets)
    count = max(here, 1) if count is None else count
    with (
        torch.autocast(labels.device.type, dtype=torch.bfloat16, enabled=dtype == torch.bfloat16),
        _only(model, places, labels.shape[1]),
    ):
        out = model(**_inputs(model, batch))
    total = cross_entropy(out.logits.flatten(0, -2).float(), targets, reduction="sum")
    router = getattr(out, "aux_loss", None)
    if router is not None:
        total = total + unwrapped(model).router_aux_loss_coef * router * here
    return total / count


@torch.no_grad()
def mean_loss(model: Any, batches: list[dict[str, Any]], dtype: torch.dtype = torch.float32) -> float:
    """Mean loss in nats per supervised token over several batches; 0.0 for none."""
    model.eval()
    total, count = 0.0, 0
    for batch in batches:
        labels = int((batch["labels"][:, 1:] != IGNORE).sum())
        total += float(supervised_loss(model, batch, dtype=dtype)) * labels
        count += labels
    return total / count if count else 0.0


def unwrapped(model: Any) -> Any:
    """The transformers model inside DDP and peft."""
    model = model.module if isinstance(model, torch.nn.parallel.DistributedDataParallel) else model
    return model.get_base_model() if hasattr(model, "get_base_model") else model


def _supervised(labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(positions to score, counted through all rows; the label each of them has to foretell).

    How many there are is asked once a batch, before the model starts: on a GPU every such question waits for all that was queued.
    """
    targets = torch.cat([labels[:, 1:], labels.new_full((len(labels), 1), IGNORE)], dim=1).flatten()
    places = (targets != IGNORE).nonzero().squeeze(1)
    return places, targets[places]


def _inputs(model: Any, batch: Batch) -> dict[str, Any]:
    """What the model is given.

    Padding stands on the right, so a causal model never looks at it from a token that counts: no mask is needed, and without
    one attention computes half the square and may use its fastest kernel. A router's loss counts tokens, and needs it.
    """
    given = {"input_ids": batch["input_ids"], "use_cache": False}
    given |= {name: batch[name] for name in PLACES if name in batch}
    if "attention_mask" in batch and getattr(unwrapped(model).config, "output_router_logits", False):
        given["attention_mask"] = batch["attention_mask"]
    return given


@contextmanager
def _only(model: Any, places: torch.Tensor, length: int) -> Iterator[None]:
    """Within it the model's output head sees only these positions of rows of this length, as (1, places, width).

    Raises UserError when the model does not put its states through a head of its own, each position once.
    """
    inner, calls = unwrapped(model), 0

    def select(_: Any, given: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        nonlocal calls
        calls += 1
        hidden = given[0]  # virtual tokens, where an adapter adds any, stand before the row's own
        return (hidden[:, hidden.shape[1] - length :].flatten(0, 1)[places].unsqueeze(0), *given[1:])

    head = inner.get_output_embeddings()
    handle = head.register_forward_pre_hook(select) if head is not None else None
    try:
        yield
    finally:
        if handle is not None:
            handle.remove()
    if calls != 1:
        raise UserError(
            f"models of type {inner.config.model_type} do not score through one output head and can not be tuned here; "
            "choose another `model` in params.yaml"
        )
