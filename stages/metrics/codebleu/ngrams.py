"""N-gram match of CodeBLEU: BLEU's clipped precision, and recall in which a keyword weighs five times another token.

Source: Papineni et al., BLEU (ACL 2002); Ren et al., CodeBLEU (2020): keywords weigh 1, other tokens .2, in unigrams only.
Smoothing: an order without a match counts EPSILON matches (Chen and Cherry 2014, method 1);
without a shared token the match is 0.
"""

from collections import Counter
from collections.abc import Sequence
from math import exp, fsum, log
from typing import NamedTuple

ORDERS = 4
EPSILON = 0.1  # matches of an order that has none
_OTHER = 0.2  # weight of a token that is no keyword

Gram = tuple[str, ...]
Counts = tuple[Counter[Gram], ...]  # how often each n-gram stands there; orders 1 to ORDERS
Ratio = tuple[float, float]  # matches, of how many


class Tally(NamedTuple):
    """What BLEU is computed from; sums of tallies give the value of a corpus."""

    precision: list[Ratio]  # by order
    recall: list[Ratio]  # by order, unigrams weighted
    lengths: tuple[int, int]  # tokens of the prediction, of the reference


def count(tokens: Sequence[str]) -> Counts:
    """
    >>> count(["a", "b"])[1]
    Counter({('a', 'b'): 1})
    """
    return tuple(Counter(zip(*(tokens[at:] for at in range(n)), strict=False)) for n in range(1, ORDERS + 1))


def tally(told: Counts, gold: Counts, keywords: frozenset[str]) -> Tally:
    """Matches of a prediction in a reference; orders longer than the reference are left out."""
    orders = [n for n in range(ORDERS) if gold[n]]
    shared = [told[n] & gold[n] for n in orders]
    precision = [(float(both.total()), float(max(1, told[n].total()))) for n, both in zip(orders, shared, strict=True)]
    recall = [(float(both.total()), float(gold[n].total())) for n, both in zip(orders, shared, strict=True)]
    if recall:
        recall[0] = weigh(shared[0], keywords), weigh(gold[0], keywords)
    return Tally(precision, recall, (told[0].total(), gold[0].total()))


def weigh(unigrams: Counter[Gram], keywords: frozenset[str]) -> float:
    """
    >>> weigh(count(["return", "a"])[0], frozenset({"return"}))
    1.2
    """
    return fsum(times * (1.0 if word in keywords else _OTHER) for (word,), times in unigrams.items())


def blend(ratios: Sequence[Ratio]) -> float:
    """Geometric mean of the ratios of all orders, smoothed, in [0, 1].

    >>> blend([(3, 4), (0, 3)]) == (3 / 4 * 0.1 / 3) ** 0.5
    True
    """
    if not ratios or ratios[0][0] == 0:
        return 0.0
    return exp(fsum(log((matched or EPSILON) / total) for matched, total in ratios) / len(ratios))


def brevity(told: int, gold: int) -> float:
    """Penalty for a prediction of fewer tokens than its reference has, in [0, 1].

    >>> brevity(5, 4), brevity(4, 4), brevity(0, 4)
    (1.0, 1.0, 0.0)
    """
    return exp(min(0.0, 1 - gold / told)) if told else 0.0
