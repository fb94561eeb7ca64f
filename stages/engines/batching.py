"""Answers for many samples: like ones together, every finished batch kept, so a killed run goes on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stages.core.errors import UserError
from stages.core.files import read_jsonl, write_jsonl
from stages.core.progress import progress
from stages.engines.contract import Answer, Engine

Row = dict[str, Any]


def complete(engine: Engine, samples: Sequence[Row], batch_size: int, limit: int, state: Path) -> list[Row]:
    """Completions {sample_id, text, finish_reason, tokens} in the order of `samples`.

    `state` keeps one file a batch; batches found there are not generated again. Which samples share a batch depends on
    the samples alone: results of a batched model can differ in the last digits with the company a row keeps.
    """
    order = sorted(range(len(samples)), key=lambda at: _place(samples[at]))
    batches = [order[start : start + batch_size] for start in range(0, len(order), batch_size)]
    done: dict[str, Row] = {}
    for number, batch in enumerate(progress(batches, "predict", unit="batch")):
        path = state / f"batch-{number:05d}.jsonl"
        rows = _kept(path, [samples[at]["id"] for at in batch])
        if rows is None:
            answers = engine.generate([samples[at]["messages"] for at in batch], limit)
            rows = [{"sample_id": samples[at]["id"], **answer._asdict()} for at, answer in zip(batch, answers, strict=True)]
            write_jsonl(path, rows)
        done |= {row["sample_id"]: row for row in rows}
    return [done[sample["id"]] for sample in samples]


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
    whole = all(set(row) == {"sample_id", *Answer._fields} for row in rows)
    return rows if whole and [row["sample_id"] for row in rows] == list(ids) else None
