"""A graph as a STIX 2.1 bundle: plain dicts that follow the OASIS JSON schemas.

Ids are derived from the passage and the names in it (UUID version 5), so the same graph gives the same bundle. What has
no counterpart is left out and counted by `left_out`: entities labelled Other, indicators whose value STIX does not
accept, and relationships that lose an end. Two relation types are ours; they become `related-to`, named in the description.
"""

import json
import re
import uuid
from collections.abc import Callable, Mapping
from ipaddress import ip_network
from typing import Any

from stages.core.files import sha256_text
from stages.tasks.kgraph.lib.form import Entity, Graph, Relationship, compact
from stages.tasks.kgraph.lib.names import normal, refanged
from stages.tasks.kgraph.lib.sentences import sentences
from stages.tasks.kgraph.lib.vocab import labels

Object = dict[str, Any]
DAY = "2020-01-01"  # created and modified of every object, where the passage has no date: STIX wants one
ADDED = frozenset({"affiliated-with", "reported-by"})  # relation types that STIX does not have
OBSERVABLE = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")  # STIX 2.1, section 2.9: ids of cyber-observable objects
_OURS = uuid.UUID("5f2a1c3e-6c0d-5b8e-9a57-0d7c3f1e8b42")
_HASHES = {32: "MD5", 40: "SHA-1", 64: "SHA-256", 128: "SHA-512"}  # hex digits -> name in STIX
_HIVES = {
    "HKLM": "HKEY_LOCAL_MACHINE", "HKCC": "HKEY_CURRENT_CONFIG", "HKCR": "HKEY_CLASSES_ROOT", "HKCU": "HKEY_CURRENT_USER",
    "HKU": "HKEY_USERS",
}  # fmt: skip


def bundle(graph: Graph, text: str = "", title: str = "", day: str = DAY) -> Object:
    """The graph as a bundle, with a report that refers to all of it; `text` gives the quotes that evidence points to.

    `day` (yyyy-mm-dd) is the day of the passage.
    """
    scope = sha256_text(text + compact(graph))
    stamp = {"spec_version": "2.1", "created": f"{day}T00:00:00.000Z", "modified": f"{day}T00:00:00.000Z"}
    made = {entity.id: _object(entity, scope, stamp) for entity in graph.entities}
    objects = {key: item for key, item in made.items() if item}
    said = sentences(text)
    links = [_link(link, objects, said, scope, stamp) for link in graph.relationships if _kept(link, objects)]
    found = list({item["id"]: item for item in (*objects.values(), *links)}.values())  # two entities may be one observable
    name = f"bundle--{uuid.uuid5(_OURS, scope)}"
    if not found:
        return {"type": "bundle", "id": name}
    report = {
        "type": "report", "id": f"report--{uuid.uuid5(_OURS, scope)}", **stamp, "published": stamp["created"],
        "name": title or next(iter(said), "Passage"), "report_types": ["threat-report"],
        "object_refs": [item["id"] for item in found],
    }  # fmt: skip
    return {"type": "bundle", "id": name, "objects": [report, *found]}


def left_out(graph: Graph) -> dict[str, int]:
    """How many entities and relationships of a graph have no place in its bundle."""
    kept = {entity.id for entity in graph.entities if _object(entity, "", {})}
    links = sum(_kept(link, kept) for link in graph.relationships)
    return {"entities": len(graph.entities) - len(kept), "relationships": len(graph.relationships) - links}


def _kept(link: Relationship, ids: Any) -> bool:
    return link.source in ids and link.target in ids


def _object(entity: Entity, scope: str, stamp: Mapping[str, str]) -> Object | None:
    label = entity.labels[0]
    kind = next(item.stix for item in labels() if item.name == label)
    if not kind:
        return None
    if label in _OBSERVED:
        fields = _OBSERVED[label](refanged(entity.name))
        if not fields:
            return None
        kind = fields.pop("type", kind)
        key = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return {"type": kind, "id": f"{kind}--{uuid.uuid5(OBSERVABLE, key)}", "spec_version": "2.1", **fields}
    key = f"{scope}:{kind}:{label}:{normal(entity.name)}"
    fields = {"type": kind, "id": f"{kind}--{uuid.uuid5(_OURS, key)}", **stamp, "name": entity.name, **_MORE.get(label, {})}
    if label == "Location":
        fields["region"] = entity.name  # an open vocabulary; whether a name is a country is not known here
    if label == "Vulnerability" and (found := re.fullmatch(r"CVE-\d{4}-\d{4,}", entity.name, re.IGNORECASE)):
        fields["external_references"] = [{"source_name": "cve", "external_id": found[0].upper()}]
    return {**fields, "description": entity.description} if entity.description else fields


_MORE: dict[str, Object] = {
    "Malware": {"is_family": True},
    "Organization": {"identity_class": "organization"},
    "Sector": {"identity_class": "class"},
}


def _link(link: Relationship, objects: Mapping[str, Object], said: list[str], scope: str, stamp: Mapping[str, str]) -> Object:
    source, target = objects[link.source], objects[link.target]
    same = source["type"] == target["type"] or link.type != "duplicate-of"  # STIX: only objects of one type are duplicates
    kind = link.type if link.type not in ADDED and same else "related-to"
    quotes = " ".join(said[number - 1] for number in link.evidence if number <= len(said))
    described = quotes if kind == link.type else f"{link.type}: {quotes}".removesuffix(": ")
    key = f"{scope}:{link.type}:{source['id']}:{target['id']}"
    return {
        "type": "relationship", "id": f"relationship--{uuid.uuid5(_OURS, key)}", **stamp, "relationship_type": kind,
        "source_ref": source["id"], "target_ref": target["id"], "confidence": round(link.confidence * 100),
        **({"description": described} if described else {}),
    }  # fmt: skip


def _address(name: str) -> Object:
    try:
        network = ip_network(name, strict=False)
    except ValueError:
        return {}
    return {"type": f"ipv{network.version}-addr", "value": name}


def _digest(name: str) -> Object:
    kind = _HASHES.get(len(name)) if re.fullmatch(r"[0-9A-Fa-f]+", name) else None
    return {"hashes": {kind: name.lower()}} if kind else {}


def _registry_key(name: str) -> Object:
    hive, slash, rest = name.partition("\\")
    key = _HIVES.get(hive.upper().rstrip(":"), hive) + slash + rest
    return {} if re.search("HKLM|HKCC|HKCR|HKCU|HKU", key, re.IGNORECASE) else {"key": key}


def _matching(pattern: str) -> Callable[[str], Object]:
    return lambda name: {"value": name} if re.fullmatch(pattern, name) else {}


_OBSERVED: dict[str, Callable[[str], Object]] = {
    "Software": lambda name: {"name": name},
    "File": lambda name: {"name": name},
    "Hash": _digest,
    "Domain": _matching(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]"),
    "IPAddress": _address,
    "URL": _matching(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/]+\S*"),
    "EmailAddress": _matching(r"[^\s@]+@[^\s@]+\.[^\s@.]+"),
    "RegistryKey": _registry_key,
}
