"""What a task gives: modules with fixed names in its folder, found by `stages.core.parts.part`.

A new task is a folder whose parts meet these protocols; no stage changes. Rows are plain dicts (samples and
completions as in stages/core/tables.py).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from stages.metrics.metric import Metric

Row = dict[str, Any]


class Samples(Protocol):
    """samples.py: what ties records together, and what is asked about them."""

    MAIN_KIND: str  # the kind of sample that the main metric judges

    def keys(self, record: Row) -> list[str]:
        """Records that share a key share a group."""

    def masked(self, record: Row) -> list[str]:
        """Tokens by which near-duplicates are found."""

    def stratum(self, records: Sequence[Row]) -> str:
        """What a group mainly is; each side gets a like share of every stratum."""

    def make(self, records: Sequence[Row], room: Any, settings: Any) -> tuple[list[Row], list[Any]]:
        """(samples, rejects) of the records of one group."""

    def balanced(self, samples: Sequence[Row], settings: Any) -> list[Row]:
        """Training samples without those that would teach one answer too often."""

    def excerpts(self, records: Sequence[Row], room: Any, settings: Any, count: int, seed: int) -> list[Row]:
        """Further samples of the records of one group, for training alone."""


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
