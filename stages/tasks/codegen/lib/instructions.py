"""Samples as rows of two common instruction forms, for other trainers.

alpaca     {"instruction", "input", "output"}
category   {"instruction", "response", "category"}; category is the language
"""

from collections.abc import Mapping
from typing import Any


def to_row(sample: Mapping[str, Any], form: str) -> dict[str, str]:
    """The sample in one of the forms. The system message is left out: it is the same for all."""
    question, answer = sample["messages"][-1]["content"], sample["completion"]
    if form == "alpaca":
        return {"instruction": question, "input": "", "output": answer}
    return {"instruction": question, "response": answer, "category": sample["language"]}
