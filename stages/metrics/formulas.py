"""Scores as functions of summed counts: one sum gives the value, thousands of resampled sums give its spread.

Every formula takes counts whose last axis holds the sums and keeps the axes before it. Where a denominator is
zero there is nothing to measure: the result is nan, never 0 or 1, and reports print a dash.
Definitions: Manning, Raghavan, Schuetze, Introduction to Information Retrieval, sections 8.3 and 13.6.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def rate(counts: ArrayLike) -> Array:
    """(hits, total) -> share in [0, 1]; with sums of values instead of hits, their mean.

    >>> float(rate([3, 4])), float(rate([0, 0]))
    (0.75, nan)
    """
    hits, total = np.moveaxis(np.asarray(counts, float), -1, 0)
    return ratio(hits, total)


def precision(counts: ArrayLike) -> Array:
    """(hit, gold, predicted) -> share of predictions that are right, in [0, 1]; nan without predictions.

    >>> float(precision([2, 5, 4]))
    0.5
    """
    hit, _, predicted = np.moveaxis(np.asarray(counts, float), -1, 0)
    return ratio(hit, predicted)


def recall(counts: ArrayLike) -> Array:
    """(hit, gold, predicted) -> share of gold labels that were found, in [0, 1]; nan without gold labels.

    >>> float(recall([2, 5, 4]))
    0.4
    """
    hit, gold, _ = np.moveaxis(np.asarray(counts, float), -1, 0)
    return ratio(hit, gold)


def f1(counts: ArrayLike) -> Array:
    """(hit, gold, predicted) -> 2 hit / (gold + predicted), in [0, 1]; nan when both are empty.

    >>> round(float(f1([2, 5, 4])), 4), float(f1([0, 5, 0]))
    (0.4444, 0.0)
    """
    hit, gold, predicted = np.moveaxis(np.asarray(counts, float), -1, 0)
    return ratio(2 * hit, gold + predicted)


def micro_f1(counts: ArrayLike) -> Array:
    """F1 of the hits, golds and predictions of all classes pooled; layout as for `macro_f1`.

    >>> round(float(micro_f1([2, 0, 4, 1, 2, 3])), 4)
    0.4
    """
    return f1(by_class(counts).sum(axis=-2))


def macro_f1(counts: ArrayLike) -> Array:
    """Mean F1 over the classes that have gold labels, in [0, 1]; nan when no class has any.

    Layout: hits of every class, then golds, then predictions. A class that is predicted but never
    gold has no F1 here; its false alarms show in micro F1 and precision.

    >>> float(macro_f1([2, 0, 0, 4, 1, 0, 4, 3, 9]))  # classes with F1 0.5 and 0; the third has no gold
    0.25
    """
    classes = by_class(counts)
    present = classes[..., 1] > 0
    scores = np.where(present, np.nan_to_num(f1(classes)), 0.0)
    return ratio(scores.sum(axis=-1), present.sum(axis=-1))


def by_class(counts: ArrayLike) -> Array:
    """(…, 3 * classes) -> (…, classes, 3) with hit, gold, predicted last."""
    array = np.asarray(counts, float)
    return np.swapaxes(array.reshape(*array.shape[:-1], 3, -1), -1, -2)


def ratio(above: Any, below: Any) -> Array:
    """above / below, nan where below is zero.

    >>> ratio([1, 1], [2, 0]).tolist()
    [0.5, nan]
    """
    above, below = np.asarray(above, float), np.asarray(below, float)
    empty = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    np.divide(above, below, out=empty, where=below != 0)
    return empty
