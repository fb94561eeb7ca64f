"""What git knows of earlier states: commits, and files as they were. Reads only."""

import subprocess
from pathlib import Path

from stages.core.errors import UserError


def git(*args: str) -> str | None:
    """What git prints, None when it fails. Raises UserError without git or outside a repository."""
    try:
        done = subprocess.run(["git", *args], capture_output=True, text=True, encoding="utf-8", timeout=60)
    except FileNotFoundError as error:
        raise UserError("git is not installed; old reports are read from the repository's history") from error
    if "not a git repository" in done.stderr:
        raise UserError(f"{Path.cwd().name}: not a git repository; call this command in a clone of the project")
    return done.stdout.strip() if done.returncode == 0 else None


def file_at(commit: str, name: str) -> str | None:
    """The text of a file, named from the working directory, in a commit; None when it is not there."""
    return git("show", f"{commit}:./{name}")
