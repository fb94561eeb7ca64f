"""A row that leaves the pipeline leaves with a reason that is stored and counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN = 5  # examples per rule in a committed report
LONGEST = 120  # characters of a refused value that are kept


@dataclass(frozen=True)
class Reject:
    """Why one row was refused: where it stood (`path`, 1-based `row`), which field, its value, the rule it broke."""

    path: str
    row: int
    field: str
    value: str
    rule: str
    source: str = ""

    def stored(self) -> dict[str, Any]:
        """The row of a quarantine table; long values are cut and marked."""
        value = self.value if len(self.value) <= LONGEST else self.value[: LONGEST - 1] + "…"
        return {**asdict(self), "value": value}


def reject_schema() -> "pa.Schema":
    """Quarantine tables: one row a refused record."""
    from stages.core.tables import columns

    return columns(path=str, row=int, field=str, value=str, rule=str, source=str)


def summary(rejects: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Counts by source, field and rule, largest first, each with up to five examples."""
    counts = Counter((r["source"], r["field"], r["rule"]) for r in rejects)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        {
            "source": source, "field": field, "rule": rule, "rows": rows,
            "examples": [f"{r['path']}:{r['row']}: {r['value']}" for r in rejects
                         if (r["source"], r["field"], r["rule"]) == (source, field, rule)][:SHOWN],
        }
        for (source, field, rule), rows in ordered
    ]  # fmt: skip
