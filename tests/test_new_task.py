"""A fourth task: one folder, one name, one run and its base, five rows. DVC runs every stage of it; no other file changes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stages.core.files import read_json
from tests.imports import ROOT
from tests.small import small_project

WORDS = {"cherry": "red", "rose": "red", "grass": "green", "leaf": "green", "poppy": "red"}
TASK = {
    "validate": {"max_rejected_share": 0.5},
    "split": {"test_share": 0.4, "val_share": 0.0, "near_duplicate": 0.9, "over_length": "reject"},
    "budgets": {"demo": {
        "split": {"max_tokens": 256, "answer_tokens": 16, "train_samples": 3, "train_other": 1, "test_samples": 2,
                  "test_other": 1},
        "steps": 2, "predict": {"constrained_samples": 2, "draws": 0},
    }},
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with the toy in it."""
    small_project(tmp_path)
    shutil.copytree(ROOT / "tests/toy", tmp_path / "stages/tasks/toy", ignore=shutil.ignore_patterns("__pycache__"))
    params = json.loads((tmp_path / "params.yaml").read_text())
    params["tasks"]["toy"] = TASK
    params["runs"] |= {f"toy-{method}": {"task": "toy", "method": method} for method in ("base", "lora")}
    (tmp_path / "params.yaml").write_text(json.dumps(params))
    rows = tmp_path / "data/sources/toy/words/rows.jsonl"
    rows.parent.mkdir(parents=True)
    rows.write_text("\n".join(json.dumps({"word": word, "colour": colour}) for word, colour in WORDS.items()))
    return tmp_path


@pytest.mark.slow
def test_a_new_task_runs_through_every_stage_without_a_change_to_any_of_them(project: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": "", "SECTUNE_TRACKING": "off", "DVC_ROOT": "", "DVC_NO_ANALYTICS": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    for command in (["init", "--no-scm", "--quiet"], ["repro", "compare@toy"]):
        done = subprocess.run(["dvc", *command], cwd=project, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]
    report = read_json(project / "reports/toy/comparison.json")
    names = ["red", "toy-base", "toy-base (constrained)", "toy-lora", "toy-lora (constrained)"]
    assert sorted(report["entrants"]) == names
    assert {path.name for path in (project / "reports/toy").iterdir()} >= {
        "validation.json",
        "dataset_stats.json",
        "comparison.md",
    }
