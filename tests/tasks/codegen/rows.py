"""Small programming tasks as records, and answers to them, for the tests of the codegen task."""

import json
from typing import Any

from stages.core.files import sha256_text
from stages.prompting.room import Room
from stages.prompting.tokens import Tokens
from stages.tasks.codegen.lib.bodies import body_digest
from stages.tasks.codegen.lib.records import record
from stages.tasks.codegen.samples import Options, make
from stages.tasks.codegen.schema import content

OPTIONS = Options(over_length="reject", formats=["chat", "completion"])
LARGEST = """def largest(items):
    best = items[0]
    for item in items:
        if item > best:
            best = item
    return best"""
STUB = 'def largest(items):\n    """Return the largest of some numbers."""'


def task(code: str = "print(sum([1, 2]))", **values: Any) -> dict[str, Any]:
    """A record as it stands in data/valid."""
    known = {"path": "a.json", "language": "python", "instruction": "Print the sum of 1 and 2.", "family": "here/1", "code": code}
    row = record(**known | values)
    made = {"id": sha256_text(content(row)), "source": "here", "revision": "shipped", "licence": "MIT"}
    body = body_digest(row["code"]) if row["language"] == "python" else ""
    return row | made | {"body": body, "runs": "passed", "tokens": 0}


def function(**values: Any) -> dict[str, Any]:
    """A function with a docstring and two examples."""
    calls = [{"expression": "largest([1, 3, 2])", "expected": "3"}, {"expression": "largest('ab')", "expected": "'b'"}]
    known = {"kind": "function", "stub": STUB, "instruction": "Return the largest of some numbers.", "calls": calls}
    return task(LARGEST, **known | values)


def samples(row: dict[str, Any], tokens: Tokens) -> dict[str, dict[str, Any]]:
    """{prompt form: sample} of one record."""
    made, rejects = make([row], Room(tokens, 4000, 2000), OPTIONS)
    assert not rejects
    return {sample["format"]: {**sample, "group": "g"} for sample in made}


def answer(sample: dict[str, Any], text: str | None = None, draws: list[str] | None = None) -> dict[str, Any]:
    """A completion; without a text the gold one."""
    said = sample["completion"] if text is None else text
    return {"sample_id": sample["id"], "text": said, "finish_reason": "stop", "tokens": 3, "draws": draws or []}


def labels(sample: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sample["labels"])
    return found
