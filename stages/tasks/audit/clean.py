"""From what was collected to what may be learned: no comments, no telling names, no copies, tokens counted."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from stages.core.files import sha256_text
from stages.core.rejects import Reject
from stages.tasks.audit.lib.neutral import neutralised
from stages.tasks.audit.lib.syntax import Unreadable, without_comments
from stages.tasks.audit.lib.telling import tells

Row = dict[str, Any]
_COMPOUND = re.compile(r"[a-z][A-Z]|\w_\w")


def prepare(rows: Iterable[Row], count_tokens: Callable[[str], int]) -> tuple[list[Row], list[Reject]]:
    """(rows ready to be split, rows refused). The first of several equal contracts stays, the others are counted."""
    kept: list[Row] = []
    rejects: list[Reject] = []
    seen: dict[str, Row] = {}
    for number, row in enumerate(rows, start=1):
        try:
            ready = _cleaned(row, count_tokens)
        except Unreadable as error:
            rule = f"cannot be read as {row['language']}"
            rejects.append(Reject(row["path"], number, "code", str(error), rule, row["source"]))
            continue
        twin = seen.get(key := _key(ready))
        fault = _fault(ready, twin)
        if fault:
            rejects.append(Reject(row["path"], number, "code", *fault, row["source"]))
        else:
            seen[key] = ready
            kept.append(ready)
    return kept, rejects


def _cleaned(row: Row, count_tokens: Callable[[str], int]) -> Row:
    if row["kind"] == "text":
        return {**row, "tokens": count_tokens(row["code"]), "renamed": 0}
    code, renames = neutralised(without_comments(row["code"], row["language"]), row["language"], row["origin"])
    findings = [{**finding, "reason": _renamed(finding["reason"], renames)} for finding in row["findings"]]
    prose = {field: _renamed(row[field], renames) for field in ("explanation", "advice", "fix")}
    return {**row, **prose, "code": code, "findings": findings, "tokens": count_tokens(code), "renamed": len(renames)}


def _renamed(text: str, renames: dict[str, str]) -> str:
    """Whole names only: where `bad` becomes `name1`, a badge stays a badge; and no plain words, such as `Proxy` or `to`."""
    said = {old: new for old, new in renames.items() if tells(old) or _COMPOUND.search(old)}
    return re.sub(r"[A-Za-z_$][\w$]*", lambda name: said.get(name[0], name[0]), text)


def _key(row: Row) -> str:
    """Equal for contracts that differ in white space only."""
    return sha256_text(row["language"] + " ".join(row["code"].split()))


def _fault(row: Row, twin: Row | None) -> tuple[str, str] | None:
    if len(row["code"].split()) < 5:
        return row["code"].strip(), "nothing but comments"
    if twin is None:
        return None
    where = f"{twin['source']}:{twin['path']}"
    if _labels(row) != _labels(twin):
        return where, "same code as another record, other labels"
    return where, "same code as another record"


def _labels(row: Row) -> list[str]:
    return sorted(finding["class"] for finding in row["findings"])
