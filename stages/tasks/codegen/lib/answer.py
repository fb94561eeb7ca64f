"""The code in an answer: the whole text, or the first fenced block where there is one. Nothing is mended."""

import re
from typing import NamedTuple

_BLOCK = re.compile(r"^[ \t]*(`{3,}|~{3,})[^\n`]*\n(.*?)(?:^[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)


class Extracted(NamedTuple):
    """`code`, and whether it was taken out of a fence."""

    code: str
    fenced: bool


def extract(text: str) -> Extracted:
    """The code of an answer; a fence that is never closed runs to the end.

    >>> extract("Here:\\n```python\\nprint(1)\\n```\\nDone.")
    Extracted(code='print(1)\\n', fenced=True)
    >>> extract("print(1)")
    Extracted(code='print(1)', fenced=False)
    """
    block = _BLOCK.search(text)
    return Extracted(block[2], True) if block else Extracted(text, False)


def fenced_code(text: str) -> str:
    """`text` without the fence around it, where a fence is all there is.

    >>> fenced_code("```python\\nprint(1)\\n```"), fenced_code("see ```x```")
    ('print(1)\\n', 'see ```x```')
    """
    block = _BLOCK.fullmatch(text.strip())
    return block[2] if block else text
