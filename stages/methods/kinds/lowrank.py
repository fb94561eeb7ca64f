"""LoRA's part of a linear layer in fewer passes over its states, with the bytes that peft's own forward gives."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from peft.helpers import disable_input_dtype_casting
from peft.tuners.lora.layer import LoraLayer, LoraVariant

from stages.core.tuning import Lora, Method

_LAYERS = ("Linear", "Linear4bit")


@contextmanager
def straight(model: Any, method: Method, dtype: torch.dtype) -> Iterator[None]:
    """Within it steps of plain LoRA in bfloat16 are a sixth faster; other methods, and other types, go as they go.

    peft copies each input to float32, the type of its weights, and autocast copies it back for the product: neither changes a
    bit. It scales in a pass of its own; by a power of two, scaling and adding at once gives the same bits, and only then.
    dtype: what matrices are multiplied in.
    """
    plain = isinstance(method, Lora) and method.kind != "dora" and method.dropout == 0.0  # what lies between would be rounded
    if not plain or dtype != torch.bfloat16:
        yield
        return
    layers = [one for one in model.modules() if isinstance(one, LoraLayer) and type(one).__name__ in _LAYERS]
    scaled = [(one.lora_variant, name) for one in layers for name, by in one.scaling.items() if math.frexp(by)[0] == 0.5]
    with disable_input_dtype_casting(model):
        for variants, name in scaled:
            variants[name] = _Scaled()
        try:
            yield
        finally:
            for variants, name in scaled:
                del variants[name]


class _Scaled(LoraVariant):
    @staticmethod
    def forward(module: Any, active_adapter: str, x: torch.Tensor, result: torch.Tensor, **_: Any) -> torch.Tensor:
        """(…, out) from the layer's input (…, in) and what its base makes of it (…, out)."""
        low = module.lora_B[active_adapter](module.lora_A[active_adapter](x))
        return torch.add(result, low, alpha=module.scaling[active_adapter])
