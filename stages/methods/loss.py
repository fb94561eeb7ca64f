"""Cross-entropy of the supervised positions only: the LM head never sees the prompt.

With most of a row masked and a large vocabulary, scoring every position costs more than the rest of the model. The value
equals the model's own loss (a test holds it there); prompt-learning adapters, which add positions, must not use it.
"""

from typing import Any

import torch
from torch.nn.functional import cross_entropy

from stages.core.errors import UserError
from stages.prompting.catalog import Profile
from stages.prompting.tokens import IGNORE

RESHAPES = ("final_logit_softcapping", "logit_scale", "logits_scaling")  # what Gemma 2, Cohere and Granite do after the head


def check_head(model: Any, profile: Profile) -> None:
    """Raises UserError for a model that changes its scores after the LM head: the loss here would not be its own."""
    settings = model.config.get_text_config()
    for name in RESHAPES:
        if getattr(settings, name, None) not in (None, 1):
            raise UserError(
                f"{profile.folder / 'config.json'}: {name} is {getattr(settings, name)}; models that change their scores after "
                "the LM head can not be tuned here; choose another `model` in params.yaml"
            )


def supervised_loss(
    model: Any, batch: dict[str, torch.Tensor], count: torch.Tensor | int | None = None, dtype: torch.dtype = torch.float32
) -> torch.Tensor:
    """Mean negative log-likelihood in nats over the supervised labels of `batch` (over `count` labels when given).

    dtype: what matrices are multiplied in; weights, and the loss from the scores on, keep their own precision.
    """
    half = torch.autocast(batch["input_ids"].device.type, dtype=torch.bfloat16, enabled=dtype == torch.bfloat16)
    inner = model.get_base_model() if hasattr(model, "get_base_model") else model
    # Padding stands on the right, so a causal model never looks at it from a token that counts: no mask is needed, and
    # without one attention computes half the square and may use its fastest kernel.
    targets = batch["labels"][:, 1:]
    kept = targets != IGNORE
    with half:
        hidden = inner.model(input_ids=batch["input_ids"], use_cache=False).last_hidden_state
        logits = inner.lm_head(hidden[:, :-1][kept])
    total = cross_entropy(logits.float(), targets[kept], reduction="sum")
    return total / (kept.sum() if count is None else count)


@torch.no_grad()
def mean_loss(model: Any, batches: list[dict[str, torch.Tensor]], dtype: torch.dtype = torch.float32) -> float:
    """Mean loss in nats per supervised token over several batches; 0.0 for none."""
    model.eval()
    total, count = 0.0, 0
    for batch in batches:
        labels = int((batch["labels"][:, 1:] != IGNORE).sum())
        total += float(supervised_loss(model, batch, dtype=dtype)) * labels
        count += labels
    return total / count if count else 0.0
