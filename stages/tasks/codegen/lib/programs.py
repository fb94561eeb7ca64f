"""From an answer to a program the sandbox can run: imports and setup where they belong, tests beside it."""

from collections.abc import Mapping
from typing import Any

from stages.sandbox import Call, Program


def alone(prelude: str, code: str) -> Program:
    """The answer by itself, with the imports that its prompt shows."""
    return Program(_joined(prelude, code))


def with_tests(prelude: str, code: str, tests: Mapping[str, Any]) -> Program:
    """The answer with its tests: {setup, asserts, calls}. Their statements run after it, as they use it."""
    calls = tuple(Call(call["expression"], call["expected"]) for call in tests["calls"])
    return Program(_joined(prelude, code), setup=tests["setup"], asserts=tuple(tests["asserts"]), calls=calls)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part.strip()) + "\n"
