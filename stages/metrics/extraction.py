"""F1 of the SemEval-2013 schemes for named entities, from counts as the library nervaluate gives them.

Source: Segura-Bedmar et al., SemEval-2013 Task 9, section 3.
"""

import numpy as np
from numpy.typing import ArrayLike

from stages.metrics.formulas import Array, ratio


def semeval_f1(counts: ArrayLike) -> Array:
    """(correct, incorrect, partial, missed, spurious) -> F1 in [0, 1], a partial match counting half; nan without entities.

    >>> float(semeval_f1([2, 1, 0, 1, 1])), float(semeval_f1([0, 0, 2, 0, 0]))
    (0.5, 0.5)
    """
    correct, incorrect, partial, missed, spurious = np.moveaxis(np.asarray(counts, float), -1, 0)
    both = correct + incorrect + partial
    return ratio(2 * correct + partial, 2 * both + missed + spurious)
