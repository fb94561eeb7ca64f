"""Nothing to clean; tokens are counted."""

from collections.abc import Callable, Iterable
from typing import Any


def prepare(rows: Iterable[dict[str, Any]], count_tokens: Callable[[str], int]) -> tuple[list[dict[str, Any]], list[Any]]:
    return [{**row, "tokens": count_tokens(row["word"])} for row in rows], []
