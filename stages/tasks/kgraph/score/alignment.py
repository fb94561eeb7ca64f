"""Which claimed entity is which expected one: one-to-one, by name, as many as possible.

Names are equal when they are so after `normal`, and a claimed name may be any mention of the expected entity. Loose
matching also takes names that are nearly so, but never names that differ in a digit or that look like an address:
CVE-2024-1234 is not CVE-2024-1235.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from stages.tasks.kgraph.lib.form import Entity, Graph
from stages.tasks.kgraph.lib.names import normal

ALIKE = 0.8  # least similarity of loosely matched names: 2 * equal characters / all characters (difflib)
_ADDRESS = re.compile(r"[@\\/:]|\.\w")
# One match outweighs every gain of labels, one agreeing label every gain of spelling: at most 40 entities are matched.
_LABEL, _SPELLING = 1e-2, 1e-4


class Expected(NamedTuple):
    """A gold entity: its labels, and its spellings, the name first."""

    labels: list[str]
    names: list[str]


def expected(labels: dict[str, Any]) -> list[Expected]:
    """The gold entities of a sample's labels."""
    return [Expected(item["labels"], [item["name"], *item["mentions"]]) for item in labels["entities"]]


def agrees(claim: Entity, wanted: Expected) -> bool:
    """Whether the first label of a claim is one of the expected; a second label can win nothing."""
    return claim.labels[0] in wanted.labels


def in_order(graph: Graph) -> list[Entity]:
    """The claimed entities in an order that their content alone decides, neither their ids nor their places."""
    names: dict[str, list[str]] = {}
    for entity in graph.entities:
        names.setdefault(entity.id, []).append(normal(entity.name))
    about: dict[str, list[str]] = {}
    for link in graph.relationships:
        for own, other, way in ((link.source, link.target, "to"), (link.target, link.source, "from")):
            said = f"{link.type} {way} {sorted(names.get(other, []))} {link.confidence} {link.evidence}"
            about.setdefault(own, []).append(said)
    return sorted(graph.entities, key=lambda e: (normal(e.name), e.name, e.labels, e.description, sorted(about.get(e.id, []))))


def matched(claims: Sequence[Entity], gold: Sequence[Expected], loose: bool = False) -> dict[int, int]:
    """{index of a claim: index of the gold entity it is}, with as many pairs as there can be, then as many equal labels."""
    if not (claims and gold):
        return {}
    from scipy.optimize import linear_sum_assignment

    worth = np.array([[_worth(claim, wanted, loose) for wanted in gold] for claim in claims])
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if worth[row, column] > 0}


def endpoints(claims: Sequence[Entity], gold: Sequence[Expected], pairs: dict[int, int], loose: bool = False) -> dict[int, int]:
    """{index of a claim: index of the gold entity that its edges are about}.

    The matched one; a claim left over because the same thing was claimed twice stands for that thing all the same.
    """
    found = dict(pairs)
    for at, claim in enumerate(claims):
        if at not in found:
            worth = [_worth(claim, wanted, loose) for wanted in gold]
            if any(worth):
                found[at] = int(np.argmax(worth))
    return found


def _worth(claim: Entity, wanted: Expected, loose: bool) -> float:
    """0.0 when the names do not match, else over 1: more for an agreeing label, a little more for the nearer spelling."""
    near = max(_likeness(normal(claim.name), normal(name), loose) - 0.1 * bool(at) for at, name in enumerate(wanted.names))
    return 1 + _LABEL * agrees(claim, wanted) + _SPELLING * near if near > 0 else 0.0


@lru_cache(maxsize=200_000)
def _likeness(left: str, right: str, loose: bool) -> float:
    """1.0 for equal names, else their similarity where it is enough, else 0.0."""
    if left == right:
        return 1.0
    if not loose or re.findall(r"\d", left) != re.findall(r"\d", right) or _ADDRESS.search(left) or _ADDRESS.search(right):
        return 0.0
    matcher = SequenceMatcher(None, min(left, right), max(left, right), autojunk=False)  # the order of the two matters to it
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return ratio if (ratio := matcher.ratio()) >= ALIKE else 0.0
