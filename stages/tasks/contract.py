"""What a task gives: modules with fixed names in its folder, found by `stages.core.parts.part`.

A new task is a folder whose parts meet these protocols; no stage changes. Rows are plain dicts (samples and
completions as in stages/core/tables.py).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from stages.metrics.metric import Metric

Row = dict[str, Any]


class Score(Protocol):
    """score.py: one answer judged, and the metrics over all of them."""

    MAIN: str  # the metric a run is judged by, of kind "score" or "rate", up = better
    TABLE: Mapping[str, str]  # metric -> heading, in the order of the main table; holds MAIN
    SHORT: Sequence[str]  # of TABLE, what the README shows; MAIN stands first
    MORE: Mapping[str, str]  # metric -> heading, in the order of the second table, for runs only
    TESTED: Sequence[str]  # metrics on which runs are compared; holds MAIN
    SLICES: Mapping[str, tuple[str, Sequence[str]]]  # sample field -> (heading, metrics shown for each value)
    MEANING: Mapping[str, str]  # metric -> one line, for each of TABLE
    NOTES: Sequence[str]  # what a reader must know to read the numbers

    def outcome(self, sample: Mapping[str, Any], completion: Mapping[str, Any]) -> Row:
        """A flat row with the sample's fields, `parsed`, `right`, and what the metrics need. Never raises."""

    def outcome_schema(self) -> Any:
        """The Arrow schema of those rows."""

    def metrics(self, outcomes: Sequence[Row]) -> list[Metric]:
        """All metrics over the outcomes of one run, those of parts named "field=value" or "class=id"."""

    def excerpt(self, sample: Mapping[str, Any], answered: Mapping[str, Any]) -> str:
        """The part of a prompt that lets a reader judge an answer, given its outcome."""

    def remarks(self, outcomes: Sequence[Mapping[str, Any]]) -> list[str]:
        """Sentences on what the test set is made of."""


class Baselines(Protocol):
    """baselines.py: answers that need no language model."""

    KIND: str  # the kind of sample they answer

    def fit(self, train: Sequence[Row], seed: int) -> dict[str, Callable[[Row], str]]:
        """{name: sample -> answer text}, fitted on train samples only."""

    def completion(self, sample: Mapping[str, Any], text: str) -> Row:
        """That text as a completion row."""
