"""The tiny model for tests that load it, in the folder they run in."""

import shutil
from pathlib import Path

import pytest

from tests.tiny_model import make_model


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "tiny"
    make_model(folder)
    return folder


@pytest.fixture
def here(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder with models/tiny in it, entered."""
    shutil.copytree(tiny_model, tmp_path / "models/tiny")
    monkeypatch.chdir(tmp_path)
    return tmp_path
