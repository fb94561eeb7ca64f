"""Token rows shaped like code, and what may be counted in them. Plain Python: every contestant's interpreter reads this file."""

from itertools import accumulate
from math import log
from random import Random

Row = dict[str, list[int]]

MEDIAN, SPREAD, SHORTEST, LONGEST = 150, 0.8, 16, 768  # tokens; SPREAD is the deviation of the logarithm
PROMPT = 0.6  # the share of each row that is prompt: read, not learnt
IGNORE = -100


def code_like(count: int, vocabulary: int, seed: int) -> list[Row]:
    """`count` rows of log-normal length: `input_ids`, and `labels` that are IGNORE over the prompt.

    Tokens fall as words do (Zipf), so that there is something to learn and a final loss can tell two trainers apart.
    """
    random = Random(seed)
    lengths = [min(max(round(random.lognormvariate(log(MEDIAN), SPREAD)), SHORTEST), LONGEST) for _ in range(count)]
    return [row(random, length, vocabulary) for length in lengths]


def row(random: Random, length: int, vocabulary: int) -> Row:
    """One row of `length` tokens; 0 and 1 are left to padding and the end of a text."""
    ids = random.choices(range(2, vocabulary), cum_weights=_zipf(vocabulary - 2), k=length)
    prompt = round(PROMPT * length)
    return {"input_ids": ids, "labels": [IGNORE] * prompt + ids[prompt:]}


def supervised(rows: list[Row]) -> int:
    """How many labels the loss is taken over."""
    return sum(label != IGNORE for one in rows for label in one["labels"])


_WEIGHTS: dict[int, list[float]] = {}


def _zipf(count: int) -> list[float]:
    if count not in _WEIGHTS:
        _WEIGHTS[count] = list(accumulate(1 / rank for rank in range(1, count + 1)))
    return _WEIGHTS[count]
