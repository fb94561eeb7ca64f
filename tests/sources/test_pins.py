from dataclasses import replace
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.sources.pins import check_pins, files_of, read_pins, write_pins
from stages.sources.spec import Source


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    (tmp_path / "root/in ner").mkdir(parents=True)
    (tmp_path / "root/b.sol").write_text("b")
    (tmp_path / "root/in ner/a.sol").write_text("a")
    (tmp_path / "root/notes.txt").write_text("n")
    monkeypatch.delenv("SECTUNE_MIRROR", raising=False)
    pins = str(tmp_path / "pins/cases.sha256")
    return Source("cases", "git", "MIT", "library", ("bench",), "none", files=("**/*.sol",), pins=pins, mirror="c")


def test_written_pins_are_read_back_sorted(source: Source, tmp_path: Path) -> None:
    assert write_pins(source, tmp_path / "root") == 2
    assert list(check_pins(source, tmp_path / "root")) == ["b.sol", "in ner/a.sol"]


def test_other_bytes_are_refused_with_both_hashes_and_the_next_step(source: Source, tmp_path: Path) -> None:
    write_pins(source, tmp_path / "root")
    (tmp_path / "root/b.sol").write_text("changed")
    with pytest.raises(UserError, match=r"source cases: b.sol .*want sha256 3e23.*got [0-9a-f]{64}.*sectune pin cases"):
        check_pins(source, tmp_path / "root")


def test_a_missing_file_is_named(source: Source, tmp_path: Path) -> None:
    write_pins(source, tmp_path / "root")
    (tmp_path / "root/b.sol").unlink()
    with pytest.raises(UserError, match="b.sol is pinned but not in"):
        check_pins(source, tmp_path / "root")


def test_a_file_that_is_not_pinned_is_not_read(source: Source, tmp_path: Path) -> None:
    write_pins(source, tmp_path / "root")
    (tmp_path / "root/c.sol").write_text("c")
    assert list(files_of(source, tmp_path / "root")) == ["b.sol", "in ner/a.sol"]


def test_an_excerpt_is_checked_in_a_mirror_and_left_to_git_otherwise(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shortened = replace(source, excerpts=("b.sol",))
    write_pins(shortened, tmp_path / "root")
    (tmp_path / "root/b.sol").write_text("b in full")
    assert list(check_pins(shortened, tmp_path / "root")) == ["b.sol", "in ner/a.sol"]
    monkeypatch.setenv("SECTUNE_MIRROR", str(tmp_path))
    with pytest.raises(UserError, match="b.sol has other bytes"):
        check_pins(shortened, tmp_path / "root")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("abc  a.sol", ":1: not a sha256sum line"),
        ("0" * 64 + "  ../a.sol", ":1: ../a.sol leaves the source's folder"),
        ("0" * 64 + "  /a.sol", ":1: /a.sol leaves"),
        ("0" * 64 + "  a.sol\n" + "0" * 64 + "  a.sol", ":2: a.sol is pinned twice"),
    ],
)
def test_a_broken_pin_file_is_refused_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "x.sha256").write_text(line + "\n")
    with pytest.raises(UserError, match=message):
        read_pins(tmp_path / "x.sha256")


def test_patterns_that_match_nothing_pin_nothing(source: Source, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="source cases: nothing in .* matches"):
        write_pins(replace(source, files=("*.vy",)), tmp_path / "root")


def test_without_pins_all_files_of_the_folders_are_read_but_hidden_ones(source: Source, tmp_path: Path) -> None:
    (tmp_path / "root/in ner/.hidden").write_text("h")
    local = replace(source, kind="files", pins="", folders=("in ner",))
    assert list(files_of(local, tmp_path / "root")) == ["in ner/a.sol"]


def test_a_missing_folder_is_named(source: Source, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="absent not found; add it or correct `folders`"):
        files_of(replace(source, pins="", folders=("absent",)), tmp_path / "root")
