"""What a task gives: modules with fixed names in its folder, found by `stages.core.parts.part`.

A new task is a folder whose parts meet these protocols; no stage changes. Rows are plain dicts (samples and
completions as in stages/core/tables.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from stages.metrics.metric import Metric

Row = dict[str, Any]


class Schema(Protocol):
    """schema.py: what a record is."""

    def record_schema(self) -> Any:
        """The Arrow schema of data/raw and data/valid."""

    def model(self) -> Any:
        """The pandera model that validate holds records to."""

    def content(self, record: Row) -> str:
        """What a record is told apart by: its id is the sha256 of it, and no two sides may share one."""

    def counts(self, rows: Sequence[Row]) -> Mapping[str, Mapping[str, int]]:
        """Counts for validation.json."""


class Clean(Protocol):
    """clean.py: from what was collected to what may be learned."""

    def prepare(self, rows: Iterable[Row], count_tokens: Callable[[str], int]) -> tuple[list[Row], list[Any]]:
        """(rows kept, rejects)."""


class Samples(Protocol):
    """samples.py: what ties records together, and what is asked about them."""

    MAIN_KIND: str  # the kind of sample that the main metric judges
    Options: type  # the task's own settings: a TaskOptions (stages/core/params.py) with its fields

    def keys(self, record: Row) -> list[str]:
        """Records that share a key share a group."""

    def views(self, record: Row) -> list[list[str]]:
        """Token lists by which near-duplicates are found, the same number for every record; an empty one is like no other."""

    def side(self, record: Row) -> str:
        """The side ("train" or "test") that the source fixes for a record, "" for any. What is like a test record is left out."""

    def stratum(self, records: Sequence[Row]) -> str:
        """What a group mainly is; each side gets a like share of every stratum."""

    def make(self, records: Sequence[Row], room: Any, options: Any) -> tuple[list[Row], list[Any]]:
        """(samples, rejects) of the records of one group."""

    def balanced(self, samples: Sequence[Row], options: Any) -> list[Row]:
        """Training samples without those that would teach one answer too often."""

    def augmented(self, records: Sequence[Row], room: Any, options: Any, seed: int) -> list[tuple[str, Row]]:
        """Further samples of the records of one group, for training alone, each with the name of what made it."""


class Grammars(Protocol):
    """grammar.py: the form that a decoder can be held to, in Lark as llguidance reads it."""

    SHARE: float  # of the answer's tokens that the first pass gets; 1.0 for a task of one pass

    def first(self, sample: Mapping[str, Any]) -> str | None:
        """The grammar of the answer, or of its first part; None when it has no form."""

    def then(self, sample: Mapping[str, Any], text: str) -> tuple[str, str] | None:
        """After a first part `text`: it as it shall stand, and the grammar of what follows. None when the answer is whole."""


class Score(Protocol):
    """score.py: one answer judged, and the metrics over all of them."""

    MAIN: str  # the metric a run is judged by, of kind "score" or "rate", up = better
    TABLE: Mapping[str, str]  # metric -> heading, in the order of the main table; holds MAIN
    SHORT: Sequence[str]  # of TABLE, what the README shows; MAIN stands first
    MORE: Mapping[str, str]  # metric -> heading, in the order of the second table, for runs only
    TESTED: Sequence[str]  # metrics on which runs are compared; holds MAIN
    CLASSES: str  # what the parts named "class=…" are, for a heading; "" for a task without them
    SLICES: Mapping[str, tuple[str, Sequence[str]]]  # sample field -> (heading, metrics shown for each value)
    MEANING: Mapping[str, str]  # metric -> one line, for each of TABLE
    NOTES: Sequence[str]  # what a reader must know to read the numbers

    def outcomes(self, pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Iterator[Row]:
        """For each (sample, completion), in order, a flat row with the sample's fields, `parsed`, `right`, and what the
        metrics need. No answer makes it raise."""

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

    KINDS: Sequence[str]  # the kinds of sample they answer; examples are taken from these

    def fit(self, train: Sequence[Row], seed: int) -> dict[str, Callable[[Row], str]]:
        """{name: sample -> answer text}, fitted on train samples only."""
