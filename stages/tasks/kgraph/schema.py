"""A record of the kgraph task: a passage of a report, the entities it names, and the relations it states."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from stages.core.tables import columns
from stages.core.tally import counts as tallied
from stages.tasks.kgraph.lib import form, sentences
from stages.tasks.kgraph.lib.vocab import label_names, reading, relation_names

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

LANGUAGES = ("en", "zh", "ko")
LONGEST = 20_000  # characters of a passage

DEFAULTS: dict[str, Any] = {
    "language": "en", "kind": "passage", "text": "", "title": "", "entities": [], "relationships": [],
}  # fmt: skip

Row = dict[str, Any]


def content(record: Row) -> str:
    """What identifies a record: its passage."""
    return str(record["text"])


def record_schema() -> "pa.Schema":
    """Columns of data/raw and data/valid; `tokens` is 0 until validate has counted them."""
    entity = {"id": str, "labels": [str], "name": str, "description": str, "mentions": [str]}
    relationship = {"type": str, "verb": str, "source": str, "target": str, "confidence": float, "evidence": [int]}
    return columns(
        id=str, source=str, revision=str, path=str, licence=str, language=str, kind=str, family=str, project=str, tokens=int,
        text=str, title=str, entities=[entity], relationships=[relationship],
    )  # fmt: skip


@cache
def model() -> Any:
    """The pandera contract of a record (validated lazily, row by row faults in `failure_cases`)."""
    import pandera.pandas as pa
    from pandera.typing.pandas import Series

    class Passage(pa.DataFrameModel):
        """One passage per row."""

        id: Series[str] = pa.Field(str_matches=r"^[0-9a-f]{64}$")  # sha256 of the text
        source: Series[str] = pa.Field(str_length={"min_value": 1})
        path: Series[str] = pa.Field(str_length={"min_value": 1})  # relative to the source's root
        licence: Series[str] = pa.Field(str_length={"min_value": 1})  # SPDX id
        language: Series[str] = pa.Field(isin=LANGUAGES)
        kind: Series[str] = pa.Field(eq="passage")
        family: Series[str] = pa.Field(str_length={"min_value": 1})
        text: Series[str] = pa.Field(str_length={"min_value": 1, "max_value": LONGEST})
        entities: Series[object]  # list of {id, labels, name, description, mentions}
        relationships: Series[object]  # list of {type, verb, source, target, confidence, evidence}

        @pa.check("entities", name="labels of the vocabulary, one or two each")
        def _labels(cls, column: "pd.Series[Any]") -> "pd.Series[bool]":
            return column.map(_each(lambda item: 1 <= len(item["labels"]) <= 2 and set(item["labels"]) <= set(label_names())))

        @pa.check("entities", name="ids e1, e2, … in order")
        def _ids(cls, column: "pd.Series[Any]") -> "pd.Series[bool]":
            return column.map(lambda items: [item["id"] for item in items] == [f"e{n}" for n in range(1, len(items) + 1)])

        @pa.check("relationships", name="types of the vocabulary")
        def _types(cls, column: "pd.Series[Any]") -> "pd.Series[bool]":
            return column.map(_each(lambda item: item["type"] in relation_names()))

        @pa.check("relationships", name="confidence in (0, 1]")
        def _confidence(cls, column: "pd.Series[Any]") -> "pd.Series[bool]":
            return column.map(_each(lambda item: 0 < item["confidence"] <= 1))

        @pa.dataframe_check(name="every name and mention stands in the text")
        def _grounded(cls, frame: "pd.DataFrame") -> "pd.Series[bool]":
            return frame.apply(_names_in_text, axis=1, result_type="reduce")

        @pa.dataframe_check(name="every relationship joins two entities of the record, no two say the same")
        def _joined(cls, frame: "pd.DataFrame") -> "pd.Series[bool]":
            return frame.apply(lambda row: not any(form.faults(_graph(row)).values()) if _readable(row) else True, axis=1)

        @pa.dataframe_check(name="evidence is one to four sentences of the text")
        def _evidence(cls, frame: "pd.DataFrame") -> "pd.Series[bool]":
            return frame.apply(_evidence_in_text, axis=1, result_type="reduce")

        @pa.dataframe_check(name="the graph fits the form of answers")
        def _fits(cls, frame: "pd.DataFrame") -> "pd.Series[bool]":
            return frame.apply(_readable, axis=1, result_type="reduce")

    return Passage


def counts(rows: Sequence[Row]) -> dict[str, dict[str, int]]:
    """How many kept records there are by source and language, entities and relationships by label and type.

    `rule` tells by which rule the wording of each relationship maps to a type: what it is read by where a source has no types.
    """
    graphs = {True: "entities and relationships", False: "entities only"}
    shapes = ({"graph": graphs[bool(row["relationships"])] if row["entities"] else "empty"} for row in rows)
    labels = ({"label": item["labels"][0]} for row in rows for item in row["entities"])
    links = [{**item, "source": row["source"]} for row in rows for item in row["relationships"]]
    worded = ({"rule": f"{link['source']}: {reading(link['verb']).how}"} for link in links if link["verb"])
    found = tallied(rows, "source", "language") | tallied(shapes, "graph") | tallied(labels, "label") | tallied(links, "type")
    return found | tallied(worded, "rule")


def _each(test: Callable[[Row], bool]) -> Callable[[Iterable[Row]], bool]:
    return lambda items: all(map(test, items))


def _names_in_text(row: Any) -> bool:
    return all(name in row["text"] for item in row["entities"] for name in (item["name"], *item["mentions"]))


def _evidence_in_text(row: Any) -> bool:
    last = len(sentences.spans(row["text"]))
    found = [list(link["evidence"]) for link in row["relationships"]]
    return all(1 <= len(numbers) <= form.MOST_EVIDENCE and all(1 <= n <= last for n in numbers) for numbers in found)


def _readable(row: Any) -> bool:
    try:
        _graph(row)
    except ValueError:
        return False
    return True


def _graph(row: Any) -> form.Graph:
    return form.graph_of({"entities": row["entities"], "relationships": row["relationships"]})
