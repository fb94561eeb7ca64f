"""Samples as rows of the two common instruction forms, and what such a row says when it comes from elsewhere.

alpaca     {"instruction", "input", "output"}
category   {"instruction", "response", "category"}; category is the main SWC id, else class id, else kind of question
A row tells nothing of families and projects: rows that come back are grouped by likeness of their code alone.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from stages.tasks.audit.lib.answer import MAX_LINE
from stages.tasks.audit.lib.vocab import by_id, classes
from stages.tasks.audit.prompt import ASK, KINDS

FORMS = {"alpaca": ("instruction", "input", "output"), "category": ("instruction", "response", "category")}
_LABELS = {"solidity": "solidity", "sol": "solidity", "rust": "rust", "rs": "rust", "vyper": "vyper", "vy": "vyper"}
_SIGNS = {  # what tells the language of code without a labelled fence
    "vyper": r"^\s*#\s*(@version|pragma version)\b|^@(external|internal|deploy|view|pure|payable)\b",
    "solidity": r"^\s*pragma solidity\b|^\s*(abstract )?(contract|library|interface)\s+\w+[^;.]*\{",
    "rust": r"\bfn\s+\w+\s*[<(]",
}
_FENCED = re.compile(r"^(`{3,})(\w*)\n(.*?)\n\1[ \t]*$", re.DOTALL | re.MULTILINE)
_NUMBERED = re.compile(r"(\d+)\| ?(.*)")


class Code(NamedTuple):
    """A contract found in a row; `language` is "" where there is none."""

    language: str
    text: str


def to_row(sample: Mapping[str, Any], form: str) -> dict[str, str]:
    """The sample in one of FORMS. The system message is left out: it is the same for all."""
    question, answer = sample["messages"][-1]["content"], sample["completion"]
    if form == "alpaca":
        shown, _, ask = question.rpartition("\n")
        return {"instruction": ask, "input": shown, "output": answer}
    return {"instruction": question, "response": answer, "category": _category(sample)}


def code_in(instruction: str, given: str) -> Code:
    """The first fenced contract of a row, else its input, else its instruction, when that is code as a whole."""
    for _, label, body in _FENCED.findall(f"{instruction}\n{given}"):
        language = _LABELS.get(label.lower(), "" if label else _guess(body))
        if language:
            return Code(language, _unnumbered(body))
    for text in (given, instruction):
        if language := _guess(text):
            return Code(language, _unnumbered(text))
    return Code("", "")


def asked(instruction: str) -> tuple[str, str]:
    """(kind of question, class id) where the last line is one of our own questions; "" for what it does not tell."""
    ask = instruction.rpartition("\n")[2]
    for kind, pattern in _questions():
        if match := pattern.fullmatch(ask):
            return kind, weakness_named(match.groupdict().get("title") or "")
    return "", ""


def weakness_named(name: str) -> str:
    """The class id that an SWC id, a class id or a class title stands for, in any case; "" for none."""
    return _names().get(name.strip().lower(), "")


def _category(sample: Mapping[str, Any]) -> str:
    labels = json.loads(sample["labels"])
    found = [finding["class"] for finding in labels.get("findings", ())] or [labels.get("class", "")]
    if not found[0]:
        return str(sample["kind"])
    weakness = by_id(found[0])
    return weakness.swc or weakness.id


@cache
def _names() -> dict[str, str]:
    return {name.lower(): item.id for item in classes() for name in (item.title, item.swc, item.id) if name}


@cache
def _questions() -> list[tuple[str, re.Pattern[str]]]:
    known = [(kind, re.escape(text)) for (kind, _, _), text in ASK.items()]
    blanks = {re.escape("{language}"): r"\w+", re.escape("{title}"): r"(?P<title>.+)"}
    found = []
    for kind, text in known:
        for blank, pattern in blanks.items():
            text = text.replace(blank, pattern)
        found.append((kind, re.compile(text)))
    return sorted(found, key=lambda item: KINDS.index(item[0]))


def _guess(text: str) -> str:
    return next((name for name, sign in _SIGNS.items() if re.search(sign, text, re.MULTILINE)), "")


def _unnumbered(body: str) -> str:
    """Lines such as `12| text` at their own places, blank lines between; other text as it is. Ends in a line end."""
    lines = [line for line in body.split("\n") if line.strip()]
    places = [_NUMBERED.fullmatch(line) for line in lines]
    numbers = [int(place[1]) for place in places if place]
    if len(numbers) < len(lines) or numbers != sorted(set(numbers)) or not 0 < numbers[0] <= numbers[-1] <= MAX_LINE:
        return body.rstrip("\n") + "\n"
    code = [""] * numbers[-1]
    for place in places:
        if place:
            code[int(place[1]) - 1] = place[2]
    return "\n".join(code) + "\n"
