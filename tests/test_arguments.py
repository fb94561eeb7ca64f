"""Wrong arguments of a stage script are a user's mistake like any other: one line, exit code 2."""

import subprocess
import sys

import pytest

from tests.imports import ROOT

SCRIPTS = sorted(path.stem for path in (ROOT / "stages").glob("[a-z]*.py"))
NEED_NOTHING = {"casebook", "overview"}


def said(script: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", f"stages.{script}", *arguments], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    return done.stderr


def test_there_are_scripts_to_check() -> None:
    assert len(SCRIPTS) >= 10


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_unknown_flag_is_one_line(script: str) -> None:
    assert said(script, "--foo").startswith("error: ")


@pytest.mark.parametrize("script", sorted(set(SCRIPTS) - NEED_NOTHING))
def test_a_missing_argument_is_one_line_that_names_the_help_of_this_script(script: str) -> None:
    line = said(script)
    assert line.startswith("error: the following arguments are required: ")
    assert line.endswith(f"see `{'sectune' if script == 'cli' else f'python -m stages.{script}'} --help`\n")
