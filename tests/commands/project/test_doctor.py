import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from stages import cli
from stages.commands.project.machine import tool
from stages.commands.project.packages import packages
from stages.commands.project.readiness import GIB, readiness
from stages.core.errors import UserError
from tests.project import ROOT, refusal

MACHINE: dict[str, Any] = {
    "memory": 32 * GIB,
    "disk": 100 * GIB,
    "gpus": [{"name": "any", "memory": 80 * GIB}],
    "mirror": {"set": True, "absent": [], "remote": 11},
    "context": 8192,
    "tokens": {"demo": 1024, "bench": 1024, "full": 4096},
}


def test_a_bare_project_cannot_run_the_demo_and_each_fault_names_its_remedy(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["doctor", "--json"])
    found = json.loads(capsys.readouterr().out)
    faults = "\n".join(found["faults"])
    assert (stop.value.code, found["scales"]["demo"]["runs"]) == (1, False)
    assert "requirements.lock: file not found" in faults
    assert "put the files of model nano into models/nano/" in faults


def test_a_machine_with_everything_runs_every_scale() -> None:
    assert [verdict.runs for verdict in readiness([], MACHINE).values()] == [True, True, True]


def test_a_fault_of_the_installation_stops_every_scale() -> None:
    assert [verdict.runs for verdict in readiness(["git"], MACHINE).values()] == [False, False, False]


@pytest.mark.parametrize(
    ("change", "scale", "missing"),
    [
        ({"memory": 2 * GIB}, "demo", "3 GiB of memory, there are 2.0"),
        ({"disk": 2 * GIB}, "bench", "3 GiB of disk, there are 2.0"),
        ({"gpus": []}, "full", "a GPU with 40 GiB; on CPUs this scale takes weeks"),
        ({"context": 2048}, "full", "a model with a context of 4,096 tokens, this one has 2,048; change `model`"),
        (
            {"mirror": {"set": True, "absent": ["some"], "remote": 11}},
            "bench",
            "mirror folder some; complete it or unset SECTUNE_MIRROR",
        ),
    ],
)
def test_what_a_scale_lacks_is_named(change: dict[str, Any], scale: str, missing: str) -> None:
    assert readiness([], {**MACHINE, **change})[scale].missing == [missing]


def test_the_network_is_a_note_since_it_is_not_probed() -> None:
    verdict = readiness([], {**MACHINE, "mirror": {"set": False, "absent": [], "remote": 11}})["bench"]
    assert verdict.runs
    assert "11 sources come over the network (not probed)" in verdict.notes[0]


def test_locked_packages_are_compared_with_installed_ones(tmp_path: Path) -> None:
    here = version("pytest")
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        f"# made by hand\npytest=={here} \\\n    --hash=sha256:{'0' * 64}\nruff==0.0.1\nno-such-package==1.0\n"
        "pywin32==306 ; sys_platform == 'win32'\n"
    )
    assert [(item.name, item.sound, bool(item.installed)) for item in packages(lock)] == [
        ("no-such-package", False, False),
        ("pytest", True, True),
        ("ruff", False, True),
    ]


def test_a_build_label_makes_no_difference(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text(f"pytest=={version('pytest')}+cpu\n")
    assert packages(tmp_path / "lock")[0].sound


def test_a_lock_without_packages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("pytest\n")
    with pytest.raises(UserError, match="no line of the form name==version"):
        packages(tmp_path / "lock")


def test_the_projects_own_lock_is_read() -> None:
    assert "torch" in {item.name for item in packages(ROOT / "requirements.lock")}


def test_a_tool_that_is_not_there_has_no_version() -> None:
    assert tool("no-such-tool") == ""
    assert tool("git")[0].isdigit()


@pytest.mark.usefixtures("project")
def test_without_a_dvc_lock_the_lock_check_names_the_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert "dvc.lock: file not found; run `dvc repro`" in refusal(lambda: cli.main(["doctor", "--lock"]), capsys)


def _dvc(*args: str) -> None:
    subprocess.run([sys.executable, "-m", "dvc", *args], check=True, capture_output=True)


def test_a_lock_is_behind_when_code_changed_not_when_data_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    Path("step.py").write_text("open('data/out.txt', 'w').write('1')\n")
    Path("dvc.yaml").write_text(
        f"stages:\n  step:\n    cmd: {sys.executable} step.py\n    deps: [step.py]\n    outs: [data/out.txt]\n"
    )
    _dvc("init", "--no-scm", "--quiet")
    _dvc("repro", "--quiet")
    Path("data/out.txt").unlink()
    cli.main(["doctor", "--lock"])
    assert capsys.readouterr().out == "dvc.lock belongs to this code\n"
    Path("step.py").write_text("open('data/out.txt', 'w').write('2')\n")
    with pytest.raises(SystemExit):
        cli.main(["doctor", "--lock"])
    assert "step: step.py modified" in capsys.readouterr().out
    Path("step.py").unlink()
    with pytest.raises(SystemExit):
        cli.main(["doctor", "--lock"])
    assert "step: step.py deleted" in capsys.readouterr().out
