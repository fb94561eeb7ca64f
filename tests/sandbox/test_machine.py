"""What the sandbox does to the machine."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stages.sandbox import Call, Limits, Program, Sandbox
from stages.sandbox.inside import cleaning
from stages.sandbox.worker import Worker
from tests.sandbox.conftest import Judge
from tests.sandbox.limits import SHORT
from tests.sandbox.world import eventually, processes

ATTACKS = Path(__file__).parent / "attacks"
ROOT = Path(__file__).parents[2]
ENDLESS = "while True:\n    open('f', 'w').close()"


def folders() -> list[Path]:
    return sorted(Path(tempfile.gettempdir()).glob("sectune-sandbox-*"))


def test_nothing_is_left_after_the_end() -> None:
    before = folders(), len(list(processes()))
    with Sandbox(2, SHORT) as box:
        list(box.run([Program("open('f', 'w').close()")] * 3))
        assert len(list(processes())) > before[1]
    assert (folders(), len(list(processes()))) == before


def test_a_parent_that_is_killed_leaves_nothing() -> None:
    code = "from stages.sandbox import *\nwith Sandbox(2) as box:\n    print('started', flush=True)\n"
    code += f"    list(box.run([Program({ENDLESS!r})] * 4))"
    before = folders(), len(list(processes()))
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": tempfile.gettempdir()}
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT, env=environment)
    assert parent.stdout and parent.stdout.readline() == b"started\n"
    assert eventually(lambda: len(list(processes())) >= before[1] + 6)  # two servers, two keepers, two programs
    parent.kill()
    parent.wait()
    assert eventually(lambda: (folders(), len(list(processes()))) == before), (folders(), list(processes()))


def test_a_server_that_is_killed_takes_its_program_along_and_is_started_again() -> None:
    with Sandbox(1, Limits(wall=5)) as box:
        verdicts = box.run([Program("import time\ntime.sleep(1)\nprint('done')")])
        server = box._all[0]._server
        assert server
        threading.Timer(0.5, server.kill).start()
        assert next(verdicts).output == "done\n"
        assert box.layers.bubblewrap or box._all[0]._server is not server  # bubblewrap's own process is not the server


def test_a_sandbox_that_fails_twice_stops_and_is_never_a_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox(1, SHORT) as box:
        monkeypatch.setattr(Worker, "_exchange", lambda *_: {"failed": "no room", "armed": False})
        with pytest.raises(RuntimeError, match="sandbox-error: no room"):
            next(box.run([Program("1")]))


def sampled(judge: Judge, name: str, sample: Callable[[], int]) -> int:
    """The greatest sample while an attack runs."""
    seen, stop = [0], threading.Event()

    def look() -> None:
        while not stop.wait(0.002):
            seen.append(sample())

    thread = threading.Thread(target=look)
    thread.start()
    judge(Program((ATTACKS / f"{name}.txt").read_text()))
    stop.set()
    thread.join()
    return max(seen)


@pytest.mark.slow
def test_threads_are_bounded(box: Sandbox, judge: Judge) -> None:
    most = sampled(judge, "thread_bomb", lambda: max(map(cleaning.threads, processes()), default=0))
    assert 2 < most <= (SHORT.threads if box.layers.user == "private" else 1000)  # elsewhere they are looked at every 20 ms


@pytest.mark.parametrize("name", ["disk_fill", "hidden_folder"])
def test_disk_is_bounded(name: str, judge: Judge) -> None:
    def used() -> int:
        sizes = 0
        for room in folders():
            for folder, _, files in os.walk(room):
                for file in files:
                    path = Path(folder, file)
                    sizes += path.stat().st_size if path.exists() else 0
        return sizes

    assert sampled(judge, name, used) < 20 * SHORT.disk


@pytest.mark.slow
@pytest.mark.usefixtures("judge")
def test_memory_is_bounded() -> None:
    # In a process of its own, since what is measured is the largest of all children that one ever had
    code = "import resource, sys\nfrom stages.sandbox import *\nfrom tests.sandbox.limits import SHORT\n"
    code += "with Sandbox(1, SHORT) as box:\n    next(box.run([Program(sys.stdin.read())]))\n"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": tempfile.gettempdir()}
    attack = (ATTACKS / "memory.txt").read_text()
    done = subprocess.run([sys.executable, "-c", code], input=attack, text=True, capture_output=True, env=environment, check=True)
    assert SHORT.memory * 0.2 < int(done.stdout) * 1024 < SHORT.memory * 1.1


@pytest.mark.slow
def test_a_program_that_never_ends_takes_no_longer_than_its_limit_and_its_second_chance(judge: Judge) -> None:
    start = time.monotonic()
    judge(Program((ATTACKS / "stubborn.txt").read_text()))
    assert time.monotonic() - start < 2 * SHORT.wall + 2


@pytest.mark.slow
def test_no_attack_gets_through_for_an_ordinary_user_either() -> None:
    user = ["setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups"]
    python = "/usr/bin/python3"
    if os.geteuid() or not shutil.which("setpriv") or not Path(python).exists():
        pytest.skip("needs root, setpriv and the system's interpreter")
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([*user, python, "-m", "tests.sandbox.drive"], cwd="/", env=environment, capture_output=True, text=True)
    if "Permission denied" in done.stderr or "No module named 'stages'" in done.stderr or "SyntaxError" in done.stderr:
        pytest.skip("another user can not read this checkout, or the interpreter is too old")
    assert done.stdout == f"{len(list(ATTACKS.glob('*.txt')))} attacks\n", done.stderr


@pytest.mark.slow
def test_a_thousand_small_programs_take_less_than_twenty_seconds_of_processor_time() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Sandbox(2) as box:
        verdicts = list(box.run(Program(f"print({number})") for number in range(1000)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert {verdict.status for verdict in verdicts} == {"passed"}
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 20  # ten seconds on two cores


def test_the_answer_can_come_from_a_package(judge: Judge) -> None:
    code = "import numpy\ndef f():\n    return numpy.arange(3).sum()"
    assert judge(Program(code, calls=(Call("f()", "3"),))).status == "passed"
