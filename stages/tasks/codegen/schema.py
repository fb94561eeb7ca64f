"""A record of the codegen task: what is asked, the code that answers it, and tests where there are any."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from stages.core.tables import columns
from stages.core.tally import counts as tallied
from stages.tasks.codegen.lib.languages import LANGUAGES
from stages.tasks.codegen.lib.records import DEFAULTS as DEFAULTS
from stages.tasks.codegen.lib.records import tested

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

LONGEST = 20_000  # characters of any one field


def content(record: dict[str, Any]) -> str:
    """What a record is told apart by: question, input and answer."""
    return "\n\0".join(record[field] for field in ("instruction", "input", "prelude", "code"))


def record_schema() -> "pa.Schema":
    """Columns of data/raw and data/valid; `tokens`, `body` and `runs` are empty until validate has filled them."""
    return columns(
        id=str, source=str, revision=str, path=str, licence=str, language=str, kind=str, family=str, project=str,
        instruction=str, input=str, code=str, prelude=str, stub=str, setup=str, asserts=[str],
        calls=[{"expression": str, "expected": str}], shown=[str], side=str, body=str, runs=str, tokens=int,
    )  # fmt: skip


@cache
def model() -> Any:
    """The pandera contract of a record (validated lazily, row by row faults in `failure_cases`)."""
    import pandera.pandas as pa
    from pandera.typing.pandas import Series

    class CodeRecord(pa.DataFrameModel):
        """One task per row."""

        id: Series[str] = pa.Field(str_matches=r"^[0-9a-f]{64}$")  # sha256 of `content`
        source: Series[str] = pa.Field(str_length={"min_value": 1})
        path: Series[str] = pa.Field(str_length={"min_value": 1})  # relative to the source's root
        licence: Series[str] = pa.Field(str_length={"min_value": 1})  # SPDX id
        language: Series[str] = pa.Field(isin=("", *LANGUAGES))
        kind: Series[str] = pa.Field(isin=("function", "task"))
        side: Series[str] = pa.Field(isin=("", "train", "test"))
        family: Series[str] = pa.Field(str_length={"min_value": 1})
        instruction: Series[str] = pa.Field(str_length={"min_value": 3, "max_value": LONGEST})
        input: Series[str] = pa.Field(str_length={"max_value": LONGEST})
        code: Series[str] = pa.Field(str_length={"min_value": 1, "max_value": LONGEST})

        @pa.dataframe_check(name="a function has a stub")
        def _stub_fits(cls, frame: "pd.DataFrame") -> "pd.Series[bool]":
            return (frame["kind"] != "function") | (frame["stub"] != "")

    return CodeRecord


def counts(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """How many kept records there are by source, language and kind; how the references end, and whose tests they pass."""
    told = [{**row, "tests": "with tests" if tested(row) else "without tests"} for row in rows]
    runs = [{"reference_ends": row["runs"]} for row in rows if row["runs"]]
    return tallied(told, "source", "language", "kind", "tests") | tallied(runs, "reference_ends")
