"""Whether dvc.lock belongs to this code and these settings, in a clone without data: sectune doctor --lock."""

import json
import subprocess
import sys
from typing import Any

from stages.commands.orphans import LOCK
from stages.core.errors import UserError

_NO_DATA = {"deleted", "not in cache"}  # true of every output in a clone that holds no data


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

    >>> stale({"b": [{"changed deps": {"x.py": "modified"}}], "a": [{"changed outs": {"data": "deleted"}}]})
    {'b': ['x.py modified']}
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
        elif state not in _NO_DATA:
            found.append(f"{prefix}{path} {state}")
    return found


def _status() -> dict[str, list[Any]]:
    done = subprocess.run([sys.executable, "-m", "dvc", "status", "--json"], capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no message"]
        raise UserError(f"dvc status failed: {said[-1]}; call it by hand to see more")
    status: dict[str, list[Any]] = json.loads(done.stdout)
    return status
