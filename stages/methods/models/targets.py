"""What an adapter was really put beside: libraries leave names out without a word, and follow others where nobody sent them."""

from collections import Counter
from typing import Any

import torch
from peft.tuners.tuners_utils import BaseTunerLayer

from stages.core.errors import UserError


def resolution(model: Any, names: list[str], where: str) -> dict[str, str]:
    """{name: "adapted/all"} of the linear modules of a peft model that carry one of the names.

    Raises UserError when a name was passed over, or when something that nobody named is adapted: the router of a mixture of
    experts, which then sends all tokens one way, or its fused experts in place of the layers that are meant.
    """
    adapted: Counter[str] = Counter()
    total: Counter[str] = Counter()
    inner: list[str] = []
    for path, module in model.named_modules():
        if any(path.startswith(f"{outer}.") for outer in inner[-1:]):
            continue  # a part of the adapter
        if isinstance(module, BaseTunerLayer):
            inner.append(path)
            adapted[_last(path)] += 1
        if isinstance(module, BaseTunerLayer | torch.nn.Linear):
            total[_last(path)] += 1
    passed, strange = [name for name in names if not adapted[name]], sorted(adapted.keys() - set(names))
    if passed or strange:
        faults = (
            f"{', '.join(passed)} were left out" if passed else "",
            f"{', '.join(strange)} are adapted too" if strange else "",
        )
        raise UserError(f"{where}: {' and '.join(filter(None, faults))} by the library; name other modules")
    return {name: f"{adapted[name]}/{total[name]}" for name in names}


def _last(path: str) -> str:
    return path.rpartition(".")[2]
