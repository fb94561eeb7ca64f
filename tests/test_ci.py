"""What CI and `make test` do where something is missing: npm, a registry, a commit to compare with."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from stages.core.files import read_yaml
from tests.imports import ROOT

STEPS = read_yaml(ROOT / ".github/workflows/ci.yml")["jobs"]["check"]["steps"]
RUNS = [str(step.get("run", "")) for step in STEPS]
STAMP = Path("tests/tools/node_modules/.installed")


def at(command: str) -> int:
    """Which step runs `command`; exactly one does."""
    (found,) = (index for index, script in enumerate(RUNS) if command in script)
    return found


def program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_tests_and_checks_run_and_the_metrics_are_compared_before_the_reports_are_written_anew() -> None:
    assert at("make test") < at("make check") < at("metrics-diff") < at("make repro")


def test_ci_does_not_let_the_compile_tests_skip() -> None:
    assert STEPS[at("make test")]["env"] == {"SECTUNE_NEED_SOLC": "1"}
    assert "SECTUNE_NEED_SOLC=1 make test" in (ROOT / ".ci/run").read_text()


@pytest.fixture
def commits(tmp_path: Path) -> list[str]:
    """A repository of two commits, newest first, with a `sectune` that prints its arguments."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    for message in ("first", "second"):
        subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message", message], check=True)
    program(tmp_path / ".venv/bin/sectune", 'echo "$@"')
    return subprocess.run([*git, "rev-list", "HEAD"], capture_output=True, text=True, check=True).stdout.split()


def compared_with(before: str, folder: Path) -> str:
    """The commit that the step compares with."""
    summary = folder / "summary"
    env = {**os.environ, "BEFORE": before, "GITHUB_STEP_SUMMARY": str(summary)}
    subprocess.run(["bash", "-e", "-c", RUNS[at("metrics-diff")]], cwd=folder, env=env, check=True, capture_output=True)
    return summary.read_text().strip().removeprefix("metrics-diff ")


def test_the_metrics_are_compared_with_the_commit_before_the_push(commits: list[str], tmp_path: Path) -> None:
    assert compared_with(commits[1], tmp_path) == commits[1]


def test_the_metrics_of_a_new_branch_are_compared_with_its_last_commit_but_one(commits: list[str], tmp_path: Path) -> None:
    assert compared_with("0" * 40, tmp_path) == commits[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What `make test` needs, with an installed environment whose python only says so, and the programs of the rules."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml", "tests/tools/package-lock.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    program(tmp_path / ".venv/bin/python", "echo tests ran")
    (tmp_path / ".venv/.installed").touch()
    (tmp_path / "bin").mkdir()
    for name in ("sh", "mkdir", "touch"):
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def make_test(project: Path, npm: str | None) -> str:
    """What `make test` says where this script stands in for npm, or where there is none."""
    if npm is not None:
        program(project / "bin/npm", npm)
    make, env = str(shutil.which("make")), {"PATH": str(project / "bin")}
    said = subprocess.run([make, "test"], cwd=project, env=env, capture_output=True, text=True, check=True).stdout
    assert "tests ran" in said
    return said


@pytest.mark.parametrize("npm", [None, "exit 1"])
def test_make_test_goes_on_without_npm_or_registry_and_tries_again_the_next_time(npm: str | None, project: Path) -> None:
    assert "compile tests will be skipped" in make_test(project, npm)
    assert not (project / STAMP).exists()
    assert "skipped" not in make_test(project, "mkdir node_modules")
    assert (project / STAMP).is_file()
    assert "skipped" not in make_test(project, "exit 1")  # not called again
