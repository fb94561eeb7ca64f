"""Right or wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from stages.core.tables import columns
from stages.metrics.formulas import rate
from stages.metrics.metric import Metric

MAIN = "accuracy"
TABLE = {"accuracy": "accuracy"}
SHORT, MORE, TESTED, CLASSES = ("accuracy",), {}, ("accuracy",), ""
SLICES: dict[str, Any] = {}
MEANING = {"accuracy": "share of right answers"}
NOTES = ("A toy.",)
_COPIED = ("record_id", "group", "kind", "format", "lang", "source", "language", "role", "pair")


def outcomes(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Iterator[dict[str, Any]]:
    for sample, said in pairs:
        right = said["text"].strip() == sample["completion"]
        yield {**{name: sample[name] for name in _COPIED}, "sample_id": sample["id"], "text": said["text"],
               "finish_reason": said["finish_reason"], "tokens": said["tokens"], "parsed": bool(said["text"]),
               "right": right}  # fmt: skip


def outcome_schema() -> Any:
    return columns(**dict.fromkeys((*_COPIED, "sample_id", "text", "finish_reason"), str), tokens=int, parsed=bool, right=bool)


def metrics(outcomes: Sequence[dict[str, Any]]) -> list[Metric]:
    counts = np.array([[float(o["right"]), 1.0] for o in outcomes]).reshape(-1, 2)
    units, groups = [o["sample_id"] for o in outcomes], [o["group"] for o in outcomes]
    return [Metric("accuracy", "up", "rate", units, groups, counts, rate)]


def excerpt(sample: Mapping[str, Any], answered: Mapping[str, Any]) -> str:
    return str(sample["messages"][0]["content"])


def remarks(outcomes: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"{len(outcomes)} words."]
