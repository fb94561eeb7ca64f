"""sectune study: the experiments of one name as a table and a figure -> reports/studies/<task>-<name>.{md,json,png}

Settings come from each experiment's params.yaml, scores with their intervals from its reports: equal experiments give equal
bytes, whoever ran them and when.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stages.commands.reports.experiments import Experiment, experiments, flat
from stages.core.errors import UserError
from stages.core.files import write_json, write_text
from stages.core.params import load_params

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def study(name: str, task: str) -> int:
    """Write page, numbers and figure; print the finding."""
    from stages.core.parts import part
    from stages.reporting.studies.experiments import Point, Study, content, page, panels
    from stages.reporting.studies.panels import write_panels

    if not _NAME.fullmatch(name):
        raise UserError(f"study: got {name!r}; letters, digits, - and _ are allowed, as in `dvc exp run --name rank`")
    load_params().task(task)
    found = experiments(name)
    reached = [(one, run) for run in _runs(found, task) for one in found]
    whole = [(one, run) for one, run in reached if one.evaluated(task, run)]
    if not whole:
        raise UserError(
            f"study {name!r}: no run of task {task!r} was finished under the settings of {_names(found)}; let the experiments "
            f"run to `compare@{task}` or `evaluate@<run>`, or name another --task"
        )
    points = [Point(one.name, run, flat(one.params), _report(one, task, "scores", run), _report(one, task, "training", run))
              for one, run in whole]  # fmt: skip
    left_out = [f"{one.name}, {run}" for one, run in reached if (one, run) not in whole]
    made = Study(name, task, points, flat(found[0].baseline_params), part(task, "score").TABLE, left_out)
    target = Path("reports/studies") / f"{task}-{name}"
    write_json(target.with_suffix(".json"), content(made))
    write_panels(target.with_suffix(".png"), f"Study {name}: task {task}", *panels(made))
    write_text(target.with_suffix(".md"), page(made))
    print("\n".join(content(made)["findings"]))
    print(f"{target.with_suffix('.md')}: experiments: {len(found)}, rows: {len(points)}")
    return 0


def _runs(found: Sequence[Experiment], task: str) -> list[str]:
    """Runs of the task whose reports are not the baseline's in some experiment. Raises UserError when there are none."""
    named = dict.fromkeys(run for one in found for run, told in one.params.get("runs", {}).items() if told.get("task") == task)
    touched = [
        run for run in named if any(one.changed(_path(task, kind, run)) for one in found for kind in ("scores", "training"))
    ]
    if not touched:
        raise UserError(
            f"the experiments {_names(found)} changed no run of task {task!r}: its reports are those of their baseline; "
            "name another --task, or see `dvc exp diff`"
        )
    return touched


def _path(task: str, kind: str, run: str) -> str:
    return f"reports/{task}/{kind}/{run}.json"


def _report(one: Experiment, task: str, kind: str, run: str) -> dict[str, Any]:
    text = one.read(_path(task, kind, run))
    if text is None:
        raise UserError(f"experiment {one.name}: {_path(task, kind, run)} is not in it; run it again")
    report: dict[str, Any] = json.loads(text)
    return report


def _names(found: Sequence[Experiment]) -> str:
    return ", ".join(one.name for one in found)
