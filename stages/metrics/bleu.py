"""Corpus BLEU as summed counts: a row gives ten numbers, their sum gives the score, resampled sums give its spread.

Layout of a row: right n-grams of length 1 to 4, all n-grams of length 1 to 4, length of the text, length of the reference.
Counting is sacrebleu's (Post 2018, A Call for Clarity in Reporting BLEU Scores), the formula that of Papineni et al. 2002
with sacrebleu's default smoothing: the k-th order without a hit counts as 1 / 2^k hits.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stages.metrics.lexing import lex

Array = NDArray[np.float64]
ORDERS = 4


def counts_13a(text: str, reference: str) -> list[int]:
    """Ten counts with the tokeniser that published scores use; blind to indentation and line ends."""
    return _counts("13a", text, reference)


def counts_lexed(text: str, reference: str, language: str) -> list[int]:
    """Ten counts over the lexemes of a language; Python's indentation is part of them."""
    return _counts("none", " ".join(lex(text, language)), " ".join(lex(reference, language)))


def bleu(counts: ArrayLike) -> Array:
    """(…, 10) sums of counts -> BLEU in [0, 1]; nan where there is no reference, 0 for empty texts.

    >>> float(bleu(counts_13a("the cat sat on the mat", "the cat sat on the mat"))), float(bleu(counts_13a("", "a b c d")))
    (1.0, 0.0)
    """
    sums = np.asarray(counts, float)
    hits, totals, length, wanted = sums[..., :ORDERS], sums[..., ORDERS : 2 * ORDERS], sums[..., -2], sums[..., -1]
    misses = np.cumsum((hits == 0) & (totals > 0), axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(hits > 0, hits / totals, 1.0 / (2.0**misses * totals))
        brevity = np.where(length < wanted, np.exp(1 - wanted / length), 1.0)
        score = brevity * np.exp(np.log(shares).mean(axis=-1))
    whole = (totals > 0).all(axis=-1) & (hits[..., 0] > 0)  # without any n-gram of an order, or any right word, BLEU is 0
    return np.where(wanted > 0, np.where(whole, score, 0.0), np.nan)


@cache
def signature_13a() -> str:
    """sacrebleu's signature of the published form, so that numbers can be compared."""
    scorer = _scorer("13a")
    scorer.corpus_score(["a"], [["a"]])
    return str(scorer.get_signature())


def _counts(tokenizer: str, text: str, reference: str) -> list[int]:
    score = _scorer(tokenizer).corpus_score([text], [[reference]])
    return [*map(int, score.counts), *map(int, score.totals), int(score.sys_len), int(score.ref_len)]


@cache
def _scorer(tokenizer: str) -> Any:
    from sacrebleu.metrics.bleu import BLEU

    return BLEU(tokenize=tokenizer, force=True, effective_order=False)
