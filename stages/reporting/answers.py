"""The answers of a run, each with the sample it answers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stages.core.errors import UserError
from stages.core.tables import read_table

Row = dict[str, Any]


def answered(name: str, samples: Sequence[Row], constrained: bool) -> list[tuple[Row, Row]]:
    """(sample, completion) pairs of a run in the order of the test set; [] when it was not decoded in that way.

    Free answers must be there for every sample, constrained ones for some of them. Raises UserError otherwise.
    """
    table = Path("data/completions") / name / ("constrained.parquet" if constrained else "completions.parquet")
    if constrained and not table.is_file():
        return []
    rows = read_table(table)
    answers = {row["sample_id"]: row for row in rows}
    known = {sample["id"] for sample in samples}
    if len(answers) < len(rows) or not answers.keys() <= known or not (constrained or answers.keys() == known):
        raise UserError(
            f"{table}: {len(rows)} completions do not match the {len(samples)} test samples "
            f"one to one; run `dvc repro predict@{name}`"
        )
    return [(sample, answers[sample["id"]]) for sample in samples if sample["id"] in answers]
