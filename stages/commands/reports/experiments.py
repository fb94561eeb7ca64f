"""The finished DVC experiments of one name, read from git.

DVC keeps an experiment as a commit under refs/exps/<baseline>/<name>: settings, lock and every report as they were. Reading
these refs finds the experiments of all baselines at once and gives the intervals, which `dvc exp show` has no room for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from stages.commands.project.orphans import PER_RUN
from stages.commands.reports.history import file_at, git
from stages.core.errors import UserError
from stages.core.files import parse_yaml

_REF = re.compile(r"refs/exps/([0-9a-f]{2})/([0-9a-f]{38})/(.+) ([0-9a-f]{40})")
_UPSTREAM = ("collect", "validate", "split")


@dataclass(frozen=True)
class Experiment:
    """A finished experiment; `baseline` is the commit it was started from."""

    name: str
    commit: str
    baseline: str

    def read(self, name: str) -> str | None:
        """The text of a file of the experiment, None when it is not there."""
        return file_at(self.commit, name)

    def changed(self, name: str) -> bool:
        """Whether a file is another one than in the baseline."""
        return self.read(name) != file_at(self.baseline, name)

    @cached_property
    def params(self) -> dict[str, Any]:
        """params.yaml of the experiment, unchecked: it may be older than the code that reads it."""
        return self._yaml("params.yaml", self.read("params.yaml"))

    @cached_property
    def baseline_params(self) -> dict[str, Any]:
        """params.yaml of the baseline."""
        return self._yaml("params.yaml of its baseline", file_at(self.baseline, "params.yaml"))

    def evaluated(self, task: str, run: str) -> bool:
        """Whether the run was trained, answered and judged under these very settings.

        An experiment holds every report of its baseline too, so a run that it did not reach has a report of other settings.
        """
        per_run, per_task = [f"{stage}@{run}" for stage in PER_RUN], [f"{stage}@{task}" for stage in _UPSTREAM]
        lock = self._yaml(f"{run} in dvc.lock", _entries(self.read("dvc.lock") or "", {*per_run, *per_task})).get("stages") or {}
        if not all(stage in lock for stage in per_run):
            return False
        made = {out["path"]: out["md5"] for entry in lock.values() for out in entry.get("outs", ()) if "md5" in out}
        deps = (dep for entry in lock.values() for dep in entry.get("deps", ()))
        used = (pair for entry in lock.values() for pair in entry.get("params", {}).get("params.yaml", {}).items())
        settings = flat(self.params)
        return all(made.get(dep["path"], dep["md5"]) == dep["md5"] for dep in deps if "md5" in dep) and all(
            settings.get(place) == value for key, set_to in used for place, value in flat(set_to, key).items()
        )

    def _yaml(self, name: str, text: str | None) -> dict[str, Any]:
        """The mapping that a file held, {} where there is none."""
        found = parse_yaml(text or "", f"experiment {self.name}: {name}")
        return found if isinstance(found, dict) else {}


def experiments(study: str) -> list[Experiment]:
    """Those named `study`, or `study`-<number> as a queue names them, by number.

    Raises UserError when there are none, or two of one name on different baselines.
    """
    wanted = re.compile(rf"{re.escape(study)}(?:-(\d+))?")
    numbered = [(int(told[1] or 0), one) for one in _all() if (told := wanted.fullmatch(one.name))]
    found = [one for _, one in sorted(numbered, key=lambda pair: (pair[0], pair[1].name, pair[1].baseline))]
    if not found:
        others = ", ".join(sorted({one.name for one in _all()})) or "none"
        raise UserError(
            f"study {study!r}: no finished experiment has this name or {study}-<number>; finished here: {others}; "
            f"make some with `dvc exp run --queue --name {study} -S …`, or look at `dvc queue status`"
        )
    for one, other in pairwise(found):
        if one.name == other.name:
            raise UserError(
                f"study {study!r}: experiment {one.name!r} is there from two baselines, {one.baseline[:12]} and "
                f"{other.baseline[:12]}; remove those of one: `dvc exp remove --rev {one.baseline[:12]}`"
            )
    return found


def _all() -> Iterator[Experiment]:
    refs = git("for-each-ref", "--format=%(refname) %(objectname)", "refs/exps") or ""
    for line in refs.splitlines():
        if told := _REF.fullmatch(line):
            yield Experiment(told[3], told[4], told[1] + told[2])


def flat(value: Any, prefix: str = "") -> dict[str, Any]:
    """{dotted place: value} of nested mappings; lists are values.

    >>> flat({"a": {"b": 1, "c": [2, 3]}})
    {'a.b': 1, 'a.c': [2, 3]}
    """
    if not isinstance(value, Mapping):
        return {prefix: value}
    return {
        place: inner for key, item in value.items() for place, inner in flat(item, f"{prefix}.{key}" if prefix else key).items()
    }


def _entries(lock: str, wanted: set[str]) -> str:
    """dvc.lock with these entries alone: reading all of it as YAML takes seconds."""
    kept, inside = ["stages:"], False
    for line in lock.splitlines():
        if not line.startswith("    "):  # an entry's own lines are indented by four or more
            inside = line.startswith("  ") and line.strip().rstrip(":") in wanted
        if inside:
            kept.append(line)
    return "\n".join(kept)
