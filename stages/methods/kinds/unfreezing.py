"""Training the model's own weights: all of them, or the last layers and modules by name."""

from typing import Any

import torch

from stages.core.errors import UserError
from stages.core.tuning import Freeze, Full
from stages.methods.kinds.names import named


def unfreeze(model: Any, method: Full | Freeze) -> Any:
    """The model with the wanted weights trainable; a weight that two modules share is trained where either is named.

    Raises UserError for more layers than there are, or a name that no module carries.
    """
    if isinstance(method, Full):
        return model.requires_grad_(True)
    model.requires_grad_(False)
    layers = _layers(model)
    if method.layers > len(layers):
        raise UserError(f"params.yaml:methods: kind freeze: layers is {method.layers}, the model has {len(layers)}; lower it")
    chosen = list(layers)[len(layers) - method.layers :]
    if method.modules:
        chosen += named(model, method.modules, "params.yaml:methods: kind freeze: modules")
    for module in chosen:
        module.requires_grad_(True)
    return model


def _layers(model: Any) -> torch.nn.ModuleList:
    count = model.config.get_text_config().num_hidden_layers
    return next(part for part in model.modules() if isinstance(part, torch.nn.ModuleList) and len(part) == count)
