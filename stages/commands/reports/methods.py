"""sectune methods: quality and costs of a task's runs side by side -> reports/<task>/methods.{md,json,png}"""

from pathlib import Path

from stages.core.errors import UserError
from stages.core.files import read_json, write_json, write_text
from stages.core.params import load_params


def methods(task: str) -> int:
    """Write the page, its numbers and its figure; print the findings."""
    from stages.methods.costs import recall
    from stages.reporting.studies.methods import content, page, panels
    from stages.reporting.studies.panels import write_panels
    from stages.reporting.studies.tried import Methods, Tried

    params, reports = load_params(), Path("reports") / task
    params.task(task)
    if not (reports / "comparison.json").is_file():
        raise UserError(
            f"task {task!r} has no compared run yet: {reports / 'comparison.json'} is missing; run `dvc repro compare@{task}`"
        )
    compared, tried = read_json(reports / "comparison.json"), []
    for run in params.runs_of(task):
        if run not in compared["entrants"]:
            raise UserError(f"{reports / 'comparison.json'}: run {run!r} is not in it; run `dvc repro compare@{task}`")
        training = read_json(reports / "training" / f"{run}.json")
        quality = compared["entrants"][run]["metrics"][compared["main"]]
        tried.append(Tried(run, quality, training, recall(training["settings"])))
    found = Methods(compared, tried)
    write_json(reports / "methods.json", content(found))
    write_panels(reports / "methods.png", f"Task {task}: quality and costs", params.runs_of(task), panels(found))
    write_text(reports / "methods.md", page(found))
    print("\n".join(content(found)["findings"]))
    print(f"{reports / 'methods.md'}: {len(tried)} runs")
    return 0
