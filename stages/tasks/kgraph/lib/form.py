"""Graphs as answers: the one model of their form, and the only place that reads and writes them.

Compact form (training, decoding, scoring): one line, no spaces, keys in this order, confidence with two decimals,
evidence as 1-based sentence numbers. A name stands before its labels and the ends before the type: what is told is decided
last, with what it is told of in sight. (In the order labels, id, name the built-in model reached half the F1.)
Full form (API, files): evidence as {"sentence", "quote"}.

Reading is strict and repairs nothing. Endpoints that no entity has, repeated ids and the like are no fault of form:
`faults` counts them.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic_core import core_schema

from stages.tasks.kgraph.lib.sentences import sentences
from stages.tasks.kgraph.lib.vocab import label_names, relation_names

MOST_ENTITIES, MOST_RELATIONSHIPS, MOST_SENTENCES, MOST_EVIDENCE, MOST_LABELS = 40, 60, 40, 4, 2
LONGEST_NAME, LONGEST_DESCRIPTION = 120, 160  # characters
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # confidences that gold answers and constrained decoding write
EMPTY = '{"entities":[],"relationships":[]}'
_IDS = tuple(f"e{number}" for number in range(1, MOST_ENTITIES + 1))


@dataclass(frozen=True)
class OneOf:
    """Marks text out of a closed list, which is read when it is first needed."""

    names: Callable[[], tuple[str, ...]]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "enum": list(self.names())}

    def _checked(self, value: str) -> str:
        if value not in self.names():
            raise ValueError(f"not one of {', '.join(self.names())}")
        return value


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("blank")
    return text


Id = Annotated[str, OneOf(lambda: _IDS)]
LabelName = Annotated[str, OneOf(label_names)]
TypeName = Annotated[str, OneOf(relation_names)]
Sentence = Annotated[int, Field(ge=1, le=MOST_SENTENCES)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Entity(_Closed):
    """A thing the passage names."""

    id: Id
    name: Annotated[str, AfterValidator(_filled), Field(min_length=1, max_length=LONGEST_NAME)]  # as the passage spells it
    labels: Annotated[list[LabelName], Field(min_length=1, max_length=MOST_LABELS)]
    description: Annotated[str, Field(max_length=LONGEST_DESCRIPTION)]


class Quote(_Closed):
    """A sentence of the passage, word for word."""

    sentence: Sentence
    quote: str


class _Link(_Closed):
    source: Id
    target: Id
    type: TypeName
    confidence: Annotated[float, Field(ge=0, le=1)]  # how surely the passage says it


class Relationship(_Link):
    """A stated link from one entity to another."""

    evidence: Annotated[list[Sentence], Field(min_length=1, max_length=MOST_EVIDENCE)]  # 1-based sentence numbers


class FullRelationship(_Link):
    """A stated link with the sentences that state it."""

    evidence: Annotated[list[Quote], Field(min_length=1, max_length=MOST_EVIDENCE)]


class _Graph(_Closed):
    entities: Annotated[list[Entity], Field(max_length=MOST_ENTITIES)]


class Graph(_Graph):
    """What a passage says, in compact form."""

    relationships: Annotated[list[Relationship], Field(max_length=MOST_RELATIONSHIPS)]


class FullGraph(_Graph):
    """What a passage says, in full form."""

    relationships: Annotated[list[FullRelationship], Field(max_length=MOST_RELATIONSHIPS)]


def json_schema(full: bool = False) -> dict[str, Any]:
    """JSON Schema (2020-12) of the compact or the full form, made from the model."""
    return (FullGraph if full else Graph).model_json_schema()


def loads(text: str) -> tuple[bool, Any]:
    """(whether the text is strict JSON, its value): no repeated key, no NaN or Infinity, no half surrogate pair."""
    try:
        value = json.loads(text, object_pairs_hook=_no_repeats, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return False, None
    return True, value


def parse(text: str) -> Graph | None:
    """The graph an answer gives, None when it is not strict JSON or breaks the form. Any white space is accepted."""
    parsed, value = loads(text)
    return valid(value) if parsed else None


def valid(value: Any) -> Graph | None:
    """The value as a graph, None when it breaks the form."""
    try:
        return Graph.model_validate(value)
    except ValidationError:
        return None


def graph_of(record: Mapping[str, Any]) -> Graph:
    """The graph of a record or a dict of that shape; keys that answers do not have (mentions, verb) are left out.

    Confidences become the nearest of LEVELS. Raises pydantic's ValidationError, a ValueError, when it breaks the form.
    """
    entities = [{key: item[key] for key in Entity.model_fields} for item in record["entities"]]
    links = [{key: item[key] for key in Relationship.model_fields} for item in record["relationships"]]
    for link in links:
        link["confidence"] = min(LEVELS, key=lambda level: abs(level - link["confidence"]))
    return Graph.model_validate({"entities": entities, "relationships": links})


def compact(graph: Graph) -> str:
    """The compact form: the text that constrained decoding can write, byte for byte, where confidences are LEVELS."""
    entities = ",".join(map(entity_text, graph.entities))
    return f'{{"entities":[{entities}],"relationships":[{",".join(map(_link_text, graph.relationships))}]}}'


def entity_text(entity: Entity) -> str:
    """One entity in compact form."""
    return json.dumps(entity.model_dump(), ensure_ascii=False, separators=(",", ":"))


def full(graph: Graph, text: str) -> dict[str, Any]:
    """The full form: evidence with the sentences it points to ("" where the passage has no such sentence)."""
    said = sentences(text)
    links = []
    for link in graph.relationships:
        quotes = [{"sentence": n, "quote": said[n - 1] if n <= len(said) else ""} for n in link.evidence]
        links.append({**link.model_dump(), "evidence": quotes})
    return {"entities": [entity.model_dump() for entity in graph.entities], "relationships": links}


def faults(graph: Graph) -> dict[str, int]:
    """How often a graph of good form breaks its references: endpoints, entities and relationships counted."""
    ids = Counter(entity.id for entity in graph.entities)
    links = Counter((link.type, link.source, link.target) for link in graph.relationships)
    return {
        "dangling": sum(end not in ids for link in graph.relationships for end in (link.source, link.target)),
        "duplicate_ids": sum(ids.values()) - len(ids),
        "self_loops": sum(link.source == link.target for link in graph.relationships),
        "duplicate_triples": sum(links.values()) - len(links),
    }


def _link_text(link: Relationship) -> str:
    head = json.dumps({"source": link.source, "target": link.target, "type": link.type}, separators=(",", ":"))
    return f'{head[:-1]},"confidence":{link.confidence:.2f},"evidence":{json.dumps(link.evidence, separators=(",", ":"))}}}'


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("repeated key")
    return dict(pairs)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
