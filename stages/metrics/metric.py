"""A metric is a table of counts and a formula over their sum: one row a unit, one group a cluster of units.

The group is what a resample draws: variants of one case, or files of one project, stand or fall together, so
drawing them one by one would promise more certainty than there is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Metric:
    """What is measured over which units. Two runs are paired by `units`, which are in the same order in both.

    >>> from stages.metrics.formulas import rate
    >>> m = Metric("accuracy", "up", "rate", ["a", "b", "c"], ["g", "g", "h"], [[1, 1], [0, 1], [1, 1]], rate)
    >>> round(m.value, 3), m.n, m.totals()[1].tolist()
    (0.667, 3, [[1.0, 2.0], [1.0, 1.0]])
    """

    name: str
    direction: Literal["up", "down"]  # which way is better
    kind: Literal["rate", "score"]  # rate: counts are (hits, total), hits <= total; score: any other
    units: Sequence[str]
    groups: Sequence[str]  # one a unit
    counts: ArrayLike  # (units, k)
    formula: Callable[[Array], Array]  # (…, k) -> (…)
    part: str = ""  # "" for all units, else which of them: "language=rust", "class=reentrancy"
    support: int | None = None  # n to print where it is not the number of units

    @property
    def n(self) -> int:
        """What the reader should think of as the number of cases."""
        return len(self.units) if self.support is None else self.support

    @property
    def value(self) -> float:
        """The formula over all units; nan when there is nothing to measure."""
        return float(self.formula(self.totals()[1].sum(axis=0))) if len(self.units) else float("nan")

    def totals(self) -> tuple[list[str], Array]:
        """Group names in sorted order and the sum of counts of each, shape (groups, k)."""
        names, index = np.unique(np.asarray(self.groups, dtype=str), return_inverse=True)
        counts = np.asarray(self.counts, float)
        sums = np.zeros((len(names), counts.shape[-1]))
        np.add.at(sums, index, counts)
        return names.tolist(), sums
