"""A passage as samples see it: its sentences and the part of the graph that they state; windows of it, and its checks.

Entities and relationships are dicts in the form of records. Transforms keep the ids, so that a passage can be compared
with what was made of it; `renumbered` gives the ids that answers have.
"""

from typing import Any, NamedTuple

from stages.tasks.kgraph.lib.form import Graph, graph_of
from stages.tasks.kgraph.lib.names import spans
from stages.tasks.kgraph.lib.sentences import sentences

Row = dict[str, Any]
PRONOUNS = frozenset(
    "it its they them their he she this that these those 它 它们 其 他们 她 该 此 이 그 그것 이것 그들 이들 해당".split()
)


class Passage(NamedTuple):
    """Evidence numbers are 1-based places in `sentences`."""

    sentences: list[str]
    entities: list[Row]
    relationships: list[Row]
    language: str

    @property
    def text(self) -> str:
        """The sentences as one text, in which first mentions are looked for."""
        return "\n".join(self.sentences)

    @property
    def role(self) -> str:
        """What there is to extract: empty | no-relation | relations."""
        return "relations" if self.relationships else "no-relation" if self.entities else "empty"


def whole(record: Row) -> Passage:
    """All of a record."""
    shown = [" ".join(sentence.split()) for sentence in sentences(record["text"])]
    return Passage(shown, list(record["entities"]), list(record["relationships"]), record["language"])


def window(passage: Passage, first: int, last: int) -> Passage:
    """Sentences `first` to `last` (1-based) with the entities they name and the relationships all of whose evidence they hold.

    Where the name stands elsewhere, a mention that stands here is the name; a pronoun is none.
    """
    shown = passage.sentences[first - 1 : last]
    text = "\n".join(shown)
    entities = [{**item, "name": name} for item in passage.entities if (name := _name_in(item, text, passage.text))]
    ids = {item["id"] for item in entities}
    links = [
        {**link, "evidence": [number - first + 1 for number in link["evidence"]]}
        for link in passage.relationships
        if {link["source"], link["target"]} <= ids and all(first <= number <= last for number in link["evidence"])
    ]
    return Passage(shown, entities, links, passage.language)


def renumbered(passage: Passage) -> Passage:
    """Entities in the order of their first mention with ids e1, e2 …; relationships in the order of their evidence."""
    text = passage.text
    order = sorted(passage.entities, key=lambda item: _first(item, text))
    ids = {item["id"]: f"e{number}" for number, item in enumerate(order, start=1)}
    at = {name: number for number, name in enumerate(ids.values())}
    links = [
        {**link, "source": ids[link["source"]], "target": ids[link["target"]], "evidence": sorted(set(link["evidence"]))}
        for link in passage.relationships
    ]
    links.sort(key=lambda link: (link["evidence"], at[link["source"]], at[link["target"]], link["type"]))
    return passage._replace(entities=[{**item, "id": ids[item["id"]]} for item in order], relationships=links)


def graph(passage: Passage, descriptions: bool) -> Graph:
    """The graph of a renumbered passage. Raises ValueError when it breaks the bounds of the form."""
    entities = passage.entities if descriptions else [{**item, "description": ""} for item in passage.entities]
    return graph_of({"entities": entities, "relationships": passage.relationships})


def as_grounded(before: Passage, after: Passage) -> bool:
    """Whether a transform kept every tie between graph and text: names verbatim, endpoints in their evidence sentences.

    Both passages have the same entities and relationships in the same order, with the same ids.
    """
    if not all(1 <= number <= len(after.sentences) for link in after.relationships for number in link["evidence"]):
        return False
    return all(now or not was for was, now in zip(_ties(before), _ties(after), strict=True))


def _ties(passage: Passage) -> list[bool]:
    """Name by name whether it stands verbatim in the text; end by end whether evidence holds it, mentions too."""
    items = {item["id"]: item for item in passage.entities}
    found = [item["name"] in passage.text for item in passage.entities]
    found += [mention in passage.text for item in passage.entities for mention in item["mentions"]]
    for link in passage.relationships:
        said = "\n".join(passage.sentences[number - 1] for number in link["evidence"] if number <= len(passage.sentences))
        found += [any(name in said for name in surfaces(items[link[end]])) for end in ("source", "target")]
    return found


def surfaces(item: Row) -> list[str]:
    """The spellings of an entity: its name, then its mentions."""
    return [item["name"], *(mention for mention in item["mentions"] if mention != item["name"])]


def _name_in(item: Row, text: str, whole_text: str) -> str:
    """How these sentences call an entity; "" when they do not."""
    if _at(item["name"], text) is not None:
        return str(item["name"])
    here = [mention for mention in item["mentions"] if _at(mention, text) is not None and mention.lower() not in PRONOUNS]
    if here:
        return str(min(here, key=lambda mention: _at(mention, text) or 0))
    known = any(_at(name, whole_text) is not None for name in surfaces(item))
    return "" if known or text != whole_text else str(item["name"])  # spelt nowhere: only the whole passage can hold it


def _first(item: Row, text: str) -> int:
    found = [at for name in surfaces(item) if (at := _at(name, text)) is not None]
    return min(found, default=len(text))


def _at(name: str, text: str) -> int | None:
    found = [start for start, _ in spans(name, text)] or [text.find(name)]
    return found[0] if found[0] >= 0 else None
