"""Answers for many samples: like ones together, every finished batch kept, so a killed run goes on."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from stages.core.errors import UserError
from stages.core.files import read_jsonl, write_jsonl
from stages.core.progress import progress
from stages.engines.contract import Answer

Row = dict[str, Any]
FIELDS = {"sample_id", "draws", *Answer._fields}


def complete(answer: Callable[[Sequence[Row]], list[Row]], samples: Sequence[Row], batch_size: int, state: Path) -> list[Row]:
    """Completions in the order of `samples`; `answer` gives those of one batch, as `completion` makes them.

    `state` keeps one file a batch; batches found there are not generated again. Which samples share a batch depends on
    the samples alone: results of a batched model can differ in the last digits with the company a row keeps.
    """
    order = sorted(range(len(samples)), key=lambda at: _place(samples[at]))
    batches = [order[start : start + batch_size] for start in range(0, len(order), batch_size)]
    done: dict[str, Row] = {}
    for number, batch in enumerate(progress(batches, "predict", unit="batch")):
        path = state / f"batch-{number:05d}.jsonl"
        asked = [samples[at] for at in batch]
        rows = _kept(path, [sample["id"] for sample in asked])
        if rows is None:
            rows = answer(asked)
            write_jsonl(path, rows)
        done |= {row["sample_id"]: row for row in rows}
    return [done[sample["id"]] for sample in samples]


def completion(sample: Row, answer: Answer, draws: Sequence[Answer] = ()) -> Row:
    """A row of data/completions."""
    return {"sample_id": sample["id"], **answer._asdict(), "draws": [draw.text for draw in draws]}


def _place(sample: Row) -> tuple[str, str, int, str]:
    """Answers of one form are about as long, and a batch runs as long as its longest; then like prompts, longest first."""
    return sample["kind"], sample["format"], -sample["tokens"], sample["id"]


def _kept(path: Path, ids: Sequence[str]) -> list[Row] | None:
    if not path.is_file():
        return None
    try:
        rows = [row for _, row in read_jsonl(path)]
    except UserError:  # a file that does not read back is as good as none
        return None
    whole = all(set(row) == FIELDS for row in rows)
    return rows if whole and [row["sample_id"] for row in rows] == list(ids) else None
