"""A record of the audit task: a contract (or a text about contracts) and the weaknesses people confirmed in it."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from stages.core.tables import columns
from stages.core.tally import counts as tallied
from stages.tasks.audit.lib.vocab import classes

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

LANGUAGES = ("solidity", "rust", "vyper", "text")
ROLES = ("vulnerable", "fixed", "lookalike", "clean", "none")
ORIGINS = ("authored", "labelled", "injected", "library", "finding", "registry")
LONGEST = 400_000  # characters; the longest labelled contract seen has under 100,000


def content(record: dict[str, Any]) -> str:
    """What a record is told apart by: its language and raw text."""
    return f"{record['language']}\n{record['code']}"


def record_schema() -> "pa.Schema":
    """Columns of data/raw and data/valid; `tokens` and `renamed` are 0 until validate has filled them."""
    finding = {"class": str, "accept": [str], "lines": [int], "reason": str}
    return columns(
        id=str, source=str, revision=str, path=str, licence=str, language=str, kind=str, role=str, code=str,
        findings=[finding], family=str, project=str, pair=str, title=str, explanation=str, advice=str, fix=str,
        date=str, origin=str, exhaustive=bool, tokens=int, renamed=int,
    )  # fmt: skip


@cache
def model() -> Any:
    """The pandera contract of a record (validated lazily, row by row faults in `failure_cases`)."""
    import pandera.pandas as pa
    from pandera.typing.pandas import Series

    class AuditRecord(pa.DataFrameModel):
        """One contract or text per row."""

        id: Series[str] = pa.Field(str_matches=r"^[0-9a-f]{64}$")  # sha256 of language and raw text
        source: Series[str] = pa.Field(str_length={"min_value": 1})
        path: Series[str] = pa.Field(str_length={"min_value": 1})  # relative to the source's root
        licence: Series[str] = pa.Field(str_length={"min_value": 1})  # SPDX id
        language: Series[str] = pa.Field(isin=LANGUAGES)
        kind: Series[str] = pa.Field(isin=("contract", "text"))
        role: Series[str] = pa.Field(isin=ROLES)
        origin: Series[str] = pa.Field(isin=ORIGINS)
        code: Series[str] = pa.Field(str_length={"min_value": 20, "max_value": LONGEST})
        family: Series[str] = pa.Field(str_length={"min_value": 1})
        date: Series[str] = pa.Field(str_matches=r"^$|^\d{4}-\d{2}-\d{2}$")
        findings: Series[object]  # list of {class, accept, lines, reason}

        @pa.check("findings", name="known classes")
        def _known(cls, column: "pd.Series[Any]") -> "pd.Series[bool]":
            return column.map(lambda found: all(_is_known(f["class"], *f["accept"]) for f in found))

        @pa.dataframe_check(name="a vulnerable contract has a finding, no other has one")
        def _role_fits(cls, frame: "pd.DataFrame") -> "pd.Series[bool]":
            has = frame["findings"].map(len) > 0
            return (frame["kind"] == "text") | (has == (frame["role"] == "vulnerable"))

        @pa.dataframe_check(name="lines lie inside the file")
        def _lines_fit(cls, frame: "pd.DataFrame") -> "pd.Series[bool]":
            length = frame["code"].str.count("\n") + 1
            worst = frame["findings"].map(lambda found: max((n for f in found for n in f["lines"]), default=1))
            least = frame["findings"].map(lambda found: min((n for f in found for n in f["lines"]), default=1))
            return (worst <= length) & (least >= 1)

    return AuditRecord


def counts(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """How many kept records there are by source, language, role and weakness class."""
    findings = (finding for row in rows for finding in row["findings"])
    return tallied(rows, "source", "language", "role", "origin") | tallied(findings, "class")


def _is_known(*ids: str) -> bool:
    return {weakness.id for weakness in classes()}.issuperset(ids)
