"""Graphs that users bring, as JSON (one object or a list) or JSONL (one object a line), in the usual spellings of keys.

A row has `text` and `entities` (or `nodes`) and `relationships` (or `relations`, `edges`, `triplets`). Labels of another
vocabulary are mapped or become Other, free relation texts are mapped by rule and kept as `verb`, missing evidence is
looked for in the text. A row that cannot be read is refused with its field, and so is each part of one that is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from stages.core.files import BadLine, read_json, sift_jsonl
from stages.core.rejects import Reject
from stages.sources.records import Record, record
from stages.sources.spec import Source
from stages.tasks.kgraph.lib.build import Link, Thing, built, language_of, one_paragraph, too_large
from stages.tasks.kgraph.lib.form import MOST_EVIDENCE
from stages.tasks.kgraph.lib.names import normal
from stages.tasks.kgraph.lib.sentences import sentences
from stages.tasks.kgraph.lib.vocab import NONE, OTHER, label_of, negated, reading
from stages.tasks.kgraph.schema import DEFAULTS, LANGUAGES, LONGEST

UNSAID = 0.9  # confidence of a relation that states none
_ENTITIES, _LINKS = ("entities", "nodes"), ("relationships", "relations", "edges", "triplets")
_NAME, _LABELS = ("name", "text", "value", "id"), ("labels", "label", "type", "entity_type")
_TYPE = ("type", "label", "relation", "predicate")
_SOURCE, _TARGET = ("source", "subject", "from", "head"), ("target", "object", "to", "tail")


class _UnfitError(Exception):
    """A row that cannot be read: (field, value, rule)."""


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """A record a row. Raises UserError for a file that is no JSON at all."""
    for path in files:
        for number, row in _rows(root, path):
            if isinstance(row, Reject):
                yield row
                continue
            try:
                yield from _row(path, number, row, entry)
            except _UnfitError as error:
                field, value, rule = error.args
                yield Reject(path, number, field, str(value), rule)


def _rows(root: Path, path: str) -> Iterator[tuple[int, Any]]:
    suffix = PurePosixPath(path).suffix
    if suffix == ".jsonl":
        for number, row in sift_jsonl(root / path):
            yield number, Reject(path, number, "line", *row) if isinstance(row, BadLine) else row
    elif suffix == ".json":
        found = read_json(root / path)
        yield from enumerate(found if isinstance(found, list) else [found], start=1)
    else:
        yield 1, Reject(path, 1, "path", path, "not a .json or .jsonl file")


def _row(path: str, number: int, row: Any, entry: Source) -> Iterator[Record | Reject]:
    if not isinstance(row, dict):
        _unfit("row", row, "a JSON object is needed")
    text = row.get("text")
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        _unfit("text", text, f"text of 1 to {LONGEST} characters is needed")
    things: dict[str, Thing] = {}
    ends: dict[str, str] = {}
    for at, item in enumerate(_list(row, _ENTITIES), start=1):
        key, thing = _thing(item, at)
        if key in things:
            _unfit("entities", key, "id is used twice")
        things[key] = thing
        for name in (thing.name, *thing.mentions):
            ends.setdefault(normal(name), key)
    refused: list[Reject] = []
    links: list[Link] = []
    for at, item in enumerate(_list(row, _LINKS), start=1):
        link = _link(item, at, things, ends, one_paragraph(text))
        if negated(link.verb):
            refused.append(Reject(path, number, "relationships", link.verb, "the relation is denied"))
        else:
            links.append(link)
    result = built(text, things, links)
    if rule := too_large(result.fields):
        _unfit("text", text, rule)
    yield from refused
    yield from (Reject(path, number, part.field, part.value, part.rule) for part in result.dropped)
    language = row.get("language") or language_of(text)
    if language not in LANGUAGES:
        _unfit("language", language, f"one of {', '.join(LANGUAGES)} is needed")
    family = f"{entry.name}/{PurePosixPath(path).stem}-{number}"
    yield record(DEFAULTS, path=path, family=family, language=language, title=str(row.get("title", "")), **result.fields)


def _thing(item: Any, at: int) -> tuple[str, Thing]:
    if not isinstance(item, dict):
        _unfit("entities", item, "an object is needed")
    name = _first(item, _NAME)
    if not isinstance(name, str) or not name.strip():
        _unfit("entities", item, f"entity {at} has no name")
    said = _first(item, _LABELS)
    given = [str(label) for label in (said if isinstance(said, list) else [said]) if label]
    found = dict.fromkeys(label_of(label)[0] for label in given)
    labels = tuple(label for label in found if label != OTHER) or (OTHER,)
    strange = ", ".join(label for label in given if label_of(label)[1] == NONE)
    mentions = tuple(str(mention) for mention in item.get("mentions") or ())
    return str(item.get("id", name)), Thing(name, labels, str(item.get("description") or strange), mentions)


def _link(item: Any, at: int, things: Mapping[str, Thing], ends: Mapping[str, str], text: str) -> Link:
    if not isinstance(item, dict):
        _unfit("relationships", item, "an object is needed")
    said, source, target = (_first(item, keys) for keys in (_TYPE, _SOURCE, _TARGET))
    if not isinstance(said, str) or not said.strip():
        _unfit("relationships", item, f"relationship {at} has no type")
    source, target = (_end(side, things, ends, at) for side in (source, target))
    sure = item.get("confidence", UNSAID)
    if isinstance(sure, bool) or not isinstance(sure, int | float) or not 0 < sure <= 1:
        _unfit("relationships", item, f"confidence of relationship {at} is no number above 0 and up to 1")
    found = reading(said)
    source, target = (target, source) if found.turned else (source, target)
    verb = str(item.get("verb") or said)
    return Link(found.type, source, target, float(sure), verb, _evidence(item.get("evidence"), text, at))


def _end(side: Any, things: Mapping[str, Thing], ends: Mapping[str, str], at: int) -> str:
    """The key of the entity that an id or a name stands for."""
    key = str(side if not isinstance(side, dict) else side.get("id", side.get("name")))
    found = key if key in things else ends.get(normal(key))
    if found is None:
        _unfit("relationships", side, f"an end of relationship {at} is no entity of the row")
    return found


def _evidence(given: Any, text: str, at: int) -> tuple[int, ...]:
    """Sentence numbers from numbers, quotes, or objects with either; () when there are none."""
    said = sentences(text)
    found: set[int] = set()
    for item in given if isinstance(given, list) else [given] if given else []:
        item = item.get("sentence", item.get("quote")) if isinstance(item, dict) else item
        if isinstance(item, str):
            quote = one_paragraph(item).casefold()
            whole = [(number, sentence.casefold()) for number, sentence in enumerate(said, start=1)]
            found |= {number for number, sentence in whole if quote and (quote in sentence or sentence in quote)}
        elif type(item) is int and 1 <= item <= len(said):
            found.add(item)
        else:
            _unfit("relationships", item, f"evidence of relationship {at} is no sentence from 1 to {len(said)}")
    return tuple(sorted(found)[:MOST_EVIDENCE])


def _list(row: Mapping[str, Any], keys: Sequence[str]) -> list[Any]:
    found = _first(row, keys)
    if not isinstance(found, list):
        _unfit(keys[0], found, "a list is needed")
    return found


def _first(item: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((item[key] for key in keys if item.get(key) is not None), None)


def _unfit(field: str, value: object, rule: str) -> NoReturn:
    raise _UnfitError(field, "" if value is None else value, rule)
