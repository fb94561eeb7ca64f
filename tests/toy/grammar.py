"""An answer is one of two words."""

from collections.abc import Mapping
from typing import Any

SHARE = 1.0


def first(sample: Mapping[str, Any]) -> str | None:
    return 'start: "red" | "green"'


def then(sample: Mapping[str, Any], text: str) -> tuple[str, str] | None:
    return None
