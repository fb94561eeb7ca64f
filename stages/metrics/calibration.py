"""Do stated confidences mean anything? Formulas over counts in bins of confidence.

Counts: claims in every bin, then the sums of their confidences, then how many of them are right; see formulas.py for the rest.
Source: Guo et al., On Calibration of Modern Neural Networks (ICML 2017), section 2.
"""

import numpy as np
from numpy.typing import ArrayLike

from stages.metrics.formulas import Array, by_class, ratio


def ece(counts: ArrayLike) -> Array:
    """Expected calibration error in [0, 1]: how far confidence and share of right claims lie apart, over the bins; nan
    without claims.

    >>> float(ece([0, 4, 0, 3.6, 0, 2]))  # two bins; four claims at 0.9, half of them right
    0.4
    """
    claims, stated, right = np.moveaxis(by_class(counts), -1, 0)
    return ratio(np.abs(stated - right).sum(axis=-1), claims.sum(axis=-1))


def largest_bin(counts: ArrayLike) -> Array:
    """Share of the claims in the fullest bin: 1.0 when every claim has the same confidence; nan without claims.

    >>> float(largest_bin([1, 3, 0.5, 2.7, 1, 2]))
    0.75
    """
    claims = by_class(counts)[..., 0]
    return ratio(claims.max(axis=-1), claims.sum(axis=-1))
