"""How near is a text to a reference? chrF: F-score over character n-grams, kind to code and to any language.

Source: Popovic, chrF (WMT 2015), as computed by sacrebleu (6-grams, beta 2, white space left out).
"""

CHRF_SIGNATURE = "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no"


def chrf(text: str, reference: str) -> float:
    """Sentence chrF in [0, 1]; 0.0 for an empty text.

    >>> chrf("Check the caller.", "Check the caller."), chrf("", "Check the caller.")
    (1.0, 0.0)
    """
    from sacrebleu.metrics.chrf import CHRF

    return float(CHRF().sentence_score(text, [reference]).score) / 100
