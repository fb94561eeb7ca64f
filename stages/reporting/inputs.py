"""What the comparison reads: every run's outcomes over the present test set, baselines made on the spot."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from stages.core.errors import UserError
from stages.core.files import read_json, read_yaml
from stages.core.progress import progress
from stages.core.tables import read_table
from stages.reporting.comparison import Entrant

Row = dict[str, Any]


def refuse_orphans(folder: Path, runs: Sequence[str]) -> None:
    """Raise UserError for a folder of scores whose run is not in params.yaml, or when there is no run at all."""
    if not runs:
        raise UserError(f"{folder}: no run of this task is named in params.yaml; add one under runs")
    orphans = sorted(path.name for path in folder.iterdir() if path.name not in runs) if folder.is_dir() else []
    if orphans:
        raise UserError(
            f"{folder}: scores of runs that params.yaml does not name: {', '.join(orphans)}; "
            f"runs of this task: {', '.join(runs)}; remove them with `sectune prune`"
        )


def run_entrants(folder: Path, roles: Mapping[str, str], samples: Sequence[Row], score: Any) -> list[Entrant]:
    """One entrant a run, in the order of `roles` (run -> role). UserError if outcomes are of other data."""
    found, held = [], []
    ids = [sample["id"] for sample in samples]
    for run, role in roles.items():
        outcomes = read_table(folder / run / "outcomes.parquet")
        if [outcome["sample_id"] for outcome in outcomes] != ids:
            raise UserError(f"{folder / run}: outcomes are of another test set; run `dvc repro evaluate@{run}`")
        found.append(Entrant(run, role, outcomes, score.metrics(outcomes)))  # type: ignore[arg-type]
        if (table := folder / run / "constrained.parquet").is_file():
            again = read_table(table)
            held.append(Entrant(f"{run} (constrained)", role, again, score.metrics(again), "constrained"))  # type: ignore[arg-type]
    return found + held


def baseline_entrants(train: Sequence[Row], samples: Sequence[Row], score: Any, baselines: Any, seed: int) -> list[Entrant]:
    """One entrant a baseline, answering the test samples of the kinds it answers."""
    asked = [sample for sample in samples if sample["kind"] in baselines.KINDS]
    found = []
    for name, answer in baselines.fit(train, seed).items():
        bar = progress(asked, f"baseline {name}", unit="answer")
        outcomes = list(score.outcomes((sample, completion(sample, answer(sample))) for sample in bar))
        found.append(Entrant(name, "baseline", outcomes, score.metrics(outcomes)))
    return found


def completion(sample: Row, text: str) -> Row:
    """A baseline's answer as a completion; it generates no tokens and is never cut."""
    return {"sample_id": sample["id"], "text": text, "finish_reason": "stop", "tokens": 0, "draws": []}


def losses(reports: Path) -> list[str]:
    """What left the data before scoring, from the reports of validate and split where they are."""
    found = []
    if (reports / "validation.json").is_file():
        seen = read_json(reports / "validation.json")
        found.append(f"validate: {seen['rows_in']} rows in, {seen['kept']} kept, {seen['rejected']} quarantined.")
    if (reports / "dataset_stats.json").is_file():
        stats = read_json(reports / "dataset_stats.json")
        leaked = sum(stats["leaks"].values())
        found.append(
            f"split: {stats['did_not_fit']['n']} samples did not fit the token budget and were left out, and "
            f"{sum(stats['left_out']['train']['for_balance'].values())} clean ones to balance training; "
            f"over the number of samples set: {_by_side(stats['left_out'])}; {leaked} leaks between train and test."
        )
    return found


def _by_side(left_out: dict[str, dict[str, dict[str, int]]]) -> str:
    return ", ".join(f"{sum(left_out[side]['over_the_budget'].values())} in {side}" for side in ("train", "val", "test"))


def trust(sources: Path) -> dict[str, str]:
    """{source: what is known about its labels}, from sources.yaml."""
    return {entry["name"]: " ".join(entry.get("trust", "not stated").split()) for entry in read_yaml(sources)}
