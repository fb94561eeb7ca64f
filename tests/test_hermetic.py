"""Each stage runs in a folder that holds only what it declares, and writes only what it declares."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stages.core.files import read_yaml
from tests.imports import ROOT
from tests.small import RUNS, small_project

ORDER = (
    *((stage, task, f"--task {task}") for task in RUNS for stage in ("collect", "validate", "split")),
    *((stage, task, f"--run {run}") for stage in ("train", "predict", "evaluate") for task, runs in RUNS.items() for run in runs),
    *(("compare", task, f"--task {task}") for task in RUNS), ("casebook", "", ""), ("overview", "", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project in which the stages leave their outs one after the other."""
    return small_project(tmp_path_factory.mktemp("project"))


def test_every_stage_every_task_and_every_method_has_its_turn() -> None:
    params = read_yaml(ROOT / "params.yaml")
    assert {stage for stage, _, _ in ORDER} == set(read_yaml(ROOT / "dvc.yaml")["stages"])
    assert set(RUNS) == set(params["tasks"])
    assert {params["runs"][run]["method"] for runs in RUNS.values() for run in runs} == {
        run["method"] for run in params["runs"].values()
    }


def expanded(stage: str, task: str, item: str) -> dict[str, list[str]]:
    """{deps, outs} of one stage of dvc.yaml, names filled in."""
    entry = read_yaml(ROOT / "dvc.yaml")["stages"][stage]
    entry = entry.get("do", entry)

    def fill(text: str) -> str:
        return text.replace("${item.task}", task).replace("${key}", item).replace("${model}", "nano")

    outs = [
        next(iter(out)) if isinstance(out, dict) else out for kind in ("outs", "metrics", "plots") for out in entry.get(kind, [])
    ]
    return {"deps": [fill(dep) for dep in entry["deps"]], "outs": [fill(out) for out in outs]}


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    else:
        shutil.copyfile(source, target)


def files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and ".state" not in path.parts:
            yield path.relative_to(folder).as_posix()


@pytest.mark.slow
@pytest.mark.parametrize(("stage", "task", "arguments"), ORDER)
def test_a_stage_needs_and_writes_only_what_it_declares(
    stage: str, task: str, arguments: str, project: Path, tmp_path: Path
) -> None:
    declared = expanded(stage, task, arguments.rpartition(" ")[2])
    for name in ("params.yaml", "models/catalog.yaml", *declared["deps"]):  # params files are params, not deps
        copy(project / name, tmp_path / name)
    before = set(files(tmp_path))
    environment = {**os.environ, "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1", "SECTUNE_TRACKING": "off", "DVC_ROOT": ""}
    command = [sys.executable, "-m", f"stages.{stage}", *arguments.split()]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    written = set(files(tmp_path)) - before
    stray = {name for name in written if not any(name == out or name.startswith(f"{out}/") for out in declared["outs"])}
    assert written and not stray
    for out in declared["outs"]:
        copy(tmp_path / out, project / out)
