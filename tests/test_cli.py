"""The console script as a shell calls it."""

import os
import subprocess
import sys

from tests.project import ROOT

SECTUNE = [sys.executable, "-c", "from stages.cli import entry; entry()"]


def test_a_reader_that_stops_early_is_no_fault() -> None:
    command = [*SECTUNE, "show", "sources", "audit", "--n", "99"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_a_terminal_without_unicode_gets_escapes_instead_of_a_crash() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*SECTUNE, "show", "sources", "audit", "--n", "1"], capture_output=True, text=True, cwd=ROOT, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("\\u2500\\u2500 1 of ")
