"""One process a piece of work: no orphan goes on writing, and no second one starts."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.core.process import alone
from tests.project import ROOT

CHILD = "from stages.core.process import die_with_parent as d; d(); print('ready', flush=True); import time; time.sleep(60)"
PARENT = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {CHILD!r}]); print(p.pid, flush=True); p.wait()"


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="Linux kernel call")
def test_a_stage_ends_when_the_process_that_started_it_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert parent.stdout is not None
    child, ready = sorted(parent.stdout.readline().strip() for _ in range(2))
    assert ready == "ready"
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    until = time.monotonic() + 5
    while not gone(int(child)) and time.monotonic() < until:
        time.sleep(0.02)
    assert gone(int(child))


def test_a_second_process_is_refused_while_the_first_holds_the_state(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(UserError, match="another process"), alone(tmp_path):
        raise AssertionError("two hold it")


def test_the_state_is_free_again_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(tmp_path / "state"):
        raise ZeroDivisionError
    with alone(tmp_path / "state"):
        assert (tmp_path / "state/lock").is_file()
