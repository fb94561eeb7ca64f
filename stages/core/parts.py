"""A task is a folder; its parts are modules with fixed names. This is the only dynamic import of tasks."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from stages.core.errors import unknown

TASKS = Path(__file__).resolve().parents[1] / "tasks"


def task_names() -> list[str]:
    """Every folder in stages/tasks that is a task."""
    return sorted(p.name for p in TASKS.iterdir() if (p / "__init__.py").is_file())


def part(task: str, name: str) -> ModuleType:
    """`part("audit", "prompt")` is the module stages/tasks/audit/prompt.py. Raises UserError for an unknown task or part."""
    wanted = f"stages.tasks.{task}.{name}"
    try:
        return import_module(wanted)
    except ModuleNotFoundError as error:
        if error.name is None or not wanted.startswith(error.name):
            raise  # something inside the part is missing, not the part itself
        if task not in task_names():
            raise unknown("task", task, task_names()) from error
        raise unknown(f"part of task {task}", name, (p.stem for p in (TASKS / task).glob("[a-z]*.py"))) from error
