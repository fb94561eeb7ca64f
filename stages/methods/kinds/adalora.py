"""AdaLoRA's part in training: ranks are taken from where they help least, and singular vectors are held apart.

peft computes both, but only where its own forward makes the loss, and only when it is told of each step.
"""

from typing import Any

import torch
from transformers import TrainerCallback


def schedule(steps: int) -> dict[str, int]:
    """Ranks stay as they are for the first tenth of the steps, fall every hundredth, and are settled in the last three tenths."""
    return {"total_step": steps, "tinit": steps // 10, "tfinal": 3 * steps // 10, "deltaT": max(1, steps // 100)}


class Allocation(TrainerCallback):
    """Tells peft of each optimiser step while its gradients are there: it weighs ranks by them."""

    def __init__(self, model: Any) -> None:
        self._tuner = model.base_model

    def on_optimizer_step(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """`state` does not count this step yet."""
        self._tuner.update_and_allocate(state.global_step + 1)


def orthogonality(model: Any, weight: float) -> torch.Tensor:
    """`weight` times the mean of |P P' - 1| over all matrices P of singular vectors (Frobenius norm), in float32."""
    distances = []
    for name, matrix in model.named_parameters():
        if "lora_A" in name or "lora_B" in name:
            rows = matrix if "lora_A" in name else matrix.T
            with torch.autocast(rows.device.type, enabled=False):
                distances.append(torch.linalg.matrix_norm(rows @ rows.T - torch.eye(len(rows), device=rows.device)))
    return weight * torch.stack(distances).mean()


def state(model: Any) -> dict[str, torch.Tensor]:
    """What the next step of the allocation depends on, beside the weights: {"<what>/<parameter>": tensor}."""
    allocator = model.base_model.rankallocator
    found = {f"{what}/{name}": value for what in _AVERAGES for name, value in getattr(allocator, what).items()}
    pattern = model.peft_config["default"].rank_pattern or {}
    return found | {f"pattern/{name}": torch.tensor(kept) for name, kept in pattern.items()}


def restore(model: Any, kept: dict[str, torch.Tensor]) -> None:
    """Take up what `state` gave."""
    allocator = model.base_model.rankallocator
    for what in _AVERAGES:
        names = {key.partition("/")[2]: value for key, value in kept.items() if key.startswith(f"{what}/")}
        setattr(allocator, what, {name: value.to(model.device) for name, value in names.items()})
    pattern = {key.partition("/")[2]: value.tolist() for key, value in kept.items() if key.startswith("pattern/")}
    model.peft_config["default"].rank_pattern = pattern or None


_AVERAGES = ("ipt", "exp_avg_ipt", "exp_avg_unc")
