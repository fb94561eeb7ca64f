"""AdaLoRA's part in training: ranks are taken from where they help least, and singular vectors are held apart.

peft computes both, but only where its own forward makes the loss, and only when it is told of each step.
"""

from typing import Any

import torch
from transformers import TrainerCallback


def schedule(steps: int) -> tuple[int, int, int]:
    """(steps before ranks fall, steps after, steps from one fall to the next): a tenth, three tenths, a hundredth."""
    return steps // 10, 3 * steps // 10, max(1, steps // 100)


def fix_counts(model: Any) -> None:
    """Hold the ranks that matrices started with, which scale them: where the base is in bfloat16, peft leaves them trainable."""
    for name, count in model.named_parameters():
        if ".ranknum." in name:
            count.requires_grad_(False)


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


def prune(model: Any) -> None:
    """Drop the ranks that were taken away, as peft does on saving: what is measured after training is what is saved.

    Their singular values are 0; without them sums round differently.
    """
    pattern = model.peft_config["default"].rank_pattern or {}
    for name, kept in pattern.items():
        layer, at = model.base_model.model.get_submodule(name.partition(".lora_E")[0]), torch.tensor(kept)
        layer.r["default"] = int(at.sum())
        for parts, dimension in ((layer.lora_A, 0), (layer.lora_E, 0), (layer.lora_B, 1)):
            whole = parts["default"]
            chosen = whole.detach().index_select(dimension, at.nonzero()[:, 0].to(whole.device))
            parts["default"] = torch.nn.Parameter(chosen, requires_grad=whole.requires_grad)


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
