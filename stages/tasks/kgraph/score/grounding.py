"""Does the passage say what the answer claims? Names and evidence against the sentences that were shown."""

from collections.abc import Mapping, Sequence

from stages.tasks.kgraph.lib.form import Graph
from stages.tasks.kgraph.lib.names import normal, spans, stands_in
from stages.tasks.kgraph.score.alignment import Expected

SCHEMES = {"strict": "strict", "exact": "exact", "partial": "partial", "ent_type": "type"}  # nervaluate's name -> ours
COUNTS = ("correct", "incorrect", "partial", "missed", "spurious")


def grounding(graph: Graph, sentences: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Counts over the names and the evidence of a graph. `names`: {id: spellings of the entity it stands for}."""
    text = "\n".join(sentences)
    holds = 0
    for link in graph.relationships:
        said = "\n".join(sentences[number - 1] for number in link.evidence if number <= len(sentences))
        holds += all(any(stands_in(name, said) for name in names.get(end, ())) for end in (link.source, link.target))
    numbers = [number for link in graph.relationships for number in link.evidence]
    return {
        "grounded": sum(stands_in(entity.name, text) for entity in graph.entities),
        "evidence": len(numbers),
        "evidence_real": sum(number <= len(sentences) for number in numbers),
        "evidence_holds": holds,
    }


def schemes(gold: Sequence[Expected], graph: Graph | None, sentences: Sequence[str]) -> dict[str, list[int]]:
    """COUNTS of each SemEval scheme over the first place of every name, as nervaluate counts them.

    A name that stands nowhere gets a place of its own behind the text, the same for all its spellings, so that none is lost.
    Places are sorted: the library's counts depend on their order.
    """
    from nervaluate import Evaluator

    text = "\n".join(sentences)
    behind: dict[str, int] = {}
    wanted = [_place(item.labels[0], item.names[0], text, behind) for item in gold]
    found = [_place(entity.labels[0], entity.name, text, behind) for entity in (graph.entities if graph else [])]
    tags = sorted({str(place["label"]) for place in (*wanted, *found)})
    results = Evaluator([_sorted(wanted)], [_sorted(found)], tags, loader="dict").evaluate()["overall"]
    return {ours: [int(getattr(results[theirs], count)) for count in COUNTS] for theirs, ours in SCHEMES.items()}


def _place(label: str, name: str, text: str, behind: dict[str, int]) -> dict[str, str | int]:
    start, end = next(iter(spans(name, text)), (-1, -1))
    if start < 0:
        start = len(text) + 2 * behind.setdefault(normal(name), len(behind) + 1)
        end = start + 1
    return {"label": label, "start": start, "end": end - 1}  # the library's ends are inclusive


def _sorted(places: Sequence[dict[str, str | int]]) -> list[dict[str, str | int]]:
    return sorted(places, key=lambda place: (place["start"], place["end"], place["label"]))
