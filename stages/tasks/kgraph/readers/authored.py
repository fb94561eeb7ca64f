"""The shipped passages: reports/<language>/<slug>.yaml, a passage a file, with its graph written by hand.

Nothing is mended here: a name that the text does not have, a key that is not defined, a sentence that does not exist
is an error that names file and key. Files of one slug in several languages tell one story and are one family.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import Field
from pydantic.dataclasses import dataclass

from stages.core.errors import UserError, unknown
from stages.core.files import read_yaml
from stages.core.typed import FILLED, STRICT, Several, Text, typed
from stages.sources.records import Record, record
from stages.sources.spec import Source
from stages.tasks.kgraph.lib import form, sentences
from stages.tasks.kgraph.lib.build import Link, Thing, built, one_paragraph, too_large
from stages.tasks.kgraph.lib.vocab import label_names, relation_names
from stages.tasks.kgraph.schema import DEFAULTS, LANGUAGES


@dataclass(frozen=True, config=STRICT)
class WrittenEntity:
    """One entity; `label`, or `labels` where it has two."""

    key: Text
    name: Annotated[Text, Field(max_length=form.LONGEST_NAME)]
    description: Annotated[str, Field(max_length=form.LONGEST_DESCRIPTION)] = ""
    label: str = ""
    labels: Several[str] = ()
    mentions: Several[Text] = ()


@dataclass(frozen=True, config=STRICT)
class WrittenLink:
    """One relation between two keys."""

    type: Text
    source: Text
    target: Text
    confidence: float
    evidence: Annotated[Several[int], FILLED]
    verb: str = ""


@dataclass(frozen=True, config=STRICT)
class Report:
    """One file; its entities and relationships are read one by one, so that a fault names its place."""

    text: Text
    entities: list[Any]
    relationships: list[Any]
    title: str = ""


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record]:
    """One record a file. Raises UserError for the first fault of a file."""
    for path in files:
        language, slug = PurePosixPath(path).parent.name, PurePosixPath(path).stem
        if PurePosixPath(path).suffix != ".yaml":
            raise UserError(f"{root / path}: a .yaml file is needed here; rename it or take it away")
        if language not in LANGUAGES:
            raise unknown("language", language, LANGUAGES, f"{root / path}: the folder's name")
        report = typed(Report, read_yaml(root / path), str(root / path))
        fields = _fields(report, str(root / path))
        yield record(DEFAULTS, path=path, language=language, family=f"{entry.name}/{slug}", title=report.title, **fields)


def _fields(report: Report, where: str) -> dict[str, object]:
    text = one_paragraph(report.text)
    things: dict[str, Thing] = {}
    for at, entry in enumerate(report.entities, start=1):
        item = typed(WrittenEntity, entry, f"{where}: entity {at}")
        place = f"{where}: entity {at} ({item.key})"
        if item.key in things:
            raise UserError(f"{place}: key {item.key} is used by an entity above; give each entity a key of its own")
        things[item.key] = Thing(item.name, _labels(item, place), item.description, item.mentions)
        _check_names(item, text, place)
    links = []
    for at, entry in enumerate(report.relationships, start=1):
        link = typed(WrittenLink, entry, f"{where}: relationship {at}")
        place = f"{where}: relationship {at} ({link.source} {link.type} {link.target})"
        _check_link(link, things, len(sentences.spans(text)), place)
        links.append(Link(link.type, link.source, link.target, link.confidence, link.verb, link.evidence))
    result = built(report.text, things, links)
    if result.dropped:
        first = result.dropped[0]
        raise UserError(f"{where}: {first.field}: {first.value}: {first.rule}; correct or remove it")
    if rule := too_large(result.fields):
        raise UserError(f"{where}: {rule}; split the passage")
    return result.fields


def _labels(item: WrittenEntity, place: str) -> tuple[str, ...]:
    given = item.labels or (item.label,)
    if bool(item.label) == bool(item.labels) or len(given) > form.MOST_LABELS:
        raise UserError(f"{place}: write one label, or a list `labels` of at most {form.MOST_LABELS}")
    for label in given:
        if label not in label_names():
            raise unknown("label", label, label_names(), place)
    return given


def _check_names(item: WrittenEntity, text: str, place: str) -> None:
    for name in (item.name, *item.mentions):
        if one_paragraph(name) not in text:
            raise UserError(f"{place}: {name!r} is not in the text; write it as the text spells it")


def _check_link(link: WrittenLink, things: dict[str, Thing], said: int, place: str) -> None:
    if link.type not in relation_names():
        raise unknown("relation type", link.type, relation_names(), place)
    for end in (link.source, link.target):
        if end not in things:
            raise unknown("key", end, things, place)
    if link.confidence not in form.LEVELS:
        raise UserError(f"{place}: confidence {link.confidence} is not one of {', '.join(map(str, form.LEVELS))}")
    for number in link.evidence:
        if not 1 <= number <= said:
            raise UserError(f"{place}: evidence {number}: the text has sentences 1 to {said}; correct the number")
    if len(set(link.evidence)) < len(link.evidence) or len(link.evidence) > form.MOST_EVIDENCE:
        raise UserError(f"{place}: evidence {list(link.evidence)}: at most {form.MOST_EVIDENCE} numbers, none twice")
