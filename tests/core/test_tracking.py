"""MLflow is a mirror: best effort, off by a switch, one run for training and scores together."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from stages.core.tracking import LONGEST, _locked, mirror_scores, mirror_training
from tests.project import ROOT

SETTINGS = {"task": "audit", "method": {"r": 16, "note": "x" * 1000}, "data": {"data/split/train.parquet": "ab12"}}
CURVE = [{"step": 1, "loss": 2.5, "learning_rate": 1e-3}, {"step": 2, "loss": 1.5, "learning_rate": 5e-4}]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DVC_ROOT", str(tmp_path))
    for name in ("SECTUNE_TRACKING", "MLFLOW_TRACKING_URI", "DVC_EXP_NAME", "DVC_EXP_BASELINE_REV"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def runs(root: Path) -> list[Any]:
    from mlflow.tracking import MlflowClient

    client = MlflowClient(tracking_uri=f"sqlite:///{root / 'mlflow.db'}")
    found = client.get_experiment_by_name("sectune")
    assert found is not None
    return list(client.search_runs([found.experiment_id]))


def test_the_switch_turns_every_mirror_off(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECTUNE_TRACKING", "off")
    mirror_training("audit-lora", SETTINGS, {}, CURVE)
    mirror_scores({"audit-lora": {"f1": 0.5}})
    assert list(here.iterdir()) == []


def test_a_tracker_that_fails_costs_one_line_and_no_run(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "nowhere://")
    mirror_scores({"audit-lora": {"f1": 0.5}})
    said = capsys.readouterr().err.strip().split("\n")
    assert len(said) == 1
    assert said[0].startswith("mlflow: not mirrored (") and said[0].endswith("results are whole without it")


@pytest.mark.slow
def test_a_server_that_is_away_costs_seconds_not_minutes(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    for name in ("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "MLFLOW_HTTP_REQUEST_TIMEOUT"):
        monkeypatch.delenv(name, raising=False)
    start = time.monotonic()
    mirror_scores({"audit-lora": {"f1": 0.5}})
    assert "not mirrored" in capsys.readouterr().err
    assert time.monotonic() - start < 60


def test_switched_off_the_mirror_imports_nothing(here: Path) -> None:
    call = (
        "import sys; from stages.core import tracking as t; t.mirror_scores({'a': {'f1': 0.5}}); print('mlflow' in sys.modules)"
    )
    env = os.environ | {"SECTUNE_TRACKING": "off"}
    said = subprocess.run([sys.executable, "-c", call], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


@pytest.mark.slow  # making the tables of a new store takes seconds
def test_training_and_scores_of_a_run_stand_in_one_mlflow_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mirror_training("audit-lora", SETTINGS, {"trained_parameters": 42, "device": "cpu"}, CURVE)
    mirror_scores({"audit-lora": {"f1": 0.5}, "audit-base": {"f1": 0.25}})
    assert "not mirrored" not in capsys.readouterr().err
    found = {run.info.run_name: run for run in runs(here)}
    assert sorted(found) == ["audit-base", "audit-lora"]
    tuned = found["audit-lora"]
    assert tuned.info.status == "FINISHED"
    assert tuned.data.tags["sectune.model"] == "models/audit-lora"
    assert tuned.data.params["method.r"] == "16"
    assert len(tuned.data.params["method.note"]) == LONGEST
    assert tuned.data.params["data.data/split/train.parquet"] == "ab12"
    assert {name: tuned.data.metrics[name] for name in ("f1", "loss", "trained_parameters")} == {
        "f1": 0.5, "loss": 1.5, "trained_parameters": 42.0,
    }  # fmt: skip


LOCK = """schema: '2.0'
stages:
  train@audit-lora:
    cmd: python -m stages.train --run audit-lora
    deps:
    - path: models/nano
      hash: md5
      md5: 11.dir
    outs:
    - path: models/audit-lora
      hash: md5
      md5: 22.dir
      size: 5
  train@audit-lora2:
    cmd: other
    outs:
    - path: models/audit-lora2
      hash: md5
      md5: 33.dir
"""


@pytest.mark.slow
def test_a_trained_model_is_registered_once_for_its_weights_and_points_to_dvc(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mlflow.tracking import MlflowClient

    monkeypatch.chdir(here)
    for command in (["init", "-q"], ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "--allow-empty", "-m", "t"]):
        subprocess.run(["git", *command], check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    Path("dvc.lock").write_text(LOCK)
    for run, kind in (("audit-lora", "lora"), ("audit-base", "base")):
        mirror_training(run, {"task": "audit", "method": {"kind": kind}}, {}, [])
    for _ in range(2):
        mirror_scores({"audit-lora": {"f1": 0.5}, "audit-base": {"f1": 0.25}})
    Path("dvc.lock").write_text(LOCK.replace("22.dir", "44.dir"))
    mirror_scores({"audit-lora": {"f1": 0.75}})
    assert "not mirrored" not in capsys.readouterr().err
    client = MlflowClient(tracking_uri=f"sqlite:///{here / 'mlflow.db'}")
    assert [model.name for model in client.search_registered_models()] == ["sectune-audit-lora"]
    versions = sorted(client.search_model_versions("name='sectune-audit-lora'"), key=lambda version: int(version.version))
    assert [version.tags["dvc.md5"] for version in versions] == ["22.dir", "44.dir"]
    assert {version.source for version in versions} == {"dvc:models/audit-lora"}
    assert versions[0].tags["git.commit"] == head
    model = client.get_logged_model(versions[1].tags["mlflow.model_id"])
    assert (model.status, model.tags["mlflow.model.isExternal"], model.tags["dvc.path"]) == ("READY", "true", "models/audit-lora")
    assert not list(here.rglob("*.safetensors")) and not (here / "mlruns").exists()


@pytest.mark.parametrize(("run", "md5"), [("audit-lora", "22.dir"), ("audit-lora2", "33.dir"), ("audit", ""), ("audit.lora", "")])
def test_the_hash_of_a_run_is_the_one_of_its_own_model(run: str, md5: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here)
    assert _locked(run) == ""
    Path("dvc.lock").write_text(LOCK)
    assert _locked(run) == md5


def test_the_hash_is_found_in_the_lock_file_as_dvc_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert _locked("kgraph-lora").endswith(".dir")


def test_only_this_file_of_the_project_imports_mlflow() -> None:
    root = Path(__file__).parents[2] / "stages"
    files = sorted(root.rglob("*.py"))
    assert len(files) > 50
    users = [path for path in files if re.search(r"^\s*(import|from) mlflow\b", path.read_text(), re.MULTILINE)]
    assert [path.relative_to(root).as_posix() for path in users] == ["core/tracking.py"]
