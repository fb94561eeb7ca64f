"""From an entry of sources.yaml to records: locate, check pins, read, fill in what is the same for all."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

from stages.core.files import sha256_text
from stages.core.parts import part
from stages.core.rejects import Reject
from stages.sources.fetch import locate
from stages.sources.pins import files_of
from stages.sources.records import Record
from stages.sources.spec import Source

Reader = Callable[[Path, Sequence[str], Source], Iterator[Record | Reject]]


def read_source(source: Source, task: str) -> Iterator[Record | Reject]:
    """Every record and every refused row of a source, in the order of its sorted files.

    Raises UserError when the source can not be reached or its files have other bytes than pinned.
    """
    root = locate(source, task)
    for item in reader_of(source, task)(root, files_of(source, root), source):
        yield _refused(item, source) if isinstance(item, Reject) else _filled(item, source)


def reader_of(source: Source, task: str) -> Reader:
    """The `read` function of stages/tasks/<task>/readers/<reader>.py."""
    return cast(Reader, part(task, f"readers.{source.reader}").read)


def _filled(item: Record, source: Source) -> Record:
    shared = {
        "id": sha256_text(f"{item['language']}\n{item['code']}"),
        "source": source.name,
        "revision": source.stamp,
        "licence": item["licence"] or source.licence,
    }
    return {**item, **shared}


def _refused(item: Reject, source: Source) -> Reject:
    return Reject(item.path, item.row, item.field, item.value, item.rule, source.name)
