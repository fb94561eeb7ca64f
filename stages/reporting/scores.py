"""The scores of one run as a committed JSON report: overall, by class, by part of the test set."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from stages.metrics.estimate import Sampling, estimate
from stages.metrics.metric import Metric

Row = Mapping[str, Any]


def test_digest(samples: Sequence[Row]) -> str:
    """sha256 over ids and gold answers in id order: equal digests mean that numbers may be compared."""
    lines = sorted(f"{sample['id']} {sample['labels']} {sample['completion']}\n" for sample in samples)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def estimates(metrics: Sequence[Metric], sampling: Sampling) -> dict[str, dict[str, Any]]:
    """{part: {metric: {value, low, high, n, direction}}}; the part "" is the whole test set."""
    found: dict[str, dict[str, Any]] = {}
    for metric in metrics:
        found.setdefault(metric.part, {})[metric.name] = estimate(metric, sampling)
    return found


def class_counts(metrics: Sequence[Metric]) -> dict[str, dict[str, int]]:
    """{class: {hit, gold, claimed}} of every class that is expected or claimed."""
    found = {}
    for metric in metrics:
        if metric.part.startswith("class=") and metric.name == "f1":
            hit, gold, claimed = (int(total) for total in metric.totals()[1].sum(axis=0))
            found[metric.part.removeprefix("class=")] = {"hit": hit, "gold": gold, "claimed": claimed}
    return found


def score_report(
    run: str, task: str, main: str, samples: Sequence[Row], metrics: Sequence[Metric], sampling: Sampling
) -> dict[str, Any]:
    """The content of reports/<task>/scores/<run>.json."""
    parts = estimates(metrics, sampling)
    overall = parts.pop("", {})
    by: dict[str, dict[str, Any]] = {}
    for part, numbers in parts.items():
        field, _, value = part.partition("=")
        by.setdefault(field, {})[value] = numbers
    classes, counts = by.pop("class", {}), class_counts(metrics)
    return {
        "task": task,
        "run": run,
        "n": len(samples),
        "test_digest": test_digest(samples),
        "main": main,
        "metrics": overall,
        "classes": {name: {**counts[name], **numbers} for name, numbers in classes.items()},
        "by": by,
    }
