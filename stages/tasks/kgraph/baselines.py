"""Two extractors that need no language model, answering in the same form and judged by the same code.

A tuned model that does not beat them has learnt nothing worth its cost. Only the train side is used to fit.
empty      always the empty graph
gazetteer  names seen in training under their commonest label, and addresses by their form; two entities in one sentence
           have the relation that training passages state most often between such labels
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from stages.tasks.kgraph.lib.form import EMPTY, LEVELS, MOST_ENTITIES, MOST_RELATIONSHIPS, compact, graph_of, parse
from stages.tasks.kgraph.lib.names import spans, stands_in
from stages.tasks.kgraph.prompt import sentences_of

Row = Mapping[str, Any]
KINDS = ("graph_extraction",)
_DOT = r"(?:\.|\[\.\])"
_FILE_ENDINGS = "exe|dll|ps1|bat|vbs|js|doc[mx]?|xls[mx]?|pdf|zip|rar|7z|iso|lnk|hta|sh|py|jar|apk|bin|dat|tmp|sys|img|elf"
FORMS = (  # (label, pattern) in the order in which they are tried on what is left of a sentence
    ("URL", r"\bh(?:tt|xx)ps?(?:\[:\]|:)//[^\s\"'<>，。）)]*[^\s\"'<>，。）).,;:]"),
    ("EmailAddress", rf"\b[\w.+-]+(?:@|\[@\])[\w-]+(?:{_DOT}[\w-]+)+\b"),
    ("RegistryKey", r"\bHK(?:LM|CU|CR|U|EY_[A-Z_]+)\\[^\s\"',;]*[\w}]"),
    ("Vulnerability", r"\bCVE-\d{4}-\d{4,7}\b"),
    ("Hash", r"\b(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})\b"),
    ("IPAddress", rf"\b\d{{1,3}}(?:{_DOT}\d{{1,3}}){{3}}\b"),
    ("File", rf"(?:[A-Za-z]:\\|%\w+%\\)?[\w\\-]+\.(?:{_FILE_ENDINGS})\b"),
    ("Domain", rf"\b[a-z0-9-]+(?:{_DOT}[a-z0-9-]+)*{_DOT}[a-z]{{2,12}}\b"),
)


class Found(NamedTuple):
    """An entity found in a passage: how it is written, its label, in which sentences (1-based) it stands."""

    name: str
    label: str
    sentences: list[int]


class Pairs(NamedTuple):
    """What training says about ordered label pairs: {pair: relation types} and {pair: sentences that hold both}."""

    types: dict[tuple[str, str], Counter[str]]
    together: Counter[tuple[str, str]]


def fit(train: Sequence[Row], seed: int) -> dict[str, Callable[[Row], str]]:
    """{name: sample -> answer text} for passages; nothing is drawn at random."""
    graphs = [(sample, parse(sample["completion"])) for sample in train if sample["kind"] in KINDS]
    names: dict[str, Counter[str]] = {}
    pairs = Pairs({}, Counter())
    for sample, graph in graphs:
        if graph is None:
            continue
        for entity in graph.entities:
            names.setdefault(entity.name, Counter())[entity.labels[0]] += 1
        _learn(pairs, sample, graph)
    known = [(name, _commonest(names[name])) for name in sorted(names, key=lambda name: (-len(name), name))]
    return {"gazetteer": lambda sample: _answer(sample, known, pairs), "empty": lambda sample: EMPTY}


def _learn(pairs: Pairs, sample: Row, graph: Any) -> None:
    labels = {entity.id: entity.labels[0] for entity in graph.entities}
    for link in graph.relationships:
        pair = labels[link.source], labels[link.target]
        pairs.types.setdefault(pair, Counter())[link.type] += 1
    for sentence in sentences_of(sample["messages"]):
        here = [entity.labels[0] for entity in graph.entities if stands_in(entity.name, sentence)]
        pairs.together.update((one, other) for at, one in enumerate(here) for to, other in enumerate(here) if at != to)


def _answer(sample: Row, known: Sequence[tuple[str, str]], pairs: Pairs) -> str:
    entities = _entities(sentences_of(sample["messages"]), known)[:MOST_ENTITIES]
    links = [link for at in range(len(entities)) for to in range(at) if (link := _link(entities, to, at, pairs))]
    links.sort(key=lambda link: (link["evidence"], link["source"], link["target"]))
    items = [{"labels": [e.label], "id": f"e{at}", "name": e.name, "description": ""} for at, e in enumerate(entities, start=1)]
    return compact(graph_of({"entities": items, "relationships": links[:MOST_RELATIONSHIPS]}))


def _entities(sentences: Sequence[str], known: Sequence[tuple[str, str]]) -> list[Found]:
    """In the order of their first mention; what a longer name or form has taken is taken."""
    found: dict[str, Found] = {}
    for number, sentence in enumerate(sentences, start=1):
        taken: list[tuple[int, int, str]] = []
        for label, pattern in FORMS:
            _take(taken, [match.span() for match in re.finditer(pattern, sentence)], label)
        for name, label in known:
            _take(taken, spans(name, sentence), label)
        for start, end, label in sorted(taken):
            name = sentence[start:end]
            if len(name) <= 120:
                found.setdefault(name.casefold(), Found(name, label, [])).sentences.append(number)
    return list(found.values())


def _take(taken: list[tuple[int, int, str]], places: Sequence[tuple[int, int]], label: str) -> None:
    for start, end in places:
        if all(end <= first or last <= start for first, last, _ in taken):
            taken.append((start, end, label))


def _link(entities: Sequence[Found], one: int, other: int, pairs: Pairs) -> dict[str, Any] | None:
    """The commonest relation of two entities that stand in one sentence, in the direction that is commoner."""
    shared = sorted(set(entities[one].sentences) & set(entities[other].sentences))
    ways = ((one, other), (other, one))
    counts = [pairs.types.get((entities[s].label, entities[t].label), Counter()) for s, t in ways]
    best = 0 if counts[0].total() >= counts[1].total() else 1
    if not shared or not counts[best]:
        return None
    source, target = ways[best]
    type = _commonest(counts[best])
    share = counts[best][type] / max(pairs.together[entities[source].label, entities[target].label], 1)
    return {"type": type, "source": f"e{source + 1}", "target": f"e{target + 1}", "evidence": shared[:1],
            "confidence": min(LEVELS, key=lambda level: abs(level - share))}  # fmt: skip


def _commonest(counts: Counter[str]) -> str:
    return max(sorted(counts), key=counts.__getitem__)
