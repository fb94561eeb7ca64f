import subprocess
import sys
import time

import pytest

from tests.project import ROOT

COMMANDS = (
    "doctor", "models", "fetch", "show", "prune", "metrics-diff", "methods", "study", "pin", "export", "graphs", "merge", "gguf",
    "card",
)  # fmt: skip


def _help(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", "stages.cli", *command, "--help"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_help_names_every_command() -> None:
    assert all(command in _help() for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    assert f"usage: sectune {command}" in _help(command)


def test_help_answers_in_half_a_second() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        _help()
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < 0.5


def test_help_loads_no_heavy_library() -> None:
    code = "import sys, stages.cli; print([m for m in ('torch', 'pandas', 'pyarrow', 'pydantic', 'mlflow') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
