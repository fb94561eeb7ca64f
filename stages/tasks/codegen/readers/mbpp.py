"""MBPP: short Python tasks with three assert statements each (Austin et al. 2021, arXiv 2108.07732).

The authors' division holds: tasks 11 to 510 are for testing, all others may be trained on. Few tasks name their function, so
the first test is part of the question, as in the paper's own prompts.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from stages.core.files import BadLine, sift_jsonl
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.codegen.lib.records import Record, record

TEST_IDS = range(11, 511)
_FIELDS: Mapping[str, type] = {"task_id": int, "text": str, "code": str, "test_list": list, "test_setup_code": str}


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """A record a task."""
    for path in files:
        for number, row in sift_jsonl(root / path):
            yield Reject(path, number, "line", *row) if isinstance(row, BadLine) else _record(path, number, row, entry)


def _record(path: str, number: int, row: Mapping[str, Any], entry: Source) -> Record | Reject:
    for field, kind in _FIELDS.items():
        if not isinstance(row.get(field), kind):
            return Reject(path, number, field, repr(row.get(field)), f"{kind.__name__} is needed here")
    tests = row["test_list"]
    if not tests or not all(isinstance(test, str) for test in tests):
        return Reject(path, number, "test_list", repr(tests), "at least one assert statement is needed")
    return record(
        path=f"{path}:{number}", language="python", family=f"{entry.name}/{row['task_id']}", instruction=row["text"].strip(),
        code=row["code"].replace("\r\n", "\n"), setup=row["test_setup_code"].replace("\r\n", "\n"), asserts=list(tests),
        shown=tests[:1], side="test" if row["task_id"] in TEST_IDS else "train",
    )  # fmt: skip
