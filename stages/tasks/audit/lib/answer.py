"""Answers of the audit task: the one place that writes them (gold) and reads them (models).

Verdict   {"vulnerable":true,"findings":[{"lines":[14],"class":…,"swc":…,"cwe":…,"reason":…}]} on one line;
          a class without an SWC entry has "swc":"". Format `plain` is the verdict alone; `cot` has numbered
          steps before a last line `Verdict: {…}`.
Fix       {"edits":[{"start":12,"end":14,"text":…}],"reason":…}: lines start..end, as numbered in the prompt,
          become the lines of `text` ("" = none, "\\n" = one empty line); start = end + 1 inserts a line.

Reading is strict and repairs nothing: what does not follow the form is None, and is counted as unreadable.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from stages.metrics.shape import closed_object, fits
from stages.tasks.audit.lib.vocab import by_id, classes

MARKER = "Verdict: "
MAX_LINE = 1_000_000  # no contract is longer; keeps absurd numbers out of the tables

_LINE = {"type": "integer", "minimum": 1, "maximum": MAX_LINE}
_EDIT = closed_object(start=_LINE, end={**_LINE, "minimum": 0}, text={"type": "string"})
FIX_SCHEMA = closed_object(edits={"type": "array", "items": _EDIT, "minItems": 1}, reason={"type": "string"})


@dataclass(frozen=True)
class Finding:
    """One weakness an answer claims; `weakness` is a class id, `lines` are 1-based and may be empty."""

    weakness: str
    swc: str
    cwe: str
    lines: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class Edit:
    """Lines start..end (1-based, inclusive, as shown) become the lines of `text`."""

    start: int
    end: int
    text: str


def verdict_json(findings: Iterable[Mapping[str, Any]]) -> str:
    """The gold verdict for findings with keys class, lines, reason; no finding means not vulnerable.

    Raises UserError for a class that is not in the vocabulary.
    """
    ordered = sorted(findings, key=lambda f: (list(f["lines"])[:1] or [MAX_LINE], f["class"]))
    return _dump({"vulnerable": bool(ordered), "findings": [_gold_finding(f) for f in ordered]})


def cot_answer(steps: Sequence[str], verdict: str) -> str:
    """Numbered steps, one a line, then the marker and `verdict` (from `verdict_json`)."""
    numbered = [f"{number}. {_one_line(step)}" for number, step in enumerate(steps, start=1)]
    return "\n".join([*numbered, MARKER + verdict])


def parse_verdict(text: str, format: str) -> tuple[Finding, ...] | None:
    """The findings an answer claims, () when it says the code is clean, None when it cannot be read.

    `plain`: the whole text is the verdict; `cot`: what follows the last line that starts with the marker is.
    A claim that contradicts itself ("vulnerable" without a finding, or the reverse) cannot be read.
    """
    if format == "cot":
        _, marker, text = ("\n" + text).rpartition("\n" + MARKER)
        if not marker:
            return None
    answer = _load(text, verdict_schema())
    return None if answer is None else tuple(_finding(item) for item in answer["findings"])


def fix_json(before: str, after: str, reason: str, first_line: int = 1) -> str:
    """The edits that turn `before` into `after`; `first_line` is the number shown at its first line."""
    old, new = before.split("\n"), after.split("\n")
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    edits = [
        {"start": i1 + first_line, "end": i2 + first_line - 1, "text": _join(new[j1:j2])}
        for tag, i1, i2, j1, j2 in steps
        if tag != "equal"
    ]
    return _dump({"edits": edits, "reason": _one_line(reason)})


def changed_lines(before: str, after: str) -> set[int]:
    """1-based lines of `after` that are new, or stand next to where lines were taken away."""
    changes = SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False).get_opcodes()
    return {line for tag, _, _, j1, j2 in changes if tag != "equal" for line in range(j1 + (j1 < j2), j2 + 1 + (j1 == j2))}


def parse_fix(text: str) -> tuple[Edit, ...] | None:
    """The edits an answer makes (at least one), or None when it cannot be read."""
    answer = _load(text, FIX_SCHEMA)
    return None if answer is None else tuple(Edit(**item) for item in answer["edits"])


def apply_fix(before: str, edits: Iterable[Edit], first_line: int = 1) -> str | None:
    """`before` with the edits made, or None when they overlap, run backwards or leave the shown lines."""
    old, new = before.split("\n"), []
    done = 0  # lines of `old` already dealt with
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        start, end = edit.start - first_line, edit.end + 1 - first_line
        if not done <= start <= end <= len(old):
            return None
        new += old[done:start] + _split(edit.text)
        done = end
    return "\n".join(new + old[done:])


@cache
def verdict_schema() -> dict[str, Any]:
    """JSON Schema of a verdict: what `parse_verdict` accepts, and what a decoder can be held to."""
    properties: dict[str, Any] = {
        "lines": {"type": "array", "items": _LINE},
        "class": {"type": "string", "enum": sorted(c.id for c in classes())},
        "swc": {"type": "string", "pattern": "^(SWC-[0-9]{3})?$"},
        "cwe": {"type": "string", "pattern": "^CWE-[0-9]{1,4}$"},
        "reason": {"type": "string"},
    }
    finding = closed_object(**properties)
    some = {"type": "array", "items": finding, "minItems": 1}
    weak = closed_object(vulnerable={"const": True}, findings=some)
    clean = closed_object(vulnerable={"const": False}, findings={"type": "array", "maxItems": 0})
    return {"type": "object", "anyOf": [weak, clean]}


def _gold_finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    weakness = by_id(finding["class"])
    return {
        "lines": sorted(finding["lines"]),  # first: what is named next is then told from these lines
        "class": weakness.id,
        "swc": weakness.swc or "",
        "cwe": weakness.cwe,
        "reason": _one_line(finding["reason"]),
    }


def _finding(item: Mapping[str, Any]) -> Finding:
    return Finding(item["class"], item["swc"], item["cwe"], tuple(item["lines"]), item["reason"])


def _load(text: str, schema: Mapping[str, Any]) -> Any:
    """The one JSON value in `text` when it follows the schema, else None."""
    try:
        answer = json.loads(text, object_pairs_hook=_no_repeats)
        _dump(answer).encode()  # half a surrogate pair ("\\ud800") is JSON, but no text that can be stored
    except (ValueError, RecursionError):
        return None
    return answer if fits(answer, schema) else None


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("repeated key")
    return dict(pairs)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _join(lines: Sequence[str]) -> str:
    """Lines as one text; a last empty line needs its own line end, since "" means no line at all."""
    return "\n".join(lines) + ("\n" if lines and not lines[-1] else "")


def _split(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []
