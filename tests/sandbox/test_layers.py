"""Which layers there are, and what is done where the machine lacks one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.sandbox import Program, Sandbox, bubblewrap, probe
from stages.sandbox.inside import landlock, seccomp
from stages.sandbox.worker import Worker
from tests.sandbox.limits import SHORT
from tests.sandbox.world import eventually, processes


@pytest.mark.parametrize(
    ("part", "words"), [((landlock, "version", lambda *_: 0), "Landlock"), ((seccomp, "available", lambda: False), "seccomp")]
)
def test_a_machine_that_lacks_a_layer_is_refused_in_one_line(
    part: tuple[object, str, object], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*part)
    monkeypatch.delenv("SECTUNE_UNSAFE_EXECUTION", raising=False)
    with pytest.raises(UserError, match=f"{words}.*SECTUNE_UNSAFE_EXECUTION=1"):
        Sandbox()


@pytest.fixture
def unsafe(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    monkeypatch.setattr(landlock, "version", lambda *_: 0)
    monkeypatch.setattr(seccomp, "available", lambda: False)
    monkeypatch.setattr(bubblewrap, "works", lambda: False)
    monkeypatch.setenv("SECTUNE_UNSAFE_EXECUTION", "1")
    with Sandbox(1, SHORT) as box:
        yield box


def test_without_the_layers_limits_still_hold_and_the_facts_say_so(unsafe: Sandbox) -> None:
    facts = unsafe.layers.facts()
    assert (facts["safe"], facts["landlock"], facts["seccomp"]) == (False, 0, False)
    codes = (
        "print('x')",
        "bytearray(1 << 31)",
        "while True:\n    pass",
        "while True:\n    print('x' * 999)",
        "open('/etc/passwd').close()",
    )
    assert [verdict.status for verdict in unsafe.run(map(Program, codes))] == ["passed", "memory", "timeout", "output", "passed"]


def test_without_the_layers_children_and_their_children_are_ended_too(unsafe: Sandbox) -> None:
    code = "import os, time\nfor _ in range(5):\n    if os.fork() == 0:\n        os.setsid()\n"
    code += "        if os.fork():\n            os._exit(0)\n        time.sleep(60)"
    before = set(processes())
    assert next(unsafe.run([Program(code)])).status == "passed"
    assert eventually(lambda: set(processes()) <= before)


def test_a_layer_that_does_not_hold_stops_before_any_program_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    started = Worker.run
    monkeypatch.setattr(Worker, "run", lambda worker, code, *rest: started(worker, code + "\ndef open_to(_): return True", *rest))
    with pytest.raises(UserError, match="does not hold here"), Sandbox(1, SHORT):
        pass


def test_the_probe_gives_facts_that_are_json_and_name_no_machine() -> None:
    facts = probe().facts()
    assert set(facts) == {"landlock", "seccomp", "address_limit", "user", "bubblewrap", "limits", "safe"}
    assert os.uname().nodename not in str(facts) and os.uname().release not in str(facts)


def test_bubblewrap_counts_only_where_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bwrap").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not bubblewrap.works()
