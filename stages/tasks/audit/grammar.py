"""The forms of the audit task's answers as grammars: JSON as lib/answer.py writes it, after numbered steps where asked for."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from stages.tasks.audit.lib.answer import FIX_SCHEMA, MARKER, verdict_schema

SHARE = 1.0  # of the answer's tokens, for the first pass
MOST = {"findings": 6, "lines": 6, "edits": 16}
LONGEST = {"reason": 320, "text": 2000}  # characters
STEPS, LONGEST_STEP = 9, 400
_COMPACT = {"x-guidance": {"whitespace_flexible": False, "item_separator": ",", "key_separator": ":"}}


def first(sample: Mapping[str, Any]) -> str | None:
    """The grammar of a verdict or of edits; None for an answer in prose."""
    if sample["kind"] == "vulnerability_fix":
        return _grammar("fix")
    return _grammar(sample["format"]) if sample["kind"] == "security_audit" else None


def then(sample: Mapping[str, Any], text: str) -> tuple[str, str] | None:
    """No second pass."""
    return None


@cache
def _grammar(form: str) -> str:
    schema = _bounded(FIX_SCHEMA if form == "fix" else verdict_schema()) | _COMPACT
    answer = f"answer: %json {json.dumps(schema)}"
    if form != "cot":
        return f"start: answer\n{answer}"
    step = rf"STEP: /[1-9]\. [^\n]{{1,{LONGEST_STEP}}}\n/"
    return f"start: STEP{{1,{STEPS}}} {json.dumps(MARKER)} answer\n{step}\n{answer}"


def _bounded(schema: Any) -> Any:
    """The schema with an end to every list and text: without one, a budget can be spent on a single of them."""
    if isinstance(schema, list):
        return [_bounded(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    found = {key: _bounded(value) for key, value in schema.items()}
    for names, bound in ((MOST, "maxItems"), (LONGEST, "maxLength")):
        for name in names.keys() & found.get("properties", {}).keys():
            found["properties"][name].setdefault(bound, names[name])
    return found
