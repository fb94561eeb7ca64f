from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from stages.core.rejects import Reject
from stages.sources.reading import open_source, read_source
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record

ReadFiles = Callable[[str, Mapping[str, str]], tuple[list[Record], list[Reject]]]


@pytest.fixture
def read_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadFiles:
    """Write files as a user's local source, read them as collect would: (records, rejects)."""

    def run(reader: str, files: Mapping[str, str]) -> tuple[list[Record], list[Reject]]:
        monkeypatch.chdir(tmp_path)
        for name, text in files.items():
            path = tmp_path / "data/sources/audit" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        entry = Source("here", "files", "MIT", reader, ("bench",), "none", folders=(".",))
        items = list(read_source(entry, "audit", open_source(entry, "audit")))
        return [i for i in items if isinstance(i, dict)], [i for i in items if isinstance(i, Reject)]

    return run
