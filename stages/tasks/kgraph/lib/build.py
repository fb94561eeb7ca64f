"""From loosely given entities and links to the fields of a record: grounded, merged, numbered by first mention.

What cannot be kept is handed back with its reason, so that each reader can count it or refuse the file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from stages.tasks.kgraph.lib import form, names, sentences

HAN, HANGUL = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\uac00-\ud7a3]")


class Dropped(NamedTuple):
    """A part of a graph that could not be kept: its field, its value, the rule it broke."""

    field: str
    value: str
    rule: str


@dataclass(frozen=True)
class Thing:
    """An entity as a source gives it."""

    name: str
    labels: tuple[str, ...]
    description: str = ""
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A relation between two entities, by their keys; without evidence it is looked for in the text."""

    type: str
    source: str
    target: str
    confidence: float
    verb: str = ""
    evidence: tuple[int, ...] = ()


@dataclass
class Built:
    """The fields `text`, `entities`, `relationships` of a record, and what was left out."""

    fields: dict[str, Any]
    dropped: list[Dropped] = field(default_factory=list)


@dataclass
class _Placed:
    """An entity with the places where the text mentions it."""

    thing: Thing
    spans: list[tuple[int, int]]


def one_paragraph(text: str) -> str:
    """The text with every run of white space made one space, and control characters gone."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def language_of(text: str) -> str:
    """zh, ko or en, by the script that the text is written in.

    >>> language_of("该组织使用了 CraneLoader。"), language_of("이 그룹은 CraneLoader를 썼다.")
    ('zh', 'ko')
    """
    if HANGUL.search(text):
        return "ko"
    return "zh" if HAN.search(text) else "en"


def built(text: str, things: Mapping[str, Thing], links: Sequence[Link]) -> Built:
    """The graph of a passage. Entities that the text does not name, and links to them, are left out."""
    text = one_paragraph(text)
    result = Built({"text": text})
    placed, keys = _placed(text, things, result)
    ordered = sorted(placed, key=lambda key: (placed[key].spans[0], placed[key].thing.labels, key))
    ids = {key: f"e{number}" for number, key in enumerate(ordered, start=1)}
    result.fields["entities"] = [_entity(ids[key], placed[key].thing) for key in ordered]
    cuts = sentences.spans(text)
    places = {ids[key]: _sentences_of(item.spans, cuts) for key, item in placed.items()}
    ends = {key: ids[found] for key, found in keys.items()}
    result.fields["relationships"] = _joined(links, places, ends, things, result)
    return result


def too_large(fields: dict[str, Any]) -> str:
    """The rule that a passage breaks by its size, or ""."""
    if len(fields["entities"]) > form.MOST_ENTITIES:
        return f"more than {form.MOST_ENTITIES} entities"
    if len(fields["relationships"]) > form.MOST_RELATIONSHIPS:
        return f"more than {form.MOST_RELATIONSHIPS} relationships"
    if len(sentences.spans(fields["text"])) > form.MOST_SENTENCES:
        return f"more than {form.MOST_SENTENCES} sentences"
    return ""


def _placed(text: str, things: Mapping[str, Thing], result: Built) -> tuple[dict[str, _Placed], dict[str, str]]:
    """Entities that the text names, and {key: key of the entity it was merged into}."""
    placed: dict[str, _Placed] = {}
    keys: dict[str, str] = {}
    same: dict[tuple[str, str], str] = {}
    for key, thing in things.items():
        called = next((name for name in (thing.name, *thing.mentions) if names.spans(name, text)), thing.name)
        own = names.spans(called, text)
        if not own or len(called) > form.LONGEST_NAME:
            rule = f"name has more than {form.LONGEST_NAME} characters" if own else "name is not in the text"
            result.dropped.append(Dropped("entities", thing.name, rule))
            continue
        name = _spelled(called, own, text)
        others = {mention: names.spans(mention, text) for mention in (thing.name, *thing.mentions)}
        mentions = tuple(_spelled(mention, found, text) for mention, found in others.items() if found)
        spans = sorted({*own, *(span for found in others.values() for span in found)})
        thing = Thing(name, thing.labels, thing.description, mentions)
        first = same.setdefault((names.normal(name), thing.labels[0]), key)
        keys[key] = first
        if first != key:
            result.dropped.append(Dropped("entities", thing.name, "same name and label as another entity: merged"))
            old = placed[first].thing
            thing = Thing(old.name, old.labels, old.description or thing.description, old.mentions + thing.mentions)
            spans = sorted({*placed[first].spans, *spans})
        placed[first] = _Placed(thing, spans)
    return placed, keys


def _spelled(name: str, spans: Sequence[tuple[int, int]], text: str) -> str:
    """The name as the text writes it, where it stands first if not exactly so."""
    return name if name in text else text[slice(*spans[0])]


def _joined(
    links: Sequence[Link], places: Mapping[str, list[int]], ends: Mapping[str, str], things: Mapping[str, Thing], result: Built
) -> list[dict[str, Any]]:
    """The relationships between kept entities, by their first sentence; `ends` gives the id of a key."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for link in links:
        source, target = ends.get(link.source), ends.get(link.target)
        rule = ""
        if source is None or target is None:
            rule = "an endpoint is not among the entities kept"
        elif source == target:
            rule = "source and target are the same entity"
        elif (link.type, source, target) in found:
            rule = "same triple as another relationship: merged"
        if rule:
            shown = " | ".join([_called(link.source, things), link.verb or link.type, _called(link.target, things)])
            result.dropped.append(Dropped("relationships", shown, rule))
        if source is None or target is None or source == target:
            continue
        evidence = list(link.evidence) or evidence_of(places[source], places[target])
        row = found.setdefault((link.type, source, target), _relationship(link, source, target))
        row["confidence"] = max(row["confidence"], link.confidence)
        row["evidence"] = sorted({*row["evidence"], *evidence})[: form.MOST_EVIDENCE]
    return sorted(found.values(), key=lambda row: (row["evidence"], int(row["source"][1:]), int(row["target"][1:]), row["type"]))


def evidence_of(source: Sequence[int], target: Sequence[int]) -> list[int]:
    """The first sentence that names both, else the two nearest sentences that name one each.

    >>> evidence_of([1, 3], [3, 4]), evidence_of([1], [2, 5])
    ([3], [1, 2])
    """
    both = sorted(set(source) & set(target))
    if both:
        return both[:1]
    pairs = [(abs(one - other), one, other) for one in source for other in target]
    return sorted(min(pairs)[1:])


def _called(key: str, things: Mapping[str, Thing]) -> str:
    return things[key].name if key in things else key


def _sentences_of(spans: Sequence[tuple[int, int]], cuts: Sequence[tuple[int, int]]) -> list[int]:
    """1-based numbers of the sentences in which the spans begin."""
    return sorted({number for at, _ in spans for number, (start, end) in enumerate(cuts, start=1) if start <= at < end})


def _entity(name: str, thing: Thing) -> dict[str, Any]:
    mentions = sorted(set(map(one_paragraph, thing.mentions)) - {thing.name, ""})
    description = one_paragraph(thing.description)[: form.LONGEST_DESCRIPTION].strip()
    labels = list(dict.fromkeys(thing.labels))[: form.MOST_LABELS]
    return {"id": name, "labels": labels, "name": thing.name, "description": description, "mentions": mentions}


def _relationship(link: Link, source: str, target: str) -> dict[str, Any]:
    row = {"type": link.type, "verb": link.verb, "source": source, "target": target}
    return {**row, "confidence": link.confidence, "evidence": []}
