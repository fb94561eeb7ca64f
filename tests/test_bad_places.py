"""Sources that cannot be reached or trusted, and disks that refuse: one line, exit code 2, what was done before stays."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stages import collect
from tests.project import edit, enter_project, refusal

FAMILY = Path("data/sources/audit/teaching/till")
LISTING = Path("stages/tasks/audit/sources.yaml")
DONE = Path("data/raw/audit/records.parquet")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    enter_project(tmp_path, monkeypatch)
    DONE.parent.mkdir(parents=True)
    DONE.write_bytes(b"done before")
    return tmp_path


def collecting() -> None:
    collect.main(["--task", "audit"])


@pytest.fixture
def pinned(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mirrored file whose pinned hash is another one."""
    LISTING.write_text(
        "- name: upstream\n  kind: git\n  repo: some/where\n  licence: MIT\n  reader: library\n  scales:\n    - demo\n"
        f"  trust: none\n  revision: {'a' * 40}\n  mirror: some\n  files:\n    - '*.sol'\n  pins: upstream.sha256\n"
    )
    (project / "mirror/some").mkdir(parents=True)
    (project / "mirror/some/A.sol").write_text("contract A {}\n")
    Path("upstream.sha256").write_text(f"{'0' * 64}  A.sol\n")
    monkeypatch.setenv("SECTUNE_MIRROR", "mirror")
    return project / "mirror"


def test_a_pinned_file_with_other_bytes_is_named_with_both_hashes(pinned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(collecting, capsys)
    assert f"source upstream: A.sol has other bytes: want sha256 {'0' * 64}, got " in said
    assert DONE.read_bytes() == b"done before"


def test_a_mirror_without_the_folder_is_named(pinned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(pinned / "some")
    assert "source upstream: SECTUNE_MIRROR=" in refusal(collecting, capsys)


def test_no_network_and_no_mirror_names_both_ways_out(
    pinned: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SECTUNE_MIRROR")
    edit(LISTING, "  repo: some/where", f"  repo: some/where\n  url: file://{pinned}/absent.git")
    said = refusal(collecting, capsys)
    assert "set SECTUNE_MIRROR" in said
    assert "connect to the network" in said


def test_a_file_where_a_folder_is_needed_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree("data/raw")
    Path("data/raw").write_text("in the way")
    assert "data/raw" in refusal(collecting, capsys)
    assert Path("data/raw").read_text() == "in the way"


def test_a_file_name_that_is_not_utf_8_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path(os.fsdecode(b"data/sources/audit/teaching/caf\xe9.sol")).write_text("contract T {}")
    assert r"the name of file 'teaching/caf\udce9.sol' in data/sources/audit is not UTF-8; rename" in refusal(collecting, capsys)
    assert DONE.read_bytes() == b"done before"


@pytest.fixture
def unprivileged(project: Path) -> Iterator[None]:
    """Modes bind everyone but root: as root, go on as another user."""
    root = os.geteuid() == 0
    project.chmod(0o755)
    if root:
        os.seteuid(65534)
    yield
    if root:
        os.seteuid(0)


@pytest.mark.parametrize("locked", [FAMILY, FAMILY / "case.yaml"])
def test_an_unreadable_folder_or_file_is_named(
    locked: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    locked.chmod(0)
    request.getfixturevalue("unprivileged")
    said = refusal(collecting, capsys)
    assert f"{locked}: permission denied" in said
    assert DONE.read_bytes() == b"done before"


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "permission denied"),
        (errno.EROFS, "read-only file system"),
        (errno.ENOSPC, "no space left on the disk"),
    ],
)
def test_a_disk_that_refuses_is_named_with_the_path(number: int, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    def refused() -> None:
        raise OSError(number, os.strerror(number), "data/raw/audit")

    assert f"data/raw/audit: {says}; check the path" in refusal(refused, capsys)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line_though_the_system_names_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(lambda: Path("/dev/full").write_text("x"), capsys)
    assert "a file that was being written: no space left on the disk" in said
