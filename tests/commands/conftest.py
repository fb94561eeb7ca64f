from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import make_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working directory is a small project."""
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("DVC_ROOT", "SECTUNE_MIRROR"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path
