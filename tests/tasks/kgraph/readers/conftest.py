from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from stages.core.parts import part
from stages.core.rejects import Reject
from stages.sources.records import Record
from stages.sources.spec import Source

ReadFiles = Callable[[str, Mapping[str, str]], tuple[list[Record], list[Reject]]]


@pytest.fixture
def read_files(tmp_path: Path) -> ReadFiles:
    """Write files, read them with a reader of the task: (records, rejects)."""

    def run(reader: str, files: Mapping[str, str]) -> tuple[list[Record], list[Reject]]:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        entry = Source("here", "files", "MIT", reader, ("bench",), "none", folders=(".",))
        items: list[Any] = list(part("kgraph", f"readers.{reader}").read(tmp_path, sorted(files), entry))
        return [i for i in items if isinstance(i, dict)], [i for i in items if isinstance(i, Reject)]

    return run
