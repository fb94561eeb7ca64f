"""Rows against a pandera model: the good ones go on, the others leave with field, value and rule.

pandera's own `drop_invalid_rows` is not used: on some paths it hands the bad rows back without an error.
"""

from collections.abc import Sequence
from typing import Any

from stages.core.errors import UserError
from stages.core.rejects import Reject


def check_rows(rows: Sequence[dict[str, Any]], model: Any) -> tuple[list[dict[str, Any]], list[Reject]]:
    """(rows that keep the contract, one Reject for each of the others with the first rule it broke, in row order).

    Raises UserError when a column is missing: then the source is broken, not a row.
    """
    import pandas as pd
    import pandera.pandas as pa

    if not rows:
        return [], []
    try:
        model.validate(pd.DataFrame(list(rows)), lazy=True)
        return list(rows), []
    except pa.errors.SchemaErrors as errors:
        faults = errors.failure_cases
    broken = faults[faults["index"].isna()]
    if len(broken):
        first = broken.iloc[0]
        raise UserError(
            f"records: rule {first['check']!r} cannot be asked of any row: {first['failure_case']}; "
            "a whole column is wrong, so the source's reader is"
        )
    over_fields = faults["schema_context"] != "Column"  # a wrong field often breaks a rule over several; name the field
    ordered = faults.assign(over_fields=over_fields).sort_values(["index", "over_fields", "column", "check"])
    first_fault = {int(fault["index"]): fault for fault in ordered.iloc[::-1].to_dict("records")}
    rejects = [_reject(rows[at], at, first_fault[at]) for at in sorted(first_fault)]
    return [row for at, row in enumerate(rows) if at not in first_fault], rejects


def _reject(row: dict[str, Any], at: int, fault: dict[str, Any]) -> Reject:
    field = "row" if fault["over_fields"] else str(fault["column"])  # pandera names every column for a rule over several
    value = str(row.get(field, row.get("role", "")))
    return Reject(row["path"], at + 1, field, value, str(fault["check"]), row["source"])
