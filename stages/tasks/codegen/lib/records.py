"""A record of the codegen task as its readers yield it: a programming task with the code that solves it."""

from typing import Any

from stages.sources import records
from stages.sources.records import Record as Record

DEFAULTS: Record = {
    "language": "",  # of the code, see languages.py; "" where clean has to find out
    "kind": "task",  # function: `stub` shows signature and docstring, `code` is the whole function | task: instruction only
    "instruction": "",  # what is asked
    "input": "",  # what the task is about: data, or code to be changed
    "code": "",  # the reference answer, LF line ends
    "prelude": "",  # import lines that the code needs and the prompt shows
    "stub": "",  # kind function: signature and docstring, the code up to where its body begins
    "setup": "",  # code that tests need, run after the answer
    "asserts": [],  # tests as assert statements
    "calls": [],  # tests as {expression, expected}: what an expression must evaluate to
    "shown": [],  # tests that the prompt shows, since they name the function
    "side": "",  # train | test where the source fixes it
    "body": "",  # digest of the code with names masked; "" for code too short to tell. Filled by validate
    "runs": "",  # how the reference ends when it runs alone. Filled by validate
}


def record(**values: Any) -> Record:
    """A record with every key present. Raises TypeError for a key that records do not have."""
    return records.record(DEFAULTS, **values)


def tested(row: Record) -> bool:
    """Whether a record has tests of its own."""
    return bool(row["asserts"] or row["calls"])
