"""One answer of the kgraph task judged: a flat row of counts that every metric, table and pairing is made from."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from stages.tasks.kgraph.lib.form import Graph, faults, loads, parse, valid
from stages.tasks.kgraph.prompt import sentences_of
from stages.tasks.kgraph.score.alignment import Expected, agrees, endpoints, expected, in_order, matched
from stages.tasks.kgraph.score.edges import Edges, End, agreeing, judged
from stages.tasks.kgraph.score.grounding import grounding, schemes

COPIED = ("record_id", "group", "kind", "format", "lang", "source", "language", "role", "pair")
COUNTED: dict[str, Any] = {  # what a row holds beside the fields of sample and completion, at rest
    "json": False, "parsed": False, "fence_parsed": False, "right": False, "graph_score": 0.0,
    "labels_gold": [""], "labels_claimed": [""], "labels_hit": [""], "names_hit": 0, "entities_hit_loose": 0,
    "types_gold": [""], "types_claimed": [""], "types_hit": [""], "pairs_hit": 0, "triples_hit_loose": 0,
    "touching": 0, "swapped": 0, "confidences": [0.0], "edges_right": [False],
    "grounded": 0, "evidence": 0, "evidence_real": 0, "evidence_holds": 0, "evidence_agrees": 0,
    "dangling": 0, "duplicate_ids": 0, "self_loops": 0, "duplicate_triples": 0, "isolated": 0,
    "strict": [0], "exact": [0], "partial": [0], "type": [0],
}  # fmt: skip
_FENCE = re.compile(r"^\s*```(?:json)?[ \t]*\n(.*)\n```\s*$", re.DOTALL)


def outcome(sample: Mapping[str, Any], completion: Mapping[str, Any]) -> dict[str, Any]:
    """The row of one sample and its completion, with the columns of `outcome_schema`. Never raises."""
    labels, text = json.loads(sample["labels"]), completion["text"]
    read, value = loads(text)
    graph = valid(value) if read else None
    row = {name: sample[name] for name in COPIED}
    row |= {"sample_id": sample["id"], "text": text, "finish_reason": completion["finish_reason"], "tokens": completion["tokens"]}
    row |= {name: [] if isinstance(rest, list) else rest for name, rest in COUNTED.items()}
    row |= {"json": read, "parsed": graph is not None, "fence_parsed": graph is not None or _fenced(text)}
    return row | _judged(labels, graph, sentences_of(sample["messages"]))


def outcome_schema() -> Any:
    """The Arrow schema of outcomes."""
    from stages.core.tables import columns

    kinds: dict[str, Any] = dict.fromkeys((*COPIED, "sample_id", "text", "finish_reason"), str) | {"tokens": int}
    kinds |= {name: [type(rest[0])] if isinstance(rest, list) else type(rest) for name, rest in COUNTED.items()}
    return columns(**kinds)


def _judged(labels: Mapping[str, Any], graph: Graph | None, sentences: Sequence[str]) -> dict[str, Any]:
    gold = expected(dict(labels))
    links = graph.relationships if graph else []
    row, ends = _entities(gold, graph)
    edges = judged(labels, graph, ends)
    row |= {"types_gold": edges.gold, "types_claimed": edges.claimed, "types_hit": edges.hit, "pairs_hit": edges.pairs_hit,
            "touching": edges.touching, "swapped": edges.swapped, "confidences": [link.confidence for link in links],
            "edges_right": edges.right}  # fmt: skip
    row |= _loosely(labels, gold, graph) | schemes(gold, graph, sentences)
    if graph is None:
        return row
    named: dict[str, list[str]] = {}
    for entity in graph.entities:
        end = ends.get(entity.id)
        named.setdefault(entity.id, []).extend([entity.name, *(gold[end].names if isinstance(end, int) else ())])
    linked = {end for link in links for end in (link.source, link.target)}
    score = _score(row, edges)
    return row | faults(graph) | grounding(graph, sentences, named) | {
        "evidence_agrees": agreeing(labels, links, ends), "isolated": sum(e.id not in linked for e in graph.entities),
        "graph_score": score, "right": score == 1.0,
    }  # fmt: skip


def _entities(gold: Sequence[Expected], graph: Graph | None, loose: bool = False) -> tuple[dict[str, Any], dict[str, End]]:
    """Counts of labels and names, and which gold entity each id stands for (an id given twice stands for none)."""
    claims = in_order(graph) if graph else []
    pairs = matched(claims, gold, loose)
    hits = {at: gold[end].labels[0] for at, end in pairs.items() if agrees(claims[at], gold[end])}
    about = endpoints(claims, gold, pairs, loose)
    once = Counter(claim.id for claim in claims)
    ends: dict[str, End] = {c.id: about.get(at, f"{at}") for at, c in enumerate(claims) if once[c.id] == 1}
    row = {
        "labels_gold": sorted(item.labels[0] for item in gold), "labels_hit": sorted(hits.values()), "names_hit": len(pairs),
        "labels_claimed": sorted(hits.get(at, claim.labels[0]) for at, claim in enumerate(claims)),
    }  # fmt: skip
    return row, ends


def _loosely(labels: Mapping[str, Any], gold: Sequence[Expected], graph: Graph | None) -> dict[str, int]:
    """Hits when names need only be nearly equal."""
    row, ends = _entities(gold, graph, loose=True)
    return {"entities_hit_loose": len(row["labels_hit"]), "triples_hit_loose": len(judged(labels, graph, ends).hit)}


def _score(row: Mapping[str, Any], edges: Edges) -> float:
    """F1 of this answer's entities and edges together; 1.0 where nothing is expected and nothing claimed."""
    hits = len(row["labels_hit"]) + len(edges.hit)
    total = len(row["labels_gold"]) + len(row["labels_claimed"]) + len(edges.gold) + len(edges.claimed)
    return 2 * hits / total if total else 1.0


def _fenced(text: str) -> bool:
    """Whether the answer would follow the form without one Markdown fence around it."""
    found = _FENCE.match(text)
    return found is not None and parse(found[1]) is not None
