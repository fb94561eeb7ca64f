import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.sources.fetch import locate
from stages.sources.spec import Source

SOURCE = Source("cases", "git", "MIT", "library", ("bench",), "none", mirror="contracts/cases", repo="owner/cases")


def git(folder: Path, *args: str) -> str:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *identity, "-C", str(folder), *args], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def upstream(tmp_path: Path) -> Source:
    """A repository with two commits; the source names the first."""
    folder = tmp_path / "upstream"
    folder.mkdir()
    git(folder, "init")
    (folder / "a.sol").write_text("first\n")
    git(folder, "add", "a.sol")
    git(folder, "commit", "-m", "one")
    first = git(folder, "rev-parse", "HEAD")
    (folder / "a.sol").write_text("second\n")
    git(folder, "commit", "-am", "two")
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    return replace(SOURCE, url=folder.as_uri(), revision=first)


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SECTUNE_MIRROR", raising=False)
    monkeypatch.delenv("DVC_ROOT", raising=False)
    return folder


def test_exactly_the_pinned_commit_is_fetched(upstream: Source) -> None:
    assert (locate(upstream, "audit") / "a.sol").read_text() == "first\n"


def test_a_user_s_line_end_settings_do_not_change_the_bytes(
    upstream: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gitconfig").write_text("[core]\n\tautocrlf = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert (locate(upstream, "audit") / "a.sol").read_bytes() == b"first\n"


def test_a_fetched_commit_is_not_fetched_again(upstream: Source, tmp_path: Path) -> None:
    first = locate(upstream, "audit")
    (tmp_path / "upstream").rename(tmp_path / "gone")
    assert locate(upstream, "audit") == first


def test_an_unreachable_repository_leaves_nothing_and_names_all_ways_out(upstream: Source, root: Path) -> None:
    wrong = replace(upstream, revision="0" * 40)
    with pytest.raises(UserError, match=r"source cases: .*SECTUNE_MIRROR.*contracts/cases.*connect.*scale: demo"):
        locate(wrong, "audit")
    assert not list((root / ".state/sources/cases").glob("*"))


def test_a_mirror_stands_in_for_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mirror/contracts/cases").mkdir(parents=True)
    monkeypatch.setenv("SECTUNE_MIRROR", str(tmp_path / "mirror"))
    assert locate(SOURCE, "audit") == tmp_path / "mirror/contracts/cases"


def test_a_relative_mirror_is_seen_from_the_repository_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mirror/contracts/cases").mkdir(parents=True)
    monkeypatch.setenv("SECTUNE_MIRROR", "../mirror")
    monkeypatch.setenv("DVC_ROOT", str(tmp_path / "project"))
    monkeypatch.chdir("/")
    assert (locate(SOURCE, "audit") / "..").resolve() == tmp_path / "mirror/contracts"


def test_a_mirror_without_the_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECTUNE_MIRROR", str(tmp_path))
    with pytest.raises(UserError, match="has no folder contracts/cases; complete the mirror, or unset"):
        locate(SOURCE, "audit")


@pytest.mark.parametrize("kind", ["github", "hub"])
def test_kinds_to_come_say_what_to_use_instead(kind: str) -> None:
    with pytest.raises(UserError, match=f"kind {kind} is not available yet; use kind: git or files"):
        locate(replace(SOURCE, kind=kind), "audit")


def test_a_missing_local_folder_is_named() -> None:
    with pytest.raises(UserError, match="data/sources/audit not found"):
        locate(replace(SOURCE, kind="files"), "audit")
