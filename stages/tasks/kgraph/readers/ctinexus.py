"""CTINexus: a passage a file with typed entities and triplets whose relations are free text, mapped by rule.

Upstream gives neither evidence nor confidence: evidence is looked for, and stated (explicit) triplets get a higher
confidence than inferred (implicit) ones. Entities the text does not name and triplets without both ends are counted out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from stages.core.files import read_json
from stages.core.rejects import Reject
from stages.sources.records import Record, record
from stages.sources.spec import Source
from stages.tasks.kgraph.lib.build import Link, Thing, built, too_large
from stages.tasks.kgraph.lib.names import normal
from stages.tasks.kgraph.lib.vocab import NONE, OTHER, RELATED, Reading, negated, reading
from stages.tasks.kgraph.schema import DEFAULTS

STATED, INFERRED = 0.9, 0.6
TIME, UNTYPED = "time", Reading(RELATED, NONE, False)  # "observed in" a month is no observation by the month
# Upstream's types; `Infrastructure` there is mostly products and devices of victims, `Exploit Target` mostly exploits.
TYPES = {
    "Organization": "Organization", "Attacker": "ThreatActor", "Malware": "Malware", "Infrastructure": "Software",
    "Vulnerability": "Vulnerability", "Tool": "Tool", "Indicator:File": "File", "Indicator:URL": "URL", "Event": "Campaign",
    "Indicator:Email": "EmailAddress", "Indicator:Domain": "Domain", "Location": "Location", "Exploit Target": "AttackPattern",
    "Malware Characteristic:Behavior": "AttackPattern", "Malware Characteristic:Capability": "AttackPattern",
    "Malware Characteristic:Feature": "AttackPattern", "Malware Characteristic:Payload": "Malware",
    "Malware Characteristic:Variants": "Malware",
}  # fmt: skip


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One record a file, and a Reject for each entity and triplet that could not be kept."""
    for path in files:
        row = read_json(root / path)
        things = {str(item["entity_id"]): _thing(item) for item in row["entities"]}
        links, refused = _links(row, things, path)
        result = built(row["text"], things, links)
        yield from refused
        yield from (Reject(path, 1, part.field, part.value, part.rule) for part in result.dropped)
        if rule := too_large(result.fields):
            yield Reject(path, 1, "text", path, rule)
        else:
            yield record(DEFAULTS, path=path, family=f"{entry.name}/{PurePosixPath(path).stem}", **result.fields)


def _thing(item: Mapping[str, Any]) -> Thing:
    """Mentions may be texts or objects; a type that is no plain label is told in the description."""
    kind = item["entity_type"]
    mentions = (each if isinstance(each, str) else each.get("entity_text", "") for each in item["mentions"])
    described = kind.rpartition(":")[2].lower() if TYPES.get(kind, OTHER) == OTHER and len(kind) <= 20 else ""
    return Thing(item["entity_name"], (TYPES.get(kind, OTHER),), described, tuple(filter(None, mentions)))


def _links(row: Mapping[str, Any], things: Mapping[str, Thing], path: str) -> tuple[list[Link], list[Reject]]:
    ends = {normal(name): key for key, thing in reversed(list(things.items())) for name in (*thing.mentions, thing.name)}
    links: list[Link] = []
    refused: list[Reject] = []
    for number, (triplet, sure) in enumerate(_triplets(row), start=1):
        said = triplet["relation"]
        source, target = (_end(triplet[side], things, ends) for side in ("subject", "object"))
        shown = f"{triplet['subject']} | {said} | {triplet['object']}"
        if source is None or target is None:
            refused.append(Reject(path, number, "triplet", shown, "an endpoint is not among the entities"))
        elif negated(said):
            refused.append(Reject(path, number, "triplet", shown, "the relation is denied"))
        else:
            found = UNTYPED if TIME in (things[source].description, things[target].description) else reading(said)
            source, target = (target, source) if found.turned else (source, target)
            links.append(Link(found.type, source, target, sure, said))
    return links, refused


def _triplets(row: Mapping[str, Any]) -> Iterable[tuple[Mapping[str, Any], float]]:
    yield from ((triplet, STATED) for triplet in row["explicit_triplets"])
    yield from ((triplet, INFERRED) for triplet in row["implicit_triplets"])


def _end(side: Any, things: Mapping[str, Thing], ends: Mapping[str, str]) -> str | None:
    """The key of the entity a triplet names: by its text, or by its id where the text is no entity's name."""
    if isinstance(side, str):
        return ends.get(normal(side))
    key = str(side.get("entity_id"))
    return ends.get(normal(str(side.get("entity_text", ""))), key if key in things else None)
