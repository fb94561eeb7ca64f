"""A fence that text cannot end: for prompts that show collected text, and for pages that show answers."""

import re


def fence(text: str) -> str:
    """Backticks, at least three and more than any run of them in `text`.

    >>> fence("a"), fence("a```b")
    ('```', '````')
    """
    return "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
