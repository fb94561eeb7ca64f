"""How sure is a number? Groups are drawn with replacement and the formula is taken again (cluster bootstrap).

Intervals are bias-corrected percentiles: a mean over classes that stand in few groups comes out too high in
most resamples, since a class that is not drawn leaves the mean and one that is drawn has more hits than alarms.
Sources: Efron and Tibshirani, An Introduction to the Bootstrap (1993), sections 8.3 and 14.3; Davison and
Hinkley, Bootstrap Methods and their Application (1997), section 4.2.5 (p with one added to both counts).
"""

from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stages.metrics.metric import Metric

Array = NDArray[np.float64]
_NORMAL = NormalDist()


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
    return _percentiles(metric.value, _replicates(metric, resamples, seed), confidence)


def difference(
    first: Metric, second: Metric, resamples: int, seed: int, confidence: float = 0.95
) -> Difference:
    """second - first on the same drawn groups. Raises ValueError unless both measure the same units.

    p is the level at which the interval would just touch zero, and never below 2 / (resamples + 1). All of it
    is nan when a side has nothing to measure.
    """
    if list(first.units) != list(second.units) or list(first.groups) != list(second.groups):
        raise ValueError(f"{first.name}: a paired difference needs the same units in the same order")
    change = second.value - first.value
    spread = _replicates(second, resamples, seed) - _replicates(first, resamples, seed)
    return Difference(change, *_percentiles(change, spread, confidence), _p_value(change, spread))


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


def _percentiles(value: float, replicates: Array, confidence: float) -> tuple[float, float]:
    known = replicates[~np.isnan(replicates)]
    if np.isnan(value) or not len(known):
        return float("nan"), float("nan")
    reach, shift = _NORMAL.inv_cdf(0.5 + confidence / 2), 2 * _bias(value, known)
    low, high = np.quantile(known, [_NORMAL.cdf(shift - reach), _NORMAL.cdf(shift + reach)])
    return float(low), float(high)


def _p_value(value: float, replicates: Array) -> float:
    known = replicates[~np.isnan(replicates)]
    if np.isnan(value) or not len(known):
        return float("nan")
    shift = 2 * _bias(value, known)
    below = _NORMAL.cdf(_quantile_of((known <= 0).sum(), len(known)) - shift)
    above = _NORMAL.cdf(_quantile_of((known >= 0).sum(), len(known)) + shift)
    return float(np.clip(2 * min(below, above), 2 / (len(known) + 1), 1.0))


def _bias(value: float, known: Array) -> float:
    """Median bias of the resamples in units of their spread; ties count half."""
    return _quantile_of(((known < value).sum() + (known <= value).sum()) / 2, len(known))


def _quantile_of(count: float, total: int) -> float:
    return _NORMAL.inv_cdf(min((count + 1) / (total + 1), total / (total + 1)))
