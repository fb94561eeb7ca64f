"""Batches on a device, and how far apart two sets of gradients are."""

from typing import Any

import torch


def placed(batch: dict[str, Any], device: str) -> dict[str, Any]:
    """The batch with its tensors on the device."""
    return {name: value.to(device) if isinstance(value, torch.Tensor) else value for name, value in batch.items()}


def apart(found: dict[str, torch.Tensor], wanted: dict[str, torch.Tensor]) -> float:
    """|found - wanted| / |wanted| over all tensors together; both must hold the same names, and some."""
    assert found.keys() == wanted.keys() and len(wanted) > 10
    distance = sum(float((found[name].double() - wanted[name].double()).square().sum()) for name in wanted)
    return (distance / sum(float(part.double().square().sum()) for part in wanted.values())) ** 0.5
