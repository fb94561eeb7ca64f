from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.core.parts import TASKS
from stages.sources.spec import load_sources

GOOD = """
- name: cases
  kind: git
  repo: owner/cases
  revision: a123456789b123456789c123456789d123456789
  mirror: contracts/cases
  licence: MIT
  reader: library
  scales:
    - bench
  files:
    - '*.sol'
  pins: pins/cases.sha256
  trust: taken as it is
"""
FILES = sorted(TASKS.glob("*/sources.yaml"))


@pytest.fixture
def task(tmp_path: Path) -> Path:
    (tmp_path / "readers").mkdir()
    (tmp_path / "readers/library.py").write_text("")
    return tmp_path / "sources.yaml"


def test_an_entry_becomes_a_typed_source(task: Path) -> None:
    task.write_text(GOOD)
    source = load_sources(task)[0]
    assert (source.name, source.files, source.stamp, source.shippable) == ("cases", ("*.sol",), source.revision, True)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("licence: MIT", "licence: GPL-3.0", "unknown licence 'GPL-3.0'.*allowed: 0BSD"),
        ("  licence: MIT\n", "", "licence is missing; add its SPDX id"),
        ("kind: git", "kind: gti", "kind: unknown value 'gti' .*did you mean git"),
        ("reader: library", "reader: librarian", "unknown reader 'librarian' .*did you mean library"),
        ("  mirror", "  miror", "unknown key 'miror' .*did you mean mirror"),
        ("    - bench", "    - huge", "scales.0: unknown value 'huge'; allowed: bench, demo, full$"),
        ("  trust: taken as it is\n", "", "trust: key is missing"),
        ("  pins: pins/cases.sha256\n", "", "pins is missing; a source of kind git needs it"),
        ("revision: a123456789", "revision: main", "revision: .*commit id of 40 hex digits"),
        ("  repo: owner/cases", "  repo: owner/cases\n  url: ftp://x", "url: got 'ftp://x'"),
        ("    - bench", "    bench: true", "scales: got .*: Input should be a valid list"),
        ("name: cases", "name: ../cases", "name: got '../cases': small letters"),
        ("trust: taken as it is", "trust: 7", "trust: got 7: Input should be a valid string"),
    ],
)
def test_a_wrong_entry_is_refused_with_file_and_name(task: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    task.write_text(GOOD.replace(old, new))
    with pytest.raises(UserError, match=rf"sources.yaml: source 1.*{message}"):
        load_sources(task)


def test_two_sources_of_one_name_are_refused(task: Path) -> None:
    task.write_text(GOOD + GOOD)
    with pytest.raises(UserError, match="source cases is given twice"):
        load_sources(task)


def test_every_task_has_loadable_sources_with_existing_pin_files() -> None:
    assert FILES
    missing = [s.name for file in FILES for s in load_sources(file) if s.pins and not Path(s.pins).is_file()]
    assert missing == []
