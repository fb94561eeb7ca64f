"""From what was collected to what may be learned: no passage twice, tokens counted.

Readers already bring passages to one paragraph; here the text is only compared.
"""

from collections.abc import Callable, Iterable
from typing import Any

from stages.core.rejects import Reject
from stages.tasks.kgraph.lib import form, names
from stages.tasks.kgraph.lib.build import one_paragraph

Row = dict[str, Any]


def prepare(rows: Iterable[Row], count_tokens: Callable[[str], int]) -> tuple[list[Row], list[Reject]]:
    """(rows ready to be split, rows refused). The first of several equal passages stays, the others are counted."""
    kept: list[Row] = []
    rejects: list[Reject] = []
    seen: dict[str, Row] = {}
    for number, row in enumerate(rows, start=1):
        ready = {**row, "text": one_paragraph(row["text"]), "tokens": count_tokens(row["text"])}
        twin = seen.setdefault(ready["text"].casefold(), ready)
        if twin is ready:
            kept.append(ready)
            continue
        rule = "same passage as another record" + ("" if _said(ready) == _said(twin) else ", other graph")
        rejects.append(Reject(row["path"], number, "text", f"{twin['source']}:{twin['path']}", rule, row["source"]))
    return kept, rejects


def _said(row: Row) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """The graph of a record without its ids: (name, label) pairs and (name, type, name) triples."""
    graph = form.graph_of(row)
    named = {entity.id: names.normal(entity.name) for entity in graph.entities}
    triples = sorted((named[link.source], link.type, named[link.target]) for link in graph.relationships)
    return sorted((named[entity.id], entity.labels[0]) for entity in graph.entities), triples
