import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from stages.sources.reading import open_source, read_source
from stages.sources.spec import load_sources
from stages.tasks.kgraph.lib import form
from stages.tasks.kgraph.lib.stix import bundle, left_out
from tests.tasks.kgraph.written import records

MIRROR = Path(os.environ.get("SECTUNE_MIRROR") or "../shared/data")
SCHEMAS = MIRROR / "cti/stix2/schemas"
needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="no mirror of the OASIS schemas")

ID = re.compile(r"[a-z][a-z0-9-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
OBSERVABLES = {
    "file": ("name", "hashes"), "url": ("value",), "domain-name": ("value",), "ipv4-addr": ("value",), "ipv6-addr": ("value",),
    "email-addr": ("value",), "windows-registry-key": ("key",), "software": ("name",),
}  # fmt: skip
NAMES = {
    "ThreatActor": "Slate Heron", "Campaign": "Operation Reed", "Malware": "CraneLoader", "Tool": "PsExec",
    "AttackPattern": "phishing", "Vulnerability": "CVE-2023-1234", "Infrastructure": "relay", "Software": "Exchange",
    "File": "a.dll", "Hash": "D41D8CD98F00B204E9800998ECF8427E", "Domain": "evil[.]example", "IPAddress": "10[.]0.0.1",
    "URL": "hxxps://evil[.]example/a b".replace(" ", ""), "EmailAddress": "a[at]evil.example",
    "RegistryKey": "HKLM\\Software\\Run", "Organization": "Acme", "Sector": "energy", "Location": "Norway",
    "CourseOfAction": "patching", "Other": "two days",
}  # fmt: skip


def graph(named: dict[str, str], *links: tuple[str, int, int]) -> form.Graph:
    entities = [
        {"id": f"e{number}", "labels": [label], "name": name, "description": "known"}
        for number, (label, name) in enumerate(named.items(), start=1)
    ]
    joined = [
        {"type": type, "source": f"e{source}", "target": f"e{target}", "confidence": 0.9, "evidence": [1]}
        for type, source, target in links
    ]
    return form.graph_of({"entities": entities, "relationships": joined})


def every_label() -> form.Graph:
    return graph(NAMES, ("uses", 1, 3), ("affiliated-with", 1, 2), ("duplicate-of", 3, 4), ("related-to", 1, 20))


@cache
def validator(kind: str) -> Any:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    files = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.rglob("*.json"))}
    assert len(files) > 40
    found = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in files.values())
    return Draft202012Validator(files[kind], registry=found)


def faults(made: dict[str, Any]) -> list[str]:
    """What the OASIS schemas say of a bundle and of each object. Their bundle schema has forgotten locations."""
    known = {**made, "objects": [item for item in made["objects"] if item["type"] != "location"]}
    pairs = [("bundle", known), *((item["type"], item) for item in made["objects"])]
    return [f"{kind}: {error.message}" for kind, item in pairs for error in validator(kind).iter_errors(item)]


def unsound(made: dict[str, Any]) -> list[str]:
    """Objects without what STIX 2.1 requires of them, told without its schemas."""
    ids = {item["id"] for item in made["objects"]}
    found = []
    for item in made["objects"]:
        kind = item["type"]
        right = item["spec_version"] == "2.1" and ID.fullmatch(item["id"]) and item["id"].startswith(f"{kind}--")
        if kind in OBSERVABLES:
            right = right and any(item.get(key) for key in OBSERVABLES[kind])
        elif kind == "relationship":
            right = right and {item["source_ref"], item["target_ref"]} <= ids and item["relationship_type"]
            right = right and type(item["confidence"]) is int and 0 <= item["confidence"] <= 100
        else:
            right = right and item["name"] and STAMP.fullmatch(item["created"]) and STAMP.fullmatch(item["modified"])
        found += [] if right else [item["id"]]
    return found


def test_every_label_but_other_has_an_object() -> None:
    made = bundle(every_label(), "Said.")
    assert len(made["objects"]) == 1 + 19 + 3
    assert left_out(every_label()) == {"entities": 1, "relationships": 1}


def test_the_parts_that_stix_requires_are_there(tmp_path: Path) -> None:
    graphs = [every_label(), *map(form.graph_of, records(tmp_path))]
    made = [bundle(each, "Said.") for each in graphs if each.entities]
    assert len(made) == 3
    assert [unsound(each) for each in made] == [[], [], []]


def test_the_same_graph_gives_the_same_bundle() -> None:
    assert bundle(every_label(), "Said.", "T") == bundle(every_label(), "Said.", "T")
    assert bundle(every_label(), "Said.")["id"] != bundle(every_label(), "Other.")["id"]


def test_addresses_are_made_whole_and_digests_and_hives_get_their_names() -> None:
    made = {item["type"]: item for item in bundle(graph({k: v for k, v in NAMES.items() if k != "File"}))["objects"]}
    assert made["url"]["value"] == "https://evil.example/ab"
    assert (made["ipv4-addr"]["value"], made["email-addr"]["value"]) == ("10.0.0.1", "a@evil.example")
    assert made["file"]["hashes"] == {"MD5": "d41d8cd98f00b204e9800998ecf8427e"}
    assert made["windows-registry-key"]["key"] == "HKEY_LOCAL_MACHINE\\Software\\Run"


@pytest.mark.parametrize(
    ("label", "name"),
    [("Hash", "abc"), ("Domain", "evil"), ("Domain", "a b.example"), ("IPAddress", "10.0.0.999"), ("URL", "evil.example/a"),
     ("EmailAddress", "someone"), ("RegistryKey", "the HKLM hive"), ("Other", "a thing")],
)  # fmt: skip
def test_what_stix_would_not_take_is_left_out_and_counted(label: str, name: str) -> None:
    found = graph({label: name, "Malware": "Crane"}, ("uses", 2, 1))
    assert left_out(found) == {"entities": 1, "relationships": 1}
    assert [item["type"] for item in bundle(found)["objects"]] == ["report", "malware"]


def test_an_ipv6_address_has_its_own_type() -> None:
    assert bundle(graph({"IPAddress": "2001:db8::1"}))["objects"][1]["type"] == "ipv6-addr"


def test_types_that_stix_does_not_have_become_related_to_and_are_named() -> None:
    links = [item for item in bundle(every_label(), "Said.")["objects"] if item["type"] == "relationship"]
    assert [(link["relationship_type"], link["description"]) for link in links] == [
        ("uses", "Said."), ("related-to", "affiliated-with: Said."), ("related-to", "duplicate-of: Said."),
    ]  # fmt: skip


def test_a_confidence_is_a_whole_number_of_hundredths() -> None:
    links = [item for item in bundle(every_label())["objects"] if item["type"] == "relationship"]
    assert {link["confidence"] for link in links} == {90}


def test_the_empty_graph_gives_a_bundle_without_objects() -> None:
    made = bundle(form.graph_of({"entities": [], "relationships": []}), "Said.")
    assert made.keys() == {"type", "id"}


@needs_schemas
def test_bundles_follow_the_oasis_schemas(tmp_path: Path) -> None:
    graphs = [every_label(), *map(form.graph_of, records(tmp_path))]
    found = [faults(bundle(each, "Said. It ran. It called.", day="2024-02-29")) for each in graphs if each.entities]
    assert found == [[], [], []]


@needs_schemas
def test_the_schemas_refuse_what_is_wrong() -> None:
    made = bundle(graph({"Malware": "Crane"}))
    del made["objects"][1]["is_family"]
    assert faults(made)


@needs_schemas
def test_real_passages_follow_the_oasis_schemas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECTUNE_MIRROR", str(MIRROR.resolve()))
    source = next(each for each in load_sources(Path("stages/tasks/kgraph/sources.yaml")) if each.name == "ctinexus")
    rows = [item for item in read_source(source, "kgraph", open_source(source, "kgraph")) if isinstance(item, dict)]
    assert len(rows) > 50
    assert [faults(bundle(form.graph_of(row), row["text"])) for row in rows[:8]] == [[]] * 8
