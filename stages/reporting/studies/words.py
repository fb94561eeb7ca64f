"""Settings, quantities and findings as studies write them."""

from collections.abc import Mapping, Sequence
from typing import Any

from stages.reporting.markdown import NONE

Estimate = Mapping[str, Any]  # {value, low, high, n, direction}


def short(value: float | None) -> str:
    """Three significant digits, whole numbers from 100 on, a dash for nothing.

    >>> short(0.298176), short(5.7), short(1421312), short(0), short(None)
    ('0.298', '5.7', '1,421,312', '0', '–')
    """
    if value is None:
        return NONE
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def setting(value: Any) -> str:
    """A value of params.yaml as it is written there.

    >>> setting(0.0002), setting(True), setting(["plain", "cot"]), setting(None)
    ('0.0002', 'true', 'plain, cot', '–')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(map(setting, value))
    return NONE if value is None else str(value)


def settings(values: Mapping[str, Any]) -> str:
    """Several of them in one line, by name, the kind of method first.

    >>> settings({"r": 64, "bits": 4, "kind": "lora"})
    'kind lora, bits 4, r 64'
    """
    names = sorted(values, key=lambda name: (name != "kind", name))
    return ", ".join(f"{name} {setting(values[name])}" for name in names)


def overlap(first: Estimate, second: Estimate) -> bool:
    """Whether two intervals have a point in common, so that no difference is shown by them."""
    return bool(first["low"] <= second["high"] and second["low"] <= first["high"])


def best(estimates: Mapping[str, Estimate]) -> str:
    """The name of the best value in the direction of the metric; the first of equal ones. "" when nothing was measured."""
    known = {name: entry for name, entry in estimates.items() if entry["value"] is not None}
    sign = {"up": 1, "down": -1}
    return max(known, key=lambda name: sign[known[name]["direction"]] * known[name]["value"], default="")


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
