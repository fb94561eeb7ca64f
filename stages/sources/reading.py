"""From an entry of sources.yaml to records: locate, check pins, read, fill in what is the same for all."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from stages.core.files import sha256_text
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


def read_source(source: Source, task: str) -> Iterator[Record | Reject]:
    """Every record and every refused row of a source, in the order of its sorted files.

    Raises UserError when the source can not be reached or its files have other bytes than pinned.
    """
    root = locate(source, task)
    for item in reader_of(source, task)(root, files_of(source, root), source):
        item = item if isinstance(item, Reject) else _finished(item, source)
        yield replace(item, source=source.name) if isinstance(item, Reject) else item


def reader_of(source: Source, task: str) -> Reader:
    """The `read` function of stages/tasks/<task>/readers/<reader>.py."""
    return cast(Reader, part(task, f"readers.{source.reader}").read)


def _finished(item: Record, source: Source) -> Record | Reject:
    """The record with id, source, revision and licence: the one its file states, else the source's."""
    stated = _SPDX.search(item["code"][:_HEAD])
    licence = stated[1] if stated else item["licence"] or source.licence
    if licence not in SHIPPABLE:
        return Reject(item["path"], 1, "licence", licence, "licence of the file is not on the allow list")
    name = sha256_text(f"{item['language']}\n{item['code']}")
    return {**item, "id": name, "source": source.name, "revision": source.stamp, "licence": licence}
