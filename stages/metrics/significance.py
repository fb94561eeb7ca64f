"""Tests for paired verdicts and for many comparisons at once."""

from collections.abc import Sequence

import numpy as np


def mcnemar(first: Sequence[bool], second: Sequence[bool]) -> float:
    """Exact two-sided p that two sets of paired answers are right equally often; 1.0 when they agree.

    It takes the pairs as independent, so it is too sure where they come in groups.
    Source: McNemar, Psychometrika 12 (1947), with the binomial distribution in place of chi-squared.

    >>> round(mcnemar([True] * 8 + [False], [False] * 8 + [True]), 4)
    0.0391
    """
    from scipy.stats import binomtest

    lost = sum(a and not b for a, b in zip(first, second, strict=True))
    won = sum(b and not a for a, b in zip(first, second, strict=True))
    return float(binomtest(lost, lost + won).pvalue) if lost + won else 1.0


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values corrected for their number, in the order given; nan stays nan and is not counted.

    Source: Holm, Scandinavian Journal of Statistics 6 (1979).

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    p = np.asarray(p_values, float)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    factors = np.arange(len(order), 0, -1)
    corrected = np.full(len(p), np.nan)
    corrected[order] = np.minimum(1.0, np.maximum.accumulate(p[order] * factors))
    return [float(value) for value in corrected]
