"""Counts and quantiles for reports about rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any


def counts(rows: Iterable[dict[str, Any]], *fields: str) -> dict[str, dict[str, int]]:
    """{field: {value: rows}} with sorted values.

    >>> counts([{"lang": "en"}, {"lang": "ko"}, {"lang": "en"}], "lang")
    {'lang': {'en': 2, 'ko': 1}}
    """
    kept = list(rows)
    return {field: dict(sorted(Counter(row[field] for row in kept).items())) for field in fields}


def quantiles(sizes: Sequence[int]) -> dict[str, int]:
    """n, median, 95th percentile (nearest rank) and maximum; zeros for no sizes.

    >>> quantiles([5, 1, 3])
    {'n': 3, 'p50': 3, 'p95': 5, 'max': 5}
    """
    ranked = sorted(sizes) or [0]

    def at(share: float) -> int:
        return ranked[min(int(share * len(ranked)), len(ranked) - 1)]

    return {"n": len(sizes), "p50": at(0.5), "p95": at(0.95), "max": ranked[-1]}
