"""The labels and relation types of vocab.yaml, typed, and how free text is mapped to them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic.dataclasses import dataclass

from stages.core.errors import UserError
from stages.core.files import read_yaml
from stages.core.typed import STRICT, Several, Text, typed
from stages.tasks.kgraph.lib.verbs import stems

VOCAB = Path(__file__).with_name("vocab.yaml")
OTHER, RELATED = "Other", "related-to"
EXACT, HEAD, NONE = "exact", "head verb", "fallback"  # how a free text was mapped
_NEGATED = re.compile(
    r"\b(not|no|never|nor|without|fail(s|ed)? to|failed|separate from|distinct from|unrelated)\b|n't\b", re.IGNORECASE
)
_NO_WORD = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, config=STRICT)
class Label:
    """One kind of entity. `stix` is its STIX 2.1 object type, or "" when there is none."""

    name: Text
    meaning: Text
    stix: str
    also: Several[str] = ()


@dataclass(frozen=True, config=STRICT)
class Relation:
    """One type of relation, with the phrases that say it (`turned`: with source and target the other way round)."""

    name: Text
    meaning: Text
    verbs: Several[str] = ()
    turned: Several[str] = ()


class Reading(NamedTuple):
    """What a free relation text says: its type, how that was found, whether its subject is the target."""

    type: str
    how: str
    turned: bool


@cache
def labels() -> tuple[Label, ...]:
    """Every label in the order of the file."""
    return tuple(typed(Label, entry, f"{VOCAB}: label {at}") for at, entry in enumerate(read_yaml(VOCAB)["labels"], start=1))


@cache
def relations() -> tuple[Relation, ...]:
    """Every relation type in the order of the file."""
    entries = enumerate(read_yaml(VOCAB)["relations"], start=1)
    return tuple(typed(Relation, entry, f"{VOCAB}: relation {at}") for at, entry in entries)


@cache
def label_names() -> tuple[str, ...]:
    """The closed list of labels."""
    return tuple(label.name for label in labels())


@cache
def relation_names() -> tuple[str, ...]:
    """The closed list of relation types."""
    return tuple(relation.name for relation in relations())


def label_of(text: str) -> tuple[str, str]:
    """(label, how) for a label of another vocabulary; ("Other", "fallback") for one that nothing is known about.

    >>> label_of("intrusion-set"), label_of("Threat Actor"), label_of("colour")
    (('ThreatActor', 'exact'), ('ThreatActor', 'exact'), ('Other', 'fallback'))
    """
    found = _labels().get(_plain(text))
    return (found, EXACT) if found else (OTHER, NONE)


def relation_of(text: str) -> tuple[str, str]:
    """(type, how) for a free relation text; `turned` says whether source and target change places.

    >>> relation_of("has been targeting"), relation_of("is used by"), relation_of("smells like")
    (('targets', 'exact'), ('uses', 'exact'), ('related-to', 'fallback'))
    """
    return reading(text)[:2]


def turned(text: str) -> bool:
    """Whether the text's subject is the target of its type: "is used by" is `uses` with the arrow the other way."""
    return reading(text).turned


def negated(text: str) -> bool:
    """Whether the text denies a relation, as in "does not affect"."""
    return bool(_NEGATED.search(text))


def mapped(texts: Iterable[str]) -> dict[str, int]:
    """How many free relation texts each way of mapping takes.

    >>> mapped(["uses", "targets users from", "smells like", "is used by"])
    {'exact': 2, 'head verb': 1, 'fallback': 1}
    """
    found = Counter(reading(text).how for text in texts)
    return {how: found[how] for how in (EXACT, HEAD, NONE)}


@cache
def reading(text: str) -> Reading:
    """The type of a free relation text by its longest known beginning."""
    for words in stems(text):
        for end in range(len(words), 0, -1):
            known = _phrases().get(tuple(words[:end]))
            if not known or words[:end] == ["be"] != words:  # "is a" says what a thing is, "is blue" says nothing
                continue
            by = words[end : end + 1] == ["by"]
            whole = len(words) == end + by
            return Reading(known[0], EXACT if whole else HEAD, known[1] != by)
    return Reading(RELATED, NONE, False)


@cache
def _labels() -> Mapping[str, str]:
    return {_plain(word): label.name for label in labels() for word in (label.name, *label.also)}


@cache
def _phrases() -> Mapping[tuple[str, ...], tuple[str, bool]]:
    """{stems of a phrase: (type, turned)}. Raises UserError for a phrase that stands under two types."""
    found: dict[tuple[str, ...], tuple[str, bool]] = {}
    for relation in relations():
        own = relation.name.replace("-", " ")
        said = [(own, False), *((verb, False) for verb in relation.verbs), *((verb, True) for verb in relation.turned)]
        for phrase, is_turned in said:
            key = tuple(stems(phrase)[0])
            if found.setdefault(key, (relation.name, is_turned)) != (relation.name, is_turned):
                raise UserError(f"{VOCAB}: {phrase!r} stands under {found[key][0]} and {relation.name}; keep one")
    return found


def _plain(text: str) -> str:
    return _NO_WORD.sub("", text.lower())
