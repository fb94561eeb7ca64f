"""A metric as reports show it: value, interval, n, direction."""

from typing import Any, NamedTuple

from stages.metrics import bootstrap, proportion
from stages.metrics.metric import Metric


class Sampling(NamedTuple):
    """How intervals are made: number of resamples, seed, confidence in (0.5, 1)."""

    resamples: int
    seed: int
    confidence: float = 0.95


def estimate(metric: Metric, sampling: Sampling) -> dict[str, Any]:
    """{value, low, high, n, direction}; value, low and high are None when there is nothing to measure.

    Shares get Wilson's interval over effective units, everything else a cluster bootstrap.

    >>> from stages.metrics.formulas import rate
    >>> m = Metric("x", "up", "rate", ["a", "b"], ["a", "b"], [[1, 1], [1, 1]], rate)
    >>> got = estimate(m, Sampling(100, seed=1))
    >>> got["value"], round(got["low"], 2), got["high"], got["n"], got["direction"]
    (1.0, 0.34, 1.0, 2, 'up')
    """
    if metric.kind == "rate":
        low, high = proportion.interval(metric, sampling.confidence)
    else:
        low, high = bootstrap.interval(metric, *sampling)
    named = {"value": metric.value, "low": low, "high": high}
    numbers = {name: None if number != number else number for name, number in named.items()}
    return {**numbers, "n": metric.n, "direction": metric.direction}
