"""Whether dvc.lock belongs to this code and these settings, in a clone without data: sectune doctor --lock."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from stages.commands.project.orphans import LOCK
from stages.core.errors import UserError

_DATA, _IN_GIT = ("data", "models"), ("data/sources", "models/nano")  # a clone holds of the first only the second


def check_lock() -> int:
    """Print what is behind; 0 when nothing is, else 1."""
    if not LOCK.is_file():
        raise UserError(f"{LOCK}: file not found; run `dvc repro` and commit it")
    behind = stale(_status())
    for stage, reasons in behind.items():
        print(f"{stage}: {', '.join(reasons)}")
    print(f"{LOCK} is behind this code: run `dvc repro` and commit it" if behind else f"{LOCK} belongs to this code")
    return 1 if behind else 0


def stale(status: dict[str, list[Any]]) -> dict[str, list[str]]:
    """{stage: what changed}, sorted, from `dvc status --json`; data that is merely not here does not count.

    >>> stale({"b": [{"changed deps": {"x.py": "deleted"}}], "a": [{"changed outs": {"data/raw/a": "deleted"}}]})
    {'b': ['x.py deleted']}
    """
    found = {stage: [reason for item in items for reason in _reasons(item)] for stage, items in sorted(status.items())}
    return {stage: reasons for stage, reasons in found.items() if reasons}


def _reasons(item: Any) -> list[str]:
    if not isinstance(item, dict):
        return [str(item)]
    return [reason for changed in item.values() for reason in _changes(changed)]


def _changes(changed: dict[str, Any], prefix: str = "") -> list[str]:
    found: list[str] = []
    for path, state in sorted(changed.items()):
        if isinstance(state, dict):  # params: {file: {key: state}}
            found += _changes(state, f"{path}:")
        elif not _merely_absent(path, state):
            found.append(f"{prefix}{path} {state}")
    return found


def _merely_absent(path: str, state: str) -> bool:
    def below(folders: tuple[str, ...]) -> bool:
        return any(Path(path).is_relative_to(folder) for folder in folders)

    return state == "not in cache" or (state == "deleted" and below(_DATA) and not below(_IN_GIT))


def _status() -> dict[str, list[Any]]:
    done = subprocess.run([sys.executable, "-m", "dvc", "status", "--json"], capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no message"]
        raise UserError(f"dvc status failed: {said[-1]}; call it by hand to see more")
    status: dict[str, list[Any]] = json.loads(done.stdout)
    return status
