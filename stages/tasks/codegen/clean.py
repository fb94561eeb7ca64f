"""From what was collected to what may be learned: placeholders out, fences off, copies counted, references run.

A reference that fails its own tests says nothing about an answer, so such a record is refused. What runs alone sets the
ceiling for the share of answers that run: many references need variables that only the question names.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from stages.core.files import sha256_text
from stages.core.rejects import Reject
from stages.tasks.codegen.lib.answer import fenced_code
from stages.tasks.codegen.lib.bodies import body_digest
from stages.tasks.codegen.lib.languages import PYTHON, language_of, parsed
from stages.tasks.codegen.lib.programs import alone, with_tests
from stages.tasks.codegen.lib.records import tested

Row = dict[str, Any]
_NO_INPUT = re.compile(r"<?\s*no[- ]?inputs?\s*>?|none|n/?a|not applicable", re.IGNORECASE)


def prepare(rows: Iterable[Row], count_tokens: Callable[[str], int]) -> tuple[list[Row], list[Reject]]:
    """(rows ready to be split, rows refused). The first of several equal rows stays, the others are counted."""
    kept: list[Row] = []
    rejects: list[Reject] = []
    seen: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        ready = _cleaned(row, count_tokens)
        key = sha256_text("\0".join(" ".join(ready[field].split()) for field in ("instruction", "input", "code")))
        if fault := _fault(ready, seen.get(key)):
            rejects.append(Reject(row["path"], number, *fault, row["source"]))
            continue
        seen[key] = f"{row['source']}:{row['path']}"
        kept.append(ready)
    return _run(kept, rejects)


def _cleaned(row: Row, count_tokens: Callable[[str], int]) -> Row:
    given, code = row["input"].strip(), _plain(fenced_code(row["code"]))
    instruction = row["instruction"].strip()
    given = "" if _NO_INPUT.fullmatch(given) else given
    language = row["language"] or language_of(instruction, given, code)
    return {
        **row, "instruction": instruction, "input": _plain(given), "code": code, "language": language,
        "body": body_digest(code) if language == PYTHON else "", "tokens": count_tokens(code),
    }  # fmt: skip


def _plain(code: str) -> str:
    """LF line ends, no blank lines around. Blanks at line ends stay: they may stand inside a text."""
    return code.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _fault(row: Row, twin: str | None) -> tuple[str, str, str] | None:
    """(field, value, rule) of what keeps a row out."""
    if not row["code"]:
        return "code", row["instruction"], "the answer is empty"
    if row["code"].lower().startswith("output:"):
        return "code", row["code"], "the answer is an output, not code"
    if row["code"] == row["input"]:
        return "code", row["code"], "the answer repeats the input"
    if row["language"] == PYTHON and parsed(row["code"]) is None:
        return "code", row["code"], "called Python, does not parse"
    return ("code", twin, "same question and answer as another record") if twin else None


def _run(rows: list[Row], rejects: list[Reject]) -> tuple[list[Row], list[Reject]]:
    """Python references alone, and with their tests; those that fail the latter are refused."""
    from stages.core.progress import progress
    from stages.sandbox import Sandbox

    python = [row for row in rows if row["language"] == PYTHON]
    proven = [row for row in python if tested(row)]
    programs = [alone(row["prelude"], row["code"]) for row in python] + [
        with_tests(row["prelude"], row["code"], row) for row in proven
    ]
    if not programs:
        return rows, rejects
    with Sandbox() as box:
        ended = list(progress(box.run(programs), "run references", total=len(programs), unit="program"))
    for row, verdict in zip(python, ended, strict=False):
        row["runs"] = verdict.status
    failed = {}
    for row, verdict in zip(proven, ended[len(python) :], strict=True):
        if verdict.status != "passed":
            told = f"{verdict.status} {verdict.detail}".strip()
            failed[row["id"]] = Reject(row["path"], 1, "code", told, "the reference fails its own tests", row["source"])
    return [row for row in rows if row["id"] not in failed], [*rejects, *failed.values()]
