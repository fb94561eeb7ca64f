"""Samples as rows of two common instruction forms, for other trainers.

alpaca     {"instruction", "input", "output"}: question, numbered passage, graph
category   {"instruction", "response", "category"}; category is what the passage holds: relations, no-relation or empty
"""

from collections.abc import Mapping
from typing import Any


def to_row(sample: Mapping[str, Any], form: str) -> dict[str, str]:
    """The sample in one of the forms. The system message is left out: it is the same for all."""
    question, answer = sample["messages"][-1]["content"], sample["completion"]
    if form == "alpaca":
        shown, _, ask = question.rpartition("\n")
        return {"instruction": ask, "input": shown, "output": answer}
    return {"instruction": question, "response": answer, "category": sample["role"]}
