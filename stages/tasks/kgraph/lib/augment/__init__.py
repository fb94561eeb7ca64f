"""Further training passages made of one passage: each transform by name, each checked before it is kept.

A copy is kept only when graph and text hold together as before: names verbatim, endpoints in their evidence sentences.
"""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from stages.tasks.kgraph.lib.augment.lines import emptied, reordered, surrounded
from stages.tasks.kgraph.lib.augment.names import renamed
from stages.tasks.kgraph.lib.augment.words import reworded
from stages.tasks.kgraph.lib.form import MOST_SENTENCES
from stages.tasks.kgraph.lib.shown import Passage, as_grounded

Transform = Callable[[Passage, Random], Passage | None]
TRANSFORMS: Mapping[str, Transform] = {
    "synonyms": reworded,
    "names": renamed,
    "order": reordered,
    "noise": surrounded,
    "empty": emptied,
}


def copies(passage: Passage, options: Any, key: str) -> list[tuple[str, int, Passage]]:
    """(transform, its number from 1, passage) as often as `options.augment_<transform>` asks; `key` decides every draw.

    A transform that finds nothing to change, or that breaks a tie between graph and text, gives no copy.
    """
    found = []
    for name, transform in TRANSFORMS.items():
        for number in range(1, getattr(options, f"augment_{name}") + 1):
            made = transform(passage, Random(f"{key}:{name}:{number}"))
            if made and len(made.sentences) <= MOST_SENTENCES and (name == "empty" or as_grounded(passage, made)):
                found.append((name, number, made))
    return found
