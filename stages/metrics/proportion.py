"""Interval of a share whose units come in groups: Wilson's interval with the effective number of units.

A share of 0 or 1 has no spread to resample, yet ten clean answers out of ten do not prove a rate of 1, and
Wilson's interval says so. Units of one group are alike, so n is divided by the design effect.
Sources: Wilson, JASA 22 (1927); Kish, Survey Sampling (1965); Korn and Graubard, Survey Methodology 24
(1998).
"""

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from stages.metrics.metric import Metric


def wilson(share: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson score interval of `share` in [0, 1] seen over `n` > 0 units (n may be fractional).

    >>> [round(x, 4) for x in wilson(1.0, 10)]
    [0.7225, 1.0]
    """
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)


def effective_n(sums: ArrayLike) -> float:
    """Units' worth of information in (hits, total) per group, between the effective number of groups and n.

    n / design effect, the design effect being the variance of the share between groups over that of
    independent units. The effective number of groups, n^2 / sum of squared sizes (Kish), is what remains
    when the units of a group always agree; it also stands in where a share of 0 or 1 leaves no variance to
    estimate from.

    >>> effective_n([[1, 1], [0, 1], [1, 1], [0, 1]])  # every unit its own group
    4.0
    >>> effective_n([[5, 5], [0, 5], [5, 5], [0, 5]])  # units of a group always agree
    4.0
    """
    hits, total = np.asarray(sums, float).T
    n = float(total.sum())
    fewest = n**2 / float((total**2).sum())
    share = hits.sum() / n
    between = float(((hits - share * total) ** 2).sum()) / n**2
    if share in (0.0, 1.0):
        return fewest
    return float(np.clip(share * (1 - share) / between, fewest, n)) if between else n


def interval(metric: Metric, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of a metric of kind rate; (nan, nan) without units."""
    _, sums = metric.totals()
    if not len(metric.units) or not sums[:, 1].sum():
        return float("nan"), float("nan")
    return wilson(metric.value, effective_n(sums), confidence)
