"""sectune metrics-diff: the score reports of the working tree against those of a commit, as Markdown on stdout."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stages.commands.reports.history import file_at, git
from stages.core.errors import UserError
from stages.core.files import read_json
from stages.reporting.metrics_diff import changes, drops, page

Reports = dict[tuple[str, str], dict[str, Any]]
_PATTERN = "reports/*/scores/*.json"
_NEEDED = ("task", "run", "test_digest", "metrics")


def metrics_diff(rev: str, guards: Sequence[str]) -> int:
    """Print the table; 1 when a guarded metric dropped, else 0."""
    wanted = dict(_guard(text) for text in guards)
    commit = _commit(rev)
    old, new = _committed(commit), _present()
    found = changes(old, new)
    dropped = drops(found, wanted)
    print(page(found, old, new, rev or commit[:12], dropped), end="")
    return 1 if dropped else 0


def _guard(text: str) -> tuple[str, float]:
    metric, _, delta = text.partition("=")
    try:
        allowed = float(delta)
    except ValueError:
        allowed = math.nan
    if not math.isfinite(allowed):
        raise UserError(f"--fail-below: got {text!r}; METRIC=DELTA is needed, such as macro_f1=-0.02")
    return metric, allowed


def _commit(rev: str) -> str:
    """The id of the commit to compare with. Raises UserError when there is none of that name."""
    if not rev:
        return git("merge-base", "origin/main", "HEAD") or _commit("HEAD")
    found = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if not found:
        raise UserError(f"revision {rev!r} is not in this repository; check its name, or fetch it: `git fetch --unshallow`")
    return found


def _committed(commit: str) -> Reports:
    listed = git("ls-tree", "-r", "-z", "--name-only", commit, "--", "reports") or ""
    names = [name for name in listed.split("\0") if Path(name).match(_PATTERN)]
    return dict(_report(f"{commit[:12]}:{name}", _json(commit, name)) for name in names)


def _json(commit: str, name: str) -> Any:
    try:
        return json.loads(file_at(commit, name) or "")
    except json.JSONDecodeError as error:
        raise UserError(
            f"{commit[:12]}:{name}:{error.lineno}: not valid JSON: {error.msg}; compare with another commit"
        ) from error


def _present() -> Reports:
    return dict(_report(str(path), read_json(path)) for path in sorted(Path().glob(_PATTERN)))


def _report(where: str, content: Any) -> tuple[tuple[str, str], dict[str, Any]]:
    for key in _NEEDED:
        if not isinstance(content, dict) or key not in content:
            raise UserError(f"{where}: no key {key!r}, so it is not a score report; run `dvc repro` to write it anew")
    return (content["task"], content["run"]), content
