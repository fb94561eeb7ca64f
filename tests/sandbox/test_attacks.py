"""Programs that attack: each says in its first line what it tries; whether it got through is judged from outside.

They are kept as text, so that nothing that collects or imports Python files ever runs one.
"""

import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stages.sandbox import Call, Program, Sandbox, Verdict
from tests.sandbox.conftest import Judge
from tests.sandbox.world import World

ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.txt"))
LONG = {
    "burn",
    "c_loop",
    "huge_number",
    "huge_result",
    "memory",
    "parent_death",
    "stop_itself",
    "stubborn",
    "thread_bomb",
}  # seconds


@pytest.fixture(scope="module")
def world(box: Sandbox) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:  # not below pytest's own folder, which is closed to other users
        made = World(Path(folder))
        yield made
        made.close()


@pytest.mark.parametrize(
    "path", [pytest.param(path, marks=[pytest.mark.slow] * (path.stem in LONG), id=path.stem) for path in ATTACKS]
)
def test_an_attack_does_not_get_through(path: Path, world: World, judge: Judge) -> None:
    wanted = f"wanted-{secrets.token_hex(8)}"
    tests = (f"assert solve() == {wanted!r}", f"assert solve().startswith({wanted!r})")
    program = Program(world.prelude() + path.read_text(), asserts=tests, calls=(Call("solve()", repr(wanted)),))
    verdict = judge(program)
    assert "tried" in verdict.output, verdict
    assert verdict.passed == 0 and world.breaches(verdict) == []


def test_there_are_attacks_and_each_says_what_it_tries() -> None:
    assert len(ATTACKS) >= 30
    assert all(path.read_text().startswith("# ") for path in ATTACKS)


@pytest.mark.parametrize(
    "name", ["read_secret", "tcp", "udp", "unix_abstract", "write_outside", "change_modes", "kill_others", "daemon"]
)
def test_the_judge_sees_the_same_attack_get_through_where_nothing_holds_it(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        code = world.prelude() + (Path(__file__).parent / f"attacks/{name}.txt").read_text()
        code = code.replace("VICTIM, PARENT, os.getppid(), 0, -1, 1, -os.getpgid(0)", "VICTIM,")  # spare the rest of the machine
        done = subprocess.run([sys.executable, "-c", code.replace("time.sleep(60)", "pass")], capture_output=True, text=True)
        time.sleep(0.2)  # a process takes a moment to die
        found = world.breaches(Verdict("passed", "", 0, 0, done.stdout.replace("BREACH", "")))
        world.close()
        Path("/tmp/sectune-breach").unlink(missing_ok=True)
        Path("/dev/shm/sectune-breach").unlink(missing_ok=True)
    assert found
