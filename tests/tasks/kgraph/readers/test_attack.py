import json
from typing import Any

import pytest

SITE = "https://attack.mitre.org"


def thing(kind: str, number: str, name: str, **more: Any) -> dict[str, Any]:
    known = {"type": kind, "id": f"{kind}--{number}", "name": name}
    return {**known, "external_references": [{"source_name": "mitre-attack", "external_id": number}], **more}


def row(source: str, target: str, said: str, kind: str = "uses", **more: Any) -> dict[str, Any]:
    known = {"type": "relationship", "id": f"relationship--{source}-{target}", "relationship_type": kind}
    return {**known, "source_ref": source, "target_ref": target, "description": said, **more}


HERON, CRANE, REED = "intrusion-set--G1", "malware--S1", "campaign--C1"
PHISHING, MAIL, LINK = "attack-pattern--T1", "attack-pattern--T2", "attack-pattern--T2.001"
OBJECTS = [
    thing("intrusion-set", "G1", "Slate Heron", aliases=["Slate Heron", "Grey Bird"]),
    thing("malware", "S1", "CraneLoader"),
    thing("campaign", "C1", "Operation Reed"),
    thing("attack-pattern", "T1", "Process Hollowing", kill_chain_phases=[{"phase_name": "stealth"}]),
    thing("attack-pattern", "T2", "Proxy", kill_chain_phases=[{"phase_name": "stealth"}]),
    thing("attack-pattern", "T2.001", "Email Accounts", kill_chain_phases=[{"phase_name": "resource-development"}]),
]
GROUP, SOFTWARE = f"[Slate Heron]({SITE}/groups/G1)", f"[CraneLoader]({SITE}/software/S1)"


def bundle(*rows: dict[str, Any]) -> dict[str, str]:
    return {"enterprise-attack/groups/G1.json": json.dumps({"type": "bundle", "objects": [*OBJECTS, *rows]})}


def triples(record: dict[str, Any]) -> list[tuple[str, str, str, float]]:
    named = {item["id"]: item["name"] for item in record["entities"]}
    return [(named[link["source"]], link["type"], named[link["target"]], link["confidence"]) for link in record["relationships"]]


def test_a_description_becomes_a_passage_without_links_and_citations(read_files: Any) -> None:
    said = f"{GROUP} has sent {SOFTWARE} with <code>mail</code> to `users`.(Citation: A Report)"
    records, rejects = read_files("attack", bundle(row(HERON, CRANE, said)))
    assert rejects == []
    assert records[0]["text"] == "Slate Heron has sent CraneLoader with mail to users."
    assert triples(records[0]) == [("Slate Heron", "uses", "CraneLoader", 0.9)]


def test_rows_of_one_description_are_one_passage(read_files: Any) -> None:
    said = f"{GROUP} used process hollowing to start {SOFTWARE}."
    records, rejects = read_files("attack", bundle(row(HERON, PHISHING, said), row(HERON, CRANE, said)))
    assert (len(records), rejects) == (1, [])
    assert [triple[2] for triple in triples(records[0])] == ["process hollowing", "CraneLoader"]


def test_objects_linked_together_are_joined_where_another_row_joins_them(read_files: Any) -> None:
    rows = (row(HERON, PHISHING, f"{GROUP} hid what {SOFTWARE} did."), row(HERON, CRANE, "(Citation: A Report)"))
    records, rejects = read_files("attack", bundle(*rows))
    assert triples(records[0]) == [("Slate Heron", "uses", "CraneLoader", 0.7)]
    assert [reject.rule for reject in rejects] == ["description says nothing"]


def test_an_alias_that_the_passage_uses_is_the_name(read_files: Any) -> None:
    records, _ = read_files("attack", bundle(row(HERON, PHISHING, "Grey Bird has used process hollowing in iexplore.")))
    assert [item["name"] for item in records[0]["entities"]] == ["Grey Bird", "process hollowing"]


def test_a_campaign_is_attributed(read_files: Any) -> None:
    said = f"[Operation Reed]({SITE}/campaigns/C1) was run by {GROUP}."
    records, _ = read_files("attack", bundle(row(REED, HERON, said, "attributed-to")))
    assert triples(records[0]) == [("Operation Reed", "attributed-to", "Slate Heron", 0.9)]


@pytest.mark.parametrize(
    ("target", "said", "rule"),
    [
        (PHISHING, f"{GROUP} has hidden code in other programs.", "technique is not named in the description"),
        (MAIL, f"{GROUP} has used a proxy for its traffic.", "technique has a plain word for a name"),
        (LINK, f"{GROUP} has made email accounts for its mail.", "technique has a plain word for a name"),
        (CRANE, f"{GROUP} has used its own loader since May.", "target is not named in the description"),
        (PHISHING, "The group has used process hollowing in iexplore.", "source is not named in the description"),
        ("attack-pattern--gone", f"{GROUP} has used process hollowing often.", "an end of the relation is not in the catalogue"),
        (CRANE, "", "description says nothing"),
    ],
)
def test_a_row_that_is_left_out_is_counted_by_rule(target: str, said: str, rule: str, read_files: Any) -> None:
    records, rejects = read_files("attack", bundle(row(HERON, target, said)))
    assert records == []
    assert [(reject.row, reject.field, reject.rule) for reject in rejects] == [(7, "description", rule)]


def test_revoked_and_deprecated_rows_are_not_read(read_files: Any) -> None:
    said = f"{GROUP} has used {SOFTWARE} since May."
    rows = (row(HERON, CRANE, said, revoked=True), row(HERON, PHISHING, said, x_mitre_deprecated=True))
    assert read_files("attack", bundle(*rows)) == ([], [])


def test_a_row_in_two_bundles_is_read_once(read_files: Any) -> None:
    one = bundle(row(HERON, CRANE, f"{GROUP} has used {SOFTWARE} since May."))
    records, rejects = read_files("attack", one | {"b.json": next(iter(one.values()))})
    assert (len(records), rejects) == (1, [])
