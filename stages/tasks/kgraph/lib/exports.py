"""Graphs for others: a row a passage, in full form with quotes, or as a STIX 2.1 bundle."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from stages.tasks.kgraph.lib.form import Graph, full, graph_of, parse
from stages.tasks.kgraph.lib.stix import bundle
from stages.tasks.kgraph.prompt import sentences_of

Row = dict[str, Any]


class Told(NamedTuple):
    """A graph with the passage it tells of; None where an answer could not be read."""

    graph: Graph | None
    text: str
    title: str


def of_records(records: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    """The gold graphs of data/valid."""
    return (Told(graph_of(record), record["text"], record["title"]) for record in records)


def of_answers(samples: Iterable[Mapping[str, Any]], answers: Mapping[str, str]) -> Iterator[Told]:
    """The graphs that a run answered; `answers` is {sample id: text}."""
    for sample in samples:
        yield Told(parse(answers[sample["id"]]), " ".join(sentences_of(sample["messages"])), "")


def written(told: Iterable[Told], form: str) -> tuple[list[Row], int]:
    """(rows in the asked form, how many answers could not be read); form: stix | full."""
    rows, unread = [], 0
    for graph, text, title in told:
        if graph is None:
            unread += 1
        else:
            rows.append(bundle(graph, text, title) if form == "stix" else {"text": text, **full(graph, text)})
    return rows, unread
