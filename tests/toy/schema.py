"""A word and its colour."""

from collections.abc import Sequence
from typing import Any

from stages.core.tables import columns
from stages.core.tally import counts as tallied

DEFAULTS = {"word": "", "colour": ""}


def content(record: dict[str, Any]) -> str:
    return str(record["word"])


def record_schema() -> Any:
    return columns(id=str, source=str, revision=str, path=str, licence=str, language=str, kind=str, family=str, project=str,
                   word=str, colour=str, tokens=int)  # fmt: skip


def model() -> Any:
    import pandera.pandas as pa

    return pa.DataFrameSchema({"colour": pa.Column(str, pa.Check.isin(["red", "green"]))})


def counts(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, int]]:
    return tallied(rows, "colour")
