"""A small project folder for tests: the real settings, catalog and readers, one shipped family."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from stages.core.errors import run

ROOT = Path(__file__).resolve().parents[1]
CASE = """
title: Till pays before it books
kind: teaching
language: solidity
class: reentrancy
reason: pay sends before it books.
explanation: A till that pays its clients.
advice: Book first.
fix: Books before it pays.
"""
SOURCES = """
- name: authored
  kind: authored
  licence: Apache-2.0
  reader: authored
  folders:
    - teaching
  scales:
    - demo
  trust: none
"""


def enter_project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the project and go there, away from any mirror or experiment of the caller's."""
    make_project(folder)
    monkeypatch.chdir(folder)
    for name in ("DVC_ROOT", "SECTUNE_MIRROR"):
        monkeypatch.delenv(name, raising=False)
    return folder


def make_project(folder: Path) -> Path:
    """Fill `folder`; stages called there find everything but a base model's files."""
    for task in ("audit", "codegen", "kgraph"):
        for name in ("sources.yaml", "readers"):
            source, target = ROOT / "stages/tasks" / task / name, folder / "stages/tasks" / task / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, target)
    (folder / "stages/tasks/audit/sources.yaml").write_text(SOURCES)
    shutil.copyfile(ROOT / "params.yaml", folder / "params.yaml")
    (folder / "models").mkdir()
    shutil.copyfile(ROOT / "models/catalog.yaml", folder / "models/catalog.yaml")
    family = folder / "data/sources/audit/teaching/till"
    family.mkdir(parents=True)
    (family / "case.yaml").write_text(CASE)
    (family / "vulnerable.sol").write_text("contract T {\n  function a() { pay();  // !weak reentrancy\n  book(); }\n}\n")
    (family / "fixed.sol").write_text("contract T {\n  function a() { book();\n  pay(); }\n}\n")
    return folder


def refusal(call: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that `call` ends with as a user's mistake: exit code 2, nothing else on stderr."""
    with pytest.raises(SystemExit) as stop:
        run(call)
    lines = capsys.readouterr().err.splitlines()
    assert stop.value.code == 2
    assert len(lines) == 1
    assert lines[0].startswith("error: ")
    return lines[0]


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old`, which must be there, once."""
    text = path.read_text()
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1))
