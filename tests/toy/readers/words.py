"""One JSON object a line: {"word", "colour"}."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from stages.tasks.toy.schema import DEFAULTS

from stages.core.files import read_jsonl
from stages.core.rejects import Reject
from stages.sources.records import Record, record
from stages.sources.spec import Source


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    for path in files:
        for _, row in read_jsonl(root / path):
            yield record(DEFAULTS, path=path, language="en", kind="word", family=f"{entry.name}/{row['word']}", **row)
