"""A project folder with the tiny model in it, entered."""

from pathlib import Path

import pytest

from tests.tiny_model import make_training_project


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_training_project(tmp_path))
    return tmp_path
