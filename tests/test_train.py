"""Stage train as a process that gets killed: it leaves the same bytes, and nothing of the day or the place in them."""

import hashlib
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from stages import train
from stages.core.params import load_params
from stages.core.process import alone
from stages.methods.job import plan
from tests.project import ROOT, refusal
from tests.tiny_model import make_training_project

KILLS, SEED = 3, 11
STEPS, EVERY = 40, 3  # as the tiny project's settings say


def start(folder: Path, hash_seed: str) -> subprocess.Popen[bytes]:
    """The stage as DVC starts it, in a process group of its own."""
    env = {name: value for name, value in os.environ.items() if name != "DVC_ROOT"}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed, "SECTUNE_TRACKING": "off"}
    call = [sys.executable, "-m", "stages.train", "--run", "audit-lora"]
    return subprocess.Popen(call, cwd=folder, env=env, start_new_session=True, stderr=(folder / "stderr.txt").open("ab"))


def kill_after(process: subprocess.Popen[bytes], folder: Path, step: int, pause: float) -> None:
    """SIGKILL the process group `pause` seconds after the checkpoint of `step` begins to be written."""
    until = time.monotonic() + 120
    while not list(folder.glob(f".state/train/*/checkpoint-{step}")):
        assert process.poll() is None, (folder / "stderr.txt").read_text()
        assert time.monotonic() < until, "no checkpoint in two minutes"
        time.sleep(0.002)
    time.sleep(pause)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "the run was over before it was killed"


def left(folder: Path, run: str = "audit-lora") -> dict[str, str]:
    """{path: sha256} of all that the stage leaves for others."""
    files = [path for part in (f"models/{run}", "reports") for path in (folder / part).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_training_project(tmp_path_factory.mktemp("undisturbed"))
    assert start(folder, "1").wait(timeout=300) == 0, (folder / "stderr.txt").read_text()
    return folder


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Killed at seeded steps, once in the middle of a save, then left alone to its end, each time with another hash seed."""
    folder, draw = make_training_project(tmp_path_factory.mktemp("interrupted")), random.Random(SEED)
    steps = sorted(draw.sample(range(EVERY, STEPS - 2 * EVERY, EVERY), KILLS))
    for number, step in enumerate(steps):
        kill_after(start(folder, str(number + 2)), folder, step, draw.uniform(0, 0.1))
        if number == 1:  # as if killed before the last file of the newest checkpoint was written
            newest = max(folder.glob(".state/train/*/checkpoint-*"), key=lambda path: int(path.name[11:]))
            (newest / "manifest.json").unlink(missing_ok=True)
    assert start(folder, "0").wait(timeout=300) == 0, (folder / "stderr.txt").read_text()
    return folder


@pytest.mark.slow
def test_a_run_killed_several_times_leaves_the_bytes_of_an_undisturbed_one(undisturbed: Path, interrupted: Path) -> None:
    wanted = left(undisturbed)
    assert {"models/audit-lora/adapter_model.safetensors", "reports/audit/training/audit-lora.csv"} <= set(wanted)
    assert left(interrupted) == wanted


@pytest.mark.slow
def test_the_interrupted_run_went_on_and_set_the_broken_checkpoint_aside(interrupted: Path) -> None:
    said = (interrupted / "stderr.txt").read_text()
    assert "no manifest.json: it was not written to its end" in said
    resumed_at = [int(step) for step in re.findall(r"(\d+)/40 \[00:00<\?", said)]
    assert len(resumed_at) >= 2 and max(resumed_at) >= EVERY


@pytest.mark.slow
def test_a_finished_run_leaves_no_state(undisturbed: Path, interrupted: Path) -> None:
    assert [path for folder in (undisturbed, interrupted) for path in folder.glob(".state/train/*")] == []


@pytest.mark.slow
def test_what_a_run_cost_is_kept_beside_the_state_and_in_no_file_that_it_leaves(undisturbed: Path) -> None:
    (kept,) = undisturbed.glob(".state/costs/*.json")
    assert json.loads(kept.read_text())["timed_steps"] == STEPS - 1
    assert [name for name in left(undisturbed) if b"seconds" in (undisturbed / name).read_bytes()] == []


@pytest.mark.slow
def test_nothing_of_the_place_the_day_or_the_host_is_in_what_a_run_leaves(undisturbed: Path) -> None:
    forbidden = [str(undisturbed), str(ROOT), str(Path.home()), socket.gethostname(), date.today().isoformat(), sys.prefix]
    names = left(undisturbed)
    assert len(names) >= 6
    found = [(name, word) for name in names for word in forbidden if word.encode() in (undisturbed / name).read_bytes()]
    assert found == []


@pytest.mark.slow
def test_no_file_of_a_run_is_pickled(undisturbed: Path) -> None:
    files = sorted((undisturbed / "models/audit-lora").iterdir())
    assert {path.suffix for path in files} <= {".json", ".safetensors", ".md", ".jinja"}
    assert not [path.name for path in files if path.read_bytes()[:2] in (b"\x80\x02", b"\x80\x04", b"PK")]


@pytest.mark.slow
def test_the_report_holds_what_decided_the_run_and_the_curve_its_steps(undisturbed: Path) -> None:
    report = json.loads((undisturbed / "reports/audit/training/audit-lora.json").read_text())
    assert report["steps"] == STEPS
    assert report["settings"] == json.loads((undisturbed / "models/audit-lora/settings.json").read_text())
    curve = (undisturbed / "reports/audit/training/audit-lora.csv").read_text().splitlines()
    assert [line.partition(",")[0] for line in curve] == ["step", *map(str, range(5, STEPS + 1, 5))]


def test_a_second_process_with_the_same_settings_is_refused_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_training_project(tmp_path))
    capsys.readouterr()  # saving the tiny model shows a bar
    with alone(plan(load_params(), "audit-lora").state):
        line = refusal(lambda: train.main(["--run", "audit-lora"]), capsys)
    assert "another process works with the same settings" in line
    assert not (tmp_path / "models/audit-lora").exists()


def test_a_run_that_tunes_nothing_leaves_settings_and_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_training_project(tmp_path))
    train.main(["--run", "audit-base"])
    assert sorted(left(tmp_path, "audit-base")) == [
        "models/audit-base/README.md", "models/audit-base/settings.json",
        "models/audit-base/tokenizer.json", "reports/audit/training/audit-base.csv", "reports/audit/training/audit-base.json",
    ]  # fmt: skip
