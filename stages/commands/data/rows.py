"""Rows of any table as text for a terminal: code with line numbers, long text wrapped and folded, nothing that acts.

Collected and generated text may hold terminal control sequences; every control or direction character is spelled out.
"""

import json
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from stages.core.errors import UserError

WIDTH = 100  # characters a line
HEAD, TAIL = 24, 6  # lines of a long text that stay when it is folded


def shown(row: Mapping[str, Any], full: bool = False) -> str:
    """One row: a field a line, longer values as blocks below their name; empty fields are left out."""
    return "\n".join(line for name, value in row.items() if not _empty(value) for line in _field(name, value, full))


def matches(row: Mapping[str, Any], field: str, value: str) -> bool:
    """Whether a field is `value`, or holds it: any item of a list, any value of its items.

    >>> row = {"ok": True, "findings": [{"class": "reentrancy", "lines": [3]}]}
    >>> matches(row, "ok", "true"), matches(row, "findings", "reentrancy"), matches(row, "findings", "other")
    (True, True, False)
    """
    return value in _spellings(row[field])


def jsonl_file(out: str) -> Path:
    """The file that `--out` names. Raises UserError when it is not called .jsonl."""
    target = Path(out)
    if target.suffix != ".jsonl":
        raise UserError(f"--out: got {out!r}; a file name that ends in .jsonl is needed")
    return target


def _spellings(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return {spelling for item in value for spelling in _spellings(item)}
    return {str(value).lower() if isinstance(value, bool) else str(value)}


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == ()


def _field(name: str, value: Any, full: bool) -> list[str]:
    if name == "messages":
        blocks = [(f"{name}: {message['role']}", message["content"].split("\n")) for message in value]
    elif name == "code":
        blocks = [(f"{name}:", _numbered(value))]
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        if "\n" not in text and len(f"  {name}: {text}") <= WIDTH:
            return [f"  {name}: {_printable(text)}"]
        blocks = [(f"{name}:", text.split("\n"))]
    return [line for head, lines in blocks for line in (f"  {head}", *_block(lines, full))]


def _block(lines: Sequence[str], full: bool) -> list[str]:
    wrapped = [f"    {part}" for line in lines for part in _wrapped(_printable(line))]
    if full or len(wrapped) <= HEAD + TAIL + 1:
        return wrapped
    left_out = len(wrapped) - HEAD - TAIL
    return [*wrapped[:HEAD], f"    … {left_out} more lines (--full shows them)", *wrapped[-TAIL:]]


def _wrapped(line: str) -> list[str]:
    room = WIDTH - 4
    parts = textwrap.wrap(line, room, drop_whitespace=False, replace_whitespace=False, break_on_hyphens=False)
    return [part.rstrip() for part in parts] or [""]


def _numbered(code: str) -> list[str]:
    lines = code.rstrip("\n").split("\n")
    width = len(str(len(lines)))
    return [f"{number:>{width}}| {line}" for number, line in enumerate(lines, start=1)]


def _printable(text: str) -> str:
    return "".join(map(_visible, text.expandtabs(4)))


def _visible(char: str) -> str:
    if char == " " or unicodedata.category(char)[0] not in "CZ":
        return char
    return f"\\u{ord(char):04x}"
