"""Markdown that shows what it is given and nothing else: tables, numbers, text from anywhere."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stages.core.fences import fence

NONE = "–"
_NUMBER = re.compile(r"[-+<]? ?[\d\[]|–")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A pipe table; columns of numbers to the right, others to the left.

    >>> print(table(["a", "b|c"], [["x", 1]]))
    | a | b\\|c |
    | :-- | --: |
    | x | 1 |
    """
    body = [[str(cell) for cell in row] for row in rows]
    numeric = [all(_NUMBER.match(row[at]) for row in body) for at in range(len(heads))]
    rule = ["--:" if right else ":--" for right in numeric]
    return "\n".join([_line(heads), f"| {' | '.join(rule)} |", *map(_line, body)])


def share(entry: Mapping[str, Any] | None) -> str:
    """An estimate as value and interval, a dash when there is none.

    >>> share({"value": 0.5, "low": 0.4, "high": 0.612})
    '0.50 [0.40–0.61]'
    """
    if not entry or entry["value"] is None:
        return NONE
    return f"{entry['value']:.2f} [{entry['low']:.2f}–{entry['high']:.2f}]"


def number(value: float | None) -> str:
    """Two decimals, or a dash.

    >>> number(0.125), number(None)
    ('0.12', '–')
    """
    return NONE if value is None or value != value else f"{value:.2f}"


def signed(value: float | None) -> str:
    """A difference with its sign, or a dash.

    >>> signed(0.125), signed(-0.001), signed(None)
    ('+0.12', '0.00', '–')
    """
    if value is None or value != value:
        return NONE
    return "0.00" if abs(value) < 0.005 else f"{value:+.2f}"


def p_value(value: float | None) -> str:
    """Three decimals, or a dash.

    >>> p_value(0.00049), p_value(0.0312)
    ('< 0.001', '0.031')
    """
    if value is None or value != value:
        return NONE
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def fenced(text: str, limit: int = 700, width: int = 100) -> str:
    """Foreign text as a block that nothing in it can end or render: cut with a mark, odd marks spelled out.

    The fence is longer than any run of backticks inside; control and direction marks become \\u escapes.

    >>> print(fenced("a```\\u202eb"))
    ````text
    a```\\u202eb
    ````
    """
    shown = "".join(map(_visible, text[:limit]))
    wrapped = [part for line in shown.split("\n") for part in _wrapped(line, width)]
    if len(text) > limit:
        wrapped.append(f"… (cut, {len(text) - limit} more characters)")
    body = "\n".join(wrapped) if text else "(empty)"
    around = fence(body)
    return f"{around}text\n{body}\n{around}"


def _wrapped(line: str, width: int) -> list[str]:
    """Lines of at most `width` characters, broken after a space or comma where there is one."""
    parts = re.findall(rf".{{1,{width}}}$|.{{1,{width - 1}}}[ ,]|.{{1,{width}}}", line)
    return [part.rstrip() for part in parts] or [""]


def _visible(char: str) -> str:
    if char in "\n " or unicodedata.category(char)[0] not in "CZ":
        return char
    return f"\\u{ord(char):04x}"


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
