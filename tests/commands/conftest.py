from pathlib import Path

import pytest

from tests.project import enter_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory is a small project."""
    return enter_project(tmp_path, monkeypatch)
