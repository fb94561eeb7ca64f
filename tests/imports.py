"""Which files of the repository a Python file reaches by import, followed to the end. Used by the whole-repo tests."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@cache
def direct(path: str) -> frozenset[str]:
    """Repository files that `path` imports, `part(task, "x")` calls included as stages/tasks/*/x.py."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "stages":
            found |= {file for name in node.names if (file := _file(f"{node.module}.{name.name}"))}
            found |= {file for file in (_file(node.module),) if file}
        elif isinstance(node, ast.Import):
            found |= {file for name in node.names if name.name.startswith("stages.") and (file := _file(name.name))}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "part":
            found.add(_part(node))
    return frozenset(found)


def reached(path: str, task: str) -> set[str]:
    """Everything `path` imports, directly or not, with `*` in task paths replaced by `task`; `path` itself included."""
    seen: set[str] = set()
    queue = [path]
    while queue:
        at = queue.pop().replace("stages/tasks/*", f"stages/tasks/{task}")
        if at.endswith(".py") and (ROOT / at).with_suffix("").is_dir():  # a part that is a package
            at = f"{at.removesuffix('.py')}/__init__.py"
        if at not in seen:
            seen.add(at)
            if (ROOT / at).is_file() and at.endswith(".py"):
                queue += direct(at)
            elif (ROOT / at).is_dir():  # every reader of the folder
                queue += [file.relative_to(ROOT).as_posix() for file in sorted((ROOT / at).glob("*.py"))]
    return {file for file in seen if not _is_empty_package(file)}


def _part(node: ast.Call) -> str:
    task, name = node.args[:2]
    folder = task.value if isinstance(task, ast.Constant) else "*"  # a stage of one task alone names it
    if isinstance(name, ast.Constant):
        return f"stages/tasks/{folder}/{str(name.value).replace('.', '/')}.py"
    if isinstance(name, ast.JoinedStr) and isinstance(name.values[0], ast.Constant):
        return f"stages/tasks/*/{str(name.values[0].value).split('.')[0]}"  # part(task, f"readers.{x}"): the folder
    raise AssertionError(f"part() needs a literal name, found {ast.unparse(node)}")


def _file(module: str) -> str | None:
    base = module.replace(".", "/")
    for name in (f"{base}.py", f"{base}/__init__.py"):
        if (ROOT / name).is_file():
            return name
    return None


def _is_empty_package(file: str) -> bool:
    return file.endswith("__init__.py") and not (ROOT / file).read_text(encoding="utf-8").strip()
