"""Always red."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

KINDS = ("colour",)


def fit(train: Sequence[Mapping[str, Any]], seed: int) -> dict[str, Callable[[Mapping[str, Any]], str]]:
    return {"red": lambda sample: "red"}


def completion(sample: Mapping[str, Any], text: str) -> dict[str, Any]:
    return {"sample_id": sample["id"], "text": text, "finish_reason": "stop", "tokens": 0, "draws": []}
