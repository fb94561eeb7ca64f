"""Instruction rows in the form of Code Alpaca: {"instruction", "input", "output"}, a JSON list or JSONL; input may be missing.

Source of the form: github.com/sahil280114/codealpaca. A row that cannot be used is refused with its field.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from stages.core.errors import UserError
from stages.core.files import BadLine, read_text, sift_jsonl
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.codegen.lib.records import Record, record

MAX_BYTES = 1 << 28  # a file of 20,000 rows has 7 MB


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """A record a row. Raises UserError for a file that is neither a JSON list nor JSONL."""
    for path in files:
        for number, row in _rows(root / path):
            yield _record(path, number, row, entry)


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    if path.suffix == ".jsonl":
        yield from sift_jsonl(path)
        return
    try:
        rows = json.loads(read_text(path, MAX_BYTES))
    except json.JSONDecodeError as error:
        raise UserError(f"{path}:{error.lineno}:{error.colno}: not valid JSON: {error.msg}; correct this place") from error
    if not isinstance(rows, list):
        raise UserError(f"{path}: a list of rows is needed, got {type(rows).__name__}; write [{{...}}, ...] or JSONL")
    yield from enumerate(rows, start=1)


def _record(path: str, number: int, row: Any, entry: Source) -> Record | Reject:
    if isinstance(row, BadLine):
        return Reject(path, number, "line", row.text, row.fault)
    if not isinstance(row, Mapping):
        return Reject(path, number, "row", repr(row), "a row is an object with instruction, input and output")
    for field in ("instruction", "input", "output"):
        value = row.get(field, "" if field == "input" else None)
        if not isinstance(value, str):
            return Reject(path, number, field, "" if value is None else repr(value), "text is needed here")
    return record(
        path=f"{path}:{number}", family=f"{entry.name}/{PurePosixPath(path).stem}-{number}", instruction=row["instruction"],
        input=row.get("input", ""), code=row["output"],
    )  # fmt: skip
