"""How sure is a number? Groups are drawn with replacement and the formula is taken again (cluster bootstrap).

Simulated with 15 classes and 20 to 150 groups, percentile intervals of macro F1 hold its mean in 92 to 93 of
100 test sets; bias-corrected ones do worse below 100 groups, and fractional weights in place of draws, which
keep every class in every resample, are far too narrow.
Source: Davison and Hinkley, Bootstrap Methods and their Application (1997), sections 3.8, 4.2.5 and 5.3.1.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stages.metrics.metric import Metric

Array = NDArray[np.float64]


class Difference(NamedTuple):
    """`value` = second minus first, with an interval and a two-sided p in (0, 1]."""

    value: float
    low: float
    high: float
    p: float


def interval(metric: Metric, resamples: int, seed: int, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of the metric's value; (nan, nan) when there is nothing to measure.

    >>> from stages.metrics.formulas import rate
    >>> m = Metric("x", "up", "rate", list("abcd"), list("abcd"), [[1, 1], [0, 1], [1, 1], [1, 1]], rate)
    >>> interval(m, 1000, seed=1)
    (0.25, 1.0)
    """
    return _percentiles(_replicates(metric, resamples, seed), confidence)


def difference(first: Metric, second: Metric, resamples: int, seed: int, confidence: float = 0.95) -> Difference:
    """second - first on the same drawn groups. Raises ValueError unless both measure the same units.

    p is twice the smaller share of resamples on one side of zero, never below 2 / (resamples + 1). All of it
    is nan when a side has nothing to measure.
    """
    if list(first.units) != list(second.units) or list(first.groups) != list(second.groups):
        raise ValueError(f"{first.name}: a paired difference needs the same units in the same order")
    change = second.value - first.value
    spread = _replicates(second, resamples, seed) - _replicates(first, resamples, seed)
    if np.isnan(change):
        return Difference(change, change, change, change)
    return Difference(change, *_percentiles(spread, confidence), _p_value(spread))


def _replicates(metric: Metric, resamples: int, seed: int) -> Array:
    """The metric's value in every resample."""
    if not len(metric.units):
        return np.full(resamples, np.nan)
    _, sums = metric.totals()
    return metric.formula(_draws(len(sums), resamples, seed) @ sums)


@lru_cache(maxsize=2)
def _draws(groups: int, resamples: int, seed: int) -> Array:
    """(resamples, groups): how often each group is drawn; the same for every metric over that many groups."""
    draws = np.random.default_rng(seed).multinomial(groups, np.full(groups, 1 / groups), size=resamples)
    return draws.astype(float)


def _percentiles(replicates: Array, confidence: float) -> tuple[float, float]:
    known = replicates[~np.isnan(replicates)]
    if not len(known):
        return float("nan"), float("nan")
    tail = (1 - confidence) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)


def _p_value(replicates: Array) -> float:
    known = replicates[~np.isnan(replicates)]
    if not len(known):
        return float("nan")
    other_side = min((known <= 0).sum(), (known >= 0).sum())
    return min(1.0, float(2 * (other_side + 1) / (len(known) + 1)))
