"""sectune show: rows of any stage, readable."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from stages.commands.data.rows import matches, shown
from stages.core.errors import UserError, unknown
from stages.core.params import load_params

Row = dict[str, Any]
_OF_RUNS = ("completions", "scores")
_IDS = ("id", "sample_id", "name")  # the fields that name a row, in the order they are looked for


def show(stage: str, name: str, side: str, where: Sequence[str], prefix: str, limit: int, full: bool) -> int:
    """Print up to `limit` rows; `name` is a run for completions and scores, else a task."""
    if limit < 1:
        raise UserError(f"--n: got {limit}; a number from 1 up is needed")
    rows, place = _read(stage, name, side)
    kept = [row for row in rows if _wanted(row, where, prefix)]
    for at, row in enumerate(kept[:limit], start=1):
        print(f"── {at} of {len(kept)}\n{shown(row, full)}\n")
    more = "" if len(kept) <= limit else f", {limit} shown (--n shows more)"
    print(f"{place}: {len(rows)} rows, {len(kept)} match{more}")
    return 0


def _read(stage: str, name: str, side: str) -> tuple[list[Row], str]:
    from stages.core.tables import read_table

    params = load_params()
    task = params.run(name).task if stage in _OF_RUNS else name
    params.task(task)
    if stage == "sources":
        from stages.sources.spec import load_sources

        listing = Path("stages/tasks") / task / "sources.yaml"
        return [asdict(source) for source in load_sources(listing)], str(listing)
    path = {
        "raw": Path("data/raw") / task / "records.parquet",
        "valid": Path("data/valid") / task / "records.parquet",
        "quarantine": Path("data/quarantine") / task / "rejects.parquet",
        "split": Path("data/split") / task / f"{side}.parquet",
        "completions": Path("data/completions") / name / "completions.parquet",
        "scores": Path("data/scores") / task / name / "outcomes.parquet",
    }[stage]
    return read_table(path), str(path)


def _wanted(row: Row, where: Sequence[str], prefix: str) -> bool:
    return _has_id(row, prefix) and all(_meets(row, condition) for condition in where)


def _has_id(row: Row, prefix: str) -> bool:
    if not prefix:
        return True
    named = [field for field in _IDS if field in row]
    if not named:
        raise UserError("--id: these rows have no id; use --where FIELD=VALUE")
    return str(row[named[0]]).startswith(prefix)


def _meets(row: Row, condition: str) -> bool:
    field, given, value = condition.partition("=")
    if not given:
        raise UserError(f"--where: got {condition!r}; FIELD=VALUE is needed")
    if field not in row:
        raise unknown("field", field, row, "--where")
    return matches(row, field, value)
