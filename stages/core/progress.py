"""A bar with count, rate and time left for anything that takes longer than a moment."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def progress(items: Iterable[T], what: str, total: int | None = None, unit: str = "row") -> Iterator[T]:
    """Yield the items while a bar on stderr shows how far it is; no bar for work under half a second."""
    from tqdm import tqdm

    yield from tqdm(items, desc=what, total=total, unit=unit, delay=0.5, mininterval=0.5, dynamic_ncols=True)
