"""MITRE ATT&CK: the descriptions of `uses` and `attributed-to` relations as passages of a sentence or two.

Descriptions link the objects they speak of, so links ground names exactly. A technique's own name is seldom in the
sentence; where it is not, the row is counted out. Names that are plain words or name a thing to be acquired rather than
a way of attacking are not trusted. Objects linked in one passage are joined where any row of the catalogue joins them.
Reads upstream's single bundle (enterprise-attack.json) as well as bundles by group and by software.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.records import Record, record
from stages.sources.spec import Source
from stages.tasks.kgraph.lib.build import Link, Thing, built, one_paragraph, too_large
from stages.tasks.kgraph.lib.names import stands_in
from stages.tasks.kgraph.schema import DEFAULTS

STATED, JOINED = 0.9, 0.7  # the row is about this pair; another row of the catalogue is
LARGEST = 100_000_000  # bytes; upstream's whole catalogue has about half of that
LABELS = {
    "intrusion-set": "ThreatActor", "campaign": "Campaign", "malware": "Malware", "tool": "Tool",
    "attack-pattern": "AttackPattern",
}  # fmt: skip
_LINK = re.compile(r"\[([^\]]+)\]\((https?://attack\.mitre\.org/[^)\s]*)\)")
_NOISE = re.compile(r"\(Citation:[^)]*\)|</?code>|<br>|`")
_FEWEST = 5  # words; a shorter description says nothing

Object = Mapping[str, Any]


class Row(NamedTuple):
    """A relation, and where it stands: file, 1-based place among the file's objects."""

    path: str
    number: int
    item: Object


class Catalogue(NamedTuple):
    """Live objects by id and by ATT&CK id (G0016, S0002 …), the type of the relation between two of them, and the rows."""

    objects: dict[str, Object]
    by_number: dict[str, Object]
    joined: dict[tuple[str, str], str]
    rows: list[Row]


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """A record for each description that names two joined objects, and a Reject for each row of the other descriptions."""
    catalogue = _catalogue(root, files)
    passages: dict[str, list[Row]] = {}
    for row in catalogue.rows:
        passages.setdefault(plain(row.item.get("description", "")), []).append(row)
    for text, rows in passages.items():
        ids = _objects(text, rows, catalogue)
        pairs = [pair for pair in permutations(ids, 2) if pair in catalogue.joined]
        if pairs and len(text.split()) >= _FEWEST:
            yield _passage(text, rows, ids, pairs, catalogue, entry)
        else:
            yield from (Reject(row.path, row.number, "description", text, _fault(text, row.item, catalogue)) for row in rows)


def plain(description: str) -> str:
    """A description as prose: links become their text, citations and code marks go.

    >>> plain("[APT1](https://attack.mitre.org/groups/G0006) ran `net user`.(Citation: Some Report)")
    'APT1 ran net user.'
    """
    text = one_paragraph(_NOISE.sub("", _LINK.sub(r"\1", description)))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _catalogue(root: Path, files: Sequence[str]) -> Catalogue:
    found = Catalogue({}, {}, {}, [])
    seen: set[str] = set()
    for path in files:
        for number, item in enumerate(json.loads(read_text(root / path, LARGEST))["objects"], start=1):
            if item.get("revoked") or item.get("x_mitre_deprecated"):
                continue
            if item["type"] in LABELS:
                found.objects[item["id"]] = item
                found.by_number[_number(item)] = item
            elif item["type"] == "relationship" and item["relationship_type"] in ("uses", "attributed-to"):
                found.joined[item["source_ref"], item["target_ref"]] = item["relationship_type"]
                if item["id"] not in seen:  # a row may stand in the bundles of both its ends
                    found.rows.append(Row(path, number, item))
                seen.add(item["id"])
    return found


def _number(item: Object) -> str:
    numbers = (ref.get("external_id", "") for ref in item["external_references"] if ref["source_name"] == "mitre-attack")
    return next(numbers, "")


def _fault(text: str, row: Object, catalogue: Catalogue) -> str:
    source, target = (catalogue.objects.get(row[side]) for side in ("source_ref", "target_ref"))
    if source is None or target is None:
        return "an end of the relation is not in the catalogue"
    if len(text.split()) < _FEWEST:
        return "description says nothing"
    if not _named(source, text):
        return "source is not named in the description"
    if _named(target, text):
        return _vague(target)
    return f"{'technique' if target['type'] == 'attack-pattern' else 'target'} is not named in the description"


def _vague(item: Object) -> str:
    """Why a technique's name is not to be trusted where it stands in a text, or ""."""
    if item["type"] != "attack-pattern":
        return ""
    name, phases = item["name"], {phase["phase_name"] for phase in item.get("kill_chain_phases", ())}
    if phases == {"resource-development"} or (" " not in name and "-" not in name and not name.lower().endswith("ing")):
        return "technique has a plain word for a name"
    return ""


def _named(item: Object, text: str) -> str:
    """The first of an object's names that stands in the text, or ""."""
    aliases = item.get("aliases", item.get("x_mitre_aliases", ()))
    return next((name for name in (item["name"], *aliases) if stands_in(name, text)), "")


def _objects(text: str, rows: Sequence[Row], catalogue: Catalogue) -> list[str]:
    """Ids of what a description links, and of the ends of its rows that it names."""
    ids: dict[str, None] = {}
    for row in rows:
        for _, address in _LINK.findall(row.item.get("description", "")):
            linked = catalogue.by_number.get("/".join(address.split("/")[4:]))
            ids |= {linked["id"]: None} if linked else {}
        for side in ("source_ref", "target_ref"):
            end = catalogue.objects.get(row.item[side])
            ids |= {end["id"]: None} if end and _named(end, text) and not _vague(end) else {}
    return list(ids)


def _passage(
    text: str, rows: Sequence[Row], ids: Sequence[str], pairs: Sequence[tuple[str, str]], catalogue: Catalogue, entry: Source
) -> Record | Reject:
    things = {key: _thing(catalogue.objects[key], text) for key in ids}
    stated = {(row.item["source_ref"], row.item["target_ref"]) for row in rows}
    links = [Link(catalogue.joined[pair], *pair, STATED if pair in stated else JOINED, catalogue.joined[pair]) for pair in pairs]
    result = built(text, things, links)
    rule = too_large(result.fields) or ("" if result.fields["relationships"] else "names of two objects are one name")
    if rule:
        return Reject(rows[0].path, rows[0].number, "description", text, rule)
    family = f"{entry.name}/{_number(catalogue.objects[rows[0].item['source_ref']])}"
    return record(DEFAULTS, path=rows[0].path, family=family, **result.fields)


def _thing(item: Object, text: str) -> Thing:
    name = _named(item, text) or str(item["name"])
    others = tuple(alias for alias in item.get("aliases", item.get("x_mitre_aliases", ())) if alias != name)
    return Thing(name, (LABELS[item["type"]],), "", tuple(alias for alias in others if stands_in(alias, text)))
