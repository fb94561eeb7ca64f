"""Which modules of a model carry a name; a name that none carries is refused, since libraries leave it out without a word."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import torch

from stages.core.errors import UserError


def linear_hits(model: Any, names: Iterable[str]) -> dict[str, int]:
    """How many linear modules carry each name."""
    found = Counter(_last(path) for path, module in model.named_modules() if isinstance(module, torch.nn.Linear))
    return {name: found[name] for name in names}


def check_linear(model: Any, names: list[str], where: str) -> list[str]:
    """The names, sorted. Raises UserError when there is none, or one that no linear module carries."""
    here = {_last(path) for path, module in model.named_modules() if isinstance(module, torch.nn.Linear)}
    return _check(names, here, where)


def named(model: Any, names: list[str], where: str) -> list[Any]:
    """Every module that carries one of the names or is at one of these paths. Raises UserError for a name that hits none."""
    paths = {path: module for path, module in model.named_modules() if path and any(True for _ in module.parameters())}
    _check(names, {_last(path) for path in paths} | (set(names) & set(paths)), where)
    return [module for path, module in paths.items() if path in names or _last(path) in names]


def norms(model: Any) -> list[str]:
    """Paths of the normalisation layers: modules whose class says so."""
    return [path for path, module in model.named_modules() if type(module).__name__.lower().endswith("norm")]


def _check(names: list[str], here: set[str], where: str) -> list[str]:
    missing = sorted(set(names) - here)
    if not names or missing:
        fault = f"{', '.join(missing)} match no module" if missing else "no module is named"
        raise UserError(f"{where}: {fault}; modules here: {', '.join(sorted(here))}")
    return sorted(names)


def _last(path: str) -> str:
    return path.rpartition(".")[2]
