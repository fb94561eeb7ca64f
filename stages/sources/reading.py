"""From an entry of sources.yaml to records: locate, check pins, read, fill in what is the same for all."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast

from stages.core.errors import UserError
from stages.core.files import NO_TEXT, sha256_text, storable
from stages.core.parts import part
from stages.core.rejects import Reject
from stages.sources.fetch import locate
from stages.sources.licences import SHIPPABLE
from stages.sources.pins import files_of
from stages.sources.records import Record
from stages.sources.spec import Source

Reader = Callable[[Path, Sequence[str], Source], Iterator[Record | Reject]]
_SPDX = re.compile(r"SPDX-License-Identifier:[ \t]*([A-Za-z0-9.+-]+)")
_HEAD = 2000  # characters in which a file states its licence


class Opened(NamedTuple):
    """A source that was reached: its folder, and {relative path: sha256 hex} of the files to read."""

    root: Path
    files: dict[str, str]


def open_source(source: Source, task: str) -> Opened:
    """Raises UserError when the source can not be reached, its files have other bytes than pinned, or a name is no text."""
    root = locate(source, task)
    files = files_of(source, root)
    for name in files:
        if not storable(name):
            raise UserError(f"source {source.name}: the name of file {ascii(name)} in {root} is not UTF-8; rename it")
    return Opened(root, files)


def read_source(source: Source, task: str, opened: Opened) -> Iterator[Record | Reject]:
    """Every record and every refused row of a source, in the order of its sorted files."""
    content = part(task, "schema").content
    for item in reader_of(source, task)(opened.root, list(opened.files), source):
        item = item if isinstance(item, Reject) else _finished(item, source, content)
        yield replace(item, source=source.name) if isinstance(item, Reject) else item


def reader_of(source: Source, task: str) -> Reader:
    """The `read` function of stages/tasks/<task>/readers/<reader>.py."""
    return cast(Reader, part(task, f"readers.{source.reader}").read)


def _finished(item: Record, source: Source, content: Callable[[Record], str]) -> Record | Reject:
    """The record with id, source, revision and licence: the one its file states, else the source's."""
    for field, value in item.items():
        if not storable(value):
            return Reject(item["path"], 1, field, ascii(value), NO_TEXT)
    text = content(item)
    stated = _SPDX.search(text[:_HEAD])
    licence = stated[1] if stated else item["licence"] or source.licence
    if licence not in SHIPPABLE:
        return Reject(item["path"], 1, "licence", licence, "licence of the file is not on the allow list")
    return {**item, "id": sha256_text(text), "source": source.name, "revision": source.stamp, "licence": licence}
