"""Claimed edges against expected ones: endpoints are compared as entities, never as ids."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from stages.tasks.kgraph.lib.form import Graph, Relationship

End = int | str  # a gold entity's index; else a word of its own for a claimed one that is no gold entity
Triple = tuple[End, str, End]
SYMMETRIC = frozenset({"affiliated-with", "duplicate-of", "related-to"})  # read the same in both directions


class Edges(NamedTuple):
    """What became of a graph's edges; `right` has one flag a claimed edge, in the order of the answer."""

    gold: list[str]  # types of the expected edges
    claimed: list[str]  # types of all claimed ones
    hit: list[str]  # types of the expected ones that were claimed
    pairs_hit: int  # expected edges with some claim between the same ends in the same direction
    touching: int  # different claims between two ends that some expected edge joins
    swapped: int  # of them, those in the direction that no expected edge has
    right: list[bool]


def judged(labels: Mapping[str, Any], graph: Graph | None, ends: Mapping[str, End]) -> Edges:
    """`ends` says which entity an id of the graph stands for; an id that is not in it (dangling, given twice) is nothing."""
    at = {item["id"]: index for index, item in enumerate(labels["entities"])}
    gold = {turned(at[link["source"]], link["type"], at[link["target"]]) for link in labels["relationships"]}
    links = graph.relationships if graph else []
    claims = [_triple(link, ends) for link in links]
    different = {claim for claim in claims if claim}
    wanted, said = (Counter((source, target) for source, _, target in triples) for triples in (gold, different))
    swapped = sum((target, source) in wanted and (source, target) not in wanted for source, _, target in different)
    straight = sum((source, target) in wanted for source, _, target in different)
    return Edges(
        gold=sorted(triple[1] for triple in gold), claimed=sorted(link.type for link in links),
        hit=sorted(triple[1] for triple in gold & different), pairs_hit=(wanted & said).total(),
        touching=straight + swapped, swapped=swapped, right=[claim in gold for claim in claims],
    )  # fmt: skip


def turned(source: End, type: str, target: End) -> Triple:
    """The triple, with the ends of a symmetric type in a fixed order."""
    if type in SYMMETRIC:
        source, target = sorted((source, target), key=lambda end: (isinstance(end, str), str(end)))
    return source, type, target


def agreeing(labels: Mapping[str, Any], links: Sequence[Relationship], ends: Mapping[str, End]) -> int:
    """How many right claims give a sentence as evidence that the expected edge gives too."""
    at = {item["id"]: index for index, item in enumerate(labels["entities"])}
    shown: dict[Triple, set[int]] = {}
    for link in labels["relationships"]:
        shown.setdefault(turned(at[link["source"]], link["type"], at[link["target"]]), set()).update(link["evidence"])
    claims = [(_triple(link, ends), set(link.evidence)) for link in links]
    return sum(bool(claim and shown.get(claim, set()) & evidence) for claim, evidence in claims)


def _triple(link: Relationship, ends: Mapping[str, End]) -> Triple | None:
    if link.source not in ends or link.target not in ends:
        return None
    return turned(ends[link.source], link.type, ends[link.target])
