import json
from typing import Any

TEXT = "In May, Slate Heron used CraneLoader against Acme. Acme patched the flaw. Nobody saw more."
NAMES = {7: ("Slate Heron", "Attacker"), 2: ("CraneLoader", "Malware"), 3: ("the Acme", "Organization"), 4: ("May", "Time"),
         5: ("flaw", "Vulnerability"), 6: ("Ghost", "Tool"), 8: ("more", "This entity cannot be classified")}  # fmt: skip


def passage(*triplets: tuple[str, str, str], implicit: tuple[Any, ...] = ()) -> dict[str, str]:
    entities = [
        {"entity_id": key, "entity_name": name, "entity_type": kind, "mentions": []} for key, (name, kind) in NAMES.items()
    ]
    explicit = [dict(zip(("subject", "relation", "object"), triplet, strict=True)) for triplet in triplets]
    row = {"text": TEXT, "entities": entities, "explicit_triplets": explicit, "implicit_triplets": list(implicit)}
    return {"app/data/annotation/a.json": json.dumps(row)}


def triples(record: dict[str, Any]) -> list[tuple[str, str, str, float]]:
    named = {item["id"]: item["name"] for item in record["entities"]}
    return [(named[link["source"]], link["type"], named[link["target"]], link["confidence"]) for link in record["relationships"]]


def test_types_become_labels_and_what_has_none_is_described(read_files: Any) -> None:
    records, _ = read_files("ctinexus", passage())
    assert [(item["name"], item["labels"][0], item["description"]) for item in records[0]["entities"]] == [
        ("May", "Other", "time"), ("Slate Heron", "ThreatActor", ""), ("CraneLoader", "Malware", ""),
        ("Acme", "Organization", ""), ("flaw", "Vulnerability", ""), ("more", "Other", ""),
    ]  # fmt: skip


def test_relations_are_mapped_and_turned_by_rule(read_files: Any) -> None:
    records, _ = read_files("ctinexus", passage(("CraneLoader", "is used by", "Slate Heron"), ("Acme", "patched", "The flaw")))
    assert triples(records[0]) == [("Slate Heron", "uses", "CraneLoader", 0.9), ("Acme", "mitigates", "flaw", 0.9)]


def test_inferred_triplets_name_their_ends_by_id_and_are_less_sure(read_files: Any) -> None:
    one, other = {"entity_id": 7, "entity_text": "that group"}, {"entity_id": 3, "entity_text": "Acme"}
    inferred = {"subject": one, "relation": "targeted", "object": other}
    records, _ = read_files("ctinexus", passage(implicit=(inferred,)))
    assert triples(records[0]) == [("Slate Heron", "targets", "Acme", 0.6)]


def test_a_month_reports_nothing(read_files: Any) -> None:
    records, _ = read_files("ctinexus", passage(("Acme", "observed in", "May")))
    assert triples(records[0]) == [("Acme", "related-to", "May", 0.9)]


def test_what_is_left_out_is_counted_by_rule(read_files: Any) -> None:
    _, rejects = read_files(
        "ctinexus", passage(("Ghost", "uses", "flaw"), ("Nobody", "uses", "flaw"), ("CraneLoader", "does not affect", "Acme"))
    )
    assert [(reject.row, reject.field, reject.rule) for reject in rejects] == [
        (2, "triplet", "an endpoint is not among the entities"),
        (3, "triplet", "the relation is denied"),
        (1, "entities", "name is not in the text"),
        (1, "relationships", "an endpoint is not among the entities kept"),
    ]
