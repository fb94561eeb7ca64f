"""The pipeline as a whole: every file a stage reads is declared, the arrows point one way, stages stay thin and quick."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from stages.core.files import read_yaml
from stages.core.params import load_params
from tests.imports import ROOT, reached

STAGES = sorted(path.stem for path in (ROOT / "stages").glob("*.py") if path.stem not in {"__init__", "cli", "pretrain"})
TASKS = sorted(load_params(ROOT / "params.yaml").tasks)
FOLDERS = ("lib", "score", "readers")  # of a task: declared whole


def declared(stage: str, task: str) -> list[str]:
    """The code deps of a stage in dvc.yaml with `task` put in."""
    entry = read_yaml(ROOT / "dvc.yaml")["stages"][stage]
    deps = entry.get("do", entry)["deps"]
    return [dep.replace("${item.task}", task) for dep in deps]


def undeclared(stage: str, task: str, deps: list[str]) -> list[str]:
    """Files that a stage reaches and no dep covers."""
    files = reached(f"stages/{stage}.py", task)
    return sorted(file for file in files if not any(file == dep or file.startswith(f"{dep}/") for dep in deps))


def test_there_are_stages_and_tasks_to_check() -> None:
    assert len(STAGES) >= 8
    assert TASKS


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("stage", STAGES)
def test_every_file_a_stage_imports_is_a_dep(stage: str, task: str) -> None:
    missing = undeclared(stage, task, declared(stage, task))
    assert not missing, f"paste into dvc.yaml, stage {stage}, deps:\n" + "\n".join(f"      - {file}" for file in missing)


@pytest.mark.parametrize("stage", STAGES)
def test_removing_any_code_dep_is_noticed_by_some_task(stage: str) -> None:
    assert any(dep.startswith("stages/") for dep in declared(stage, "audit"))
    unseen = set.intersection(*(unneeded(stage, task) for task in TASKS))
    assert not unseen, f"declared, but no import of any task reaches it: {unseen}"


def unneeded(stage: str, task: str) -> set[str]:
    """Code deps of a stage that no import of the task reaches, the task's own folder written as *."""
    deps = declared(stage, task)
    code = [dep for dep in deps if dep.startswith("stages/") and not dep.endswith(".yaml")]
    found = (dep for dep in code if not undeclared(stage, task, [other for other in deps if other != dep]))
    return {dep.replace(f"stages/tasks/{task}/", "stages/tasks/*/") for dep in found}


@pytest.mark.parametrize(
    ("part", "stages"),
    [
        ("score", {"evaluate", "compare"}),
        ("readers", {"collect"}),
        ("samples.py", {"split"}),
        ("grammar.py", {"predict"}),
        ("baselines.py", {"compare"}),
        ("clean.py", {"validate"}),
    ],
)
def test_editing_a_part_of_a_task_touches_only_the_stages_that_use_it(part: str, stages: set[str]) -> None:
    assert {stage for stage in STAGES if f"stages/tasks/codegen/{part}" in declared(stage, "codegen")} == stages


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize(("stage", "file"), [("train", "stages/methods/job.py"), ("predict", "stages/predict.py")])
def test_what_a_killed_stage_left_is_taken_up_only_under_the_code_that_it_was_made_by(stage: str, file: str, task: str) -> None:
    (told,) = re.findall(r"(?:_CODE = |\bcode)\((\"[^)]+)\)", (ROOT / file).read_text())
    named = {f"stages/{name.replace('{task}', task)}" for name in re.findall(r'"([^"]+)"', told)}
    decide = re.compile(r"stages/(engines|methods|metrics|prompting|tasks)/")
    folders = {Path(path).parent.as_posix() for path in reached(f"stages/{stage}.py", task) if decide.match(path)}
    assert len(folders) > 2
    assert folders <= named


# What each room may import, beside itself.
ARROWS = {
    "core": set(),
    "metrics": {"core"},
    "prompting": {"core"},
    "splitting": {"core", "prompting"},
    "sources": {"core"},
    "reporting": {"core", "metrics"},
    "methods": {"core", "prompting"},
    "engines": {"core", "prompting", "methods"},
    "sandbox": {"core"},
    "tasks": {"core", "metrics", "prompting", "sources", "reporting", "sandbox"},
    "commands": {"core", "metrics", "prompting", "splitting", "sources", "reporting", "methods", "engines", "sandbox"},
}


def imports(path: Path) -> set[str]:
    """Modules that a file imports by name, at any depth."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return named | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("room", sorted(ARROWS))
def test_imports_point_one_way(room: str) -> None:
    files = sorted((ROOT / "stages" / room).rglob("*.py"))
    assert files
    found = {name.split(".")[1] for file in files for name in imports(file) if name.startswith("stages.")}
    assert found - {room} <= ARROWS[room]


@pytest.mark.parametrize("task", TASKS)
def test_a_task_imports_no_other_task(task: str) -> None:
    files = sorted((ROOT / "stages/tasks" / task).rglob("*.py"))
    assert files
    found = {name.split(".")[2] for file in files for name in imports(file) if name.startswith("stages.tasks.")}
    assert found - {"contract"} == {task}


@pytest.mark.parametrize(("package", "rooms"), [("torch", {"methods", "engines"}), ("mlflow", {"core/tracking.py"})])
def test_heavy_packages_are_imported_in_their_rooms_only(package: str, rooms: set[str]) -> None:
    files = sorted((ROOT / "stages").rglob("*.py"))
    users = {file.relative_to(ROOT / "stages") for file in files if package in {name.split(".")[0] for name in imports(file)}}
    assert users
    assert not [file for file in users if file.as_posix() not in rooms and file.parts[0] not in rooms | {"commands"}]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_script_is_thin(stage: str) -> None:
    assert len((ROOT / "stages" / f"{stage}.py").read_text().splitlines()) <= 65


@pytest.mark.parametrize("stage", STAGES)
def test_help_needs_nothing_heavy(stage: str) -> None:
    code = f"import sys, stages.{stage} as s\ntry: s.main(['--help'])\nexcept SystemExit: pass\nprint(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout.splitlines()[-1]))
    assert not loaded & {"torch", "transformers", "pandas", "pydantic", "pyarrow", "mlflow", "sklearn", "ruamel.yaml"}
