import json
from typing import Any

import pytest

TEXT = "Slate Heron sent CraneLoader by mail. The loader calls evil.example."
ENTITIES: list[dict[str, Any]] = [
    {"id": "n1", "label": "APT group", "name": "Slate Heron"},
    {"id": "n2", "labels": ["loader"], "name": "CraneLoader", "mentions": ["The loader"]},
    {"id": "n3", "type": "gadget", "name": "evil[.]example"},
]


def line(*links: dict[str, Any], **changes: Any) -> str:
    return json.dumps({"text": TEXT, "entities": ENTITIES, "relationships": list(links)} | changes)


def link(**changes: Any) -> dict[str, Any]:
    return {"type": "uses", "source": "n1", "target": "n2"} | changes


def test_labels_are_mapped_and_unknown_ones_are_told_in_the_description(read_files: Any) -> None:
    records, rejects = read_files("raw_graph", {"a.jsonl": line()})
    assert [(item["labels"], item["description"]) for item in records[0]["entities"]] == [
        (["ThreatActor"], ""), (["Malware"], ""), (["Other"], "gadget"),
    ]  # fmt: skip
    assert rejects == []


def test_a_relation_text_is_mapped_turned_and_kept(read_files: Any) -> None:
    records, _ = read_files("raw_graph", {"a.jsonl": line(link(type="is used by", source="CraneLoader", target="slate heron"))})
    assert records[0]["relationships"] == [
        {"type": "uses", "verb": "is used by", "source": "e1", "target": "e2", "confidence": 0.9, "evidence": [1]},
    ]  # fmt: skip


def test_an_unknown_relation_text_is_related_to(read_files: Any) -> None:
    records, _ = read_files("raw_graph", {"a.jsonl": line(link(type="smells like"))})
    assert [(found["type"], found["verb"]) for found in records[0]["relationships"]] == [("related-to", "smells like")]


@pytest.mark.parametrize(
    "given", [[2], [{"sentence": 2}], ["The loader calls"], [{"quote": "the loader calls evil.example."}], "calls evil.example"]
)
def test_evidence_may_be_numbers_or_quotes(given: Any, read_files: Any) -> None:
    records, _ = read_files("raw_graph", {"a.jsonl": line(link(evidence=given))})
    assert records[0]["relationships"][0]["evidence"] == [2]


def test_evidence_that_is_missing_or_quotes_another_text_is_looked_for(read_files: Any) -> None:
    found = [read_files("raw_graph", {"a.jsonl": line(link(**more))})[0][0] for more in ({}, {"evidence": ["Another text."]})]
    assert [record["relationships"][0]["evidence"] for record in found] == [[1], [1]]


def test_nodes_and_edges_in_a_json_list_are_read_too(read_files: Any) -> None:
    row = {"text": "A uses B.", "nodes": [{"id": "A", "type": "malware"}, {"id": "B", "type": "tool"}],
           "edges": [{"from": "A", "to": "B", "label": "USES"}]}  # fmt: skip
    records, rejects = read_files("raw_graph", {"a.json": json.dumps([row, row | {"text": "甲 A B。"}])})
    assert [(record["family"], record["language"]) for record in records] == [("here/a-1", "en"), ("here/a-2", "zh")]
    assert [found["type"] for record in records for found in record["relationships"]] == ["uses", "uses"]
    assert rejects == []


@pytest.mark.parametrize(
    ("row", "field", "rule"),
    [
        ("[]", "row", "a JSON object is needed"),
        (line(text=""), "text", "text of 1 to"),
        (line(text=None), "text", "text of 1 to"),
        (line(text="One. " * 41), "text", "more than 40 sentences"),
        (line(entities="none"), "entities", "a list is needed"),
        (line(relationships=None), "relationships", "a list is needed"),
        (line(entities=["Slate Heron"]), "entities", "an object is needed"),
        (line(entities=[{"label": "Tool"}]), "entities", "entity 1 has no name"),
        (line(entities=ENTITIES + ENTITIES), "entities", "id is used twice"),
        (line(link(type="")), "relationships", "relationship 1 has no type"),
        (line(link(target="n9")), "relationships", "an end of relationship 1 is no entity of the row"),
        (line(link(target=None)), "relationships", "an end of relationship 1 is no entity of the row"),
        (line(link(confidence="0.5")), "relationships", "confidence of relationship 1 is no number"),
        (line(link(confidence=True)), "relationships", "confidence of relationship 1 is no number"),
        (line(link(confidence=2)), "relationships", "confidence of relationship 1 is no number"),
        (line(link(evidence=[3])), "relationships", "evidence of relationship 1 is no sentence from 1 to 2"),
        (line(language="fr"), "language", "one of en, zh, ko is needed"),
    ],
)
def test_a_row_that_cannot_be_read_leaves_with_its_field(row: str, field: str, rule: str, read_files: Any) -> None:
    records, rejects = read_files("raw_graph", {"a.json": f"[{row}, {line()}]"})
    assert len(records) == 1
    assert [(reject.path, reject.row, reject.field) for reject in rejects] == [("a.json", 1, field)]
    assert rejects[0].rule.startswith(rule)


def test_a_part_that_is_left_out_is_counted_and_the_rest_is_kept(read_files: Any) -> None:
    ghost = {"id": "n4", "type": "tool", "name": "Ghost"}
    row = line(link(), link(target="n4"), link(type="does not use", target="n3"), entities=[*ENTITIES, ghost])
    records, rejects = read_files("raw_graph", {"a.jsonl": row})
    assert (len(records[0]["entities"]), len(records[0]["relationships"])) == (3, 1)
    assert sorted(reject.rule for reject in rejects) == [
        "an endpoint is not among the entities kept", "name is not in the text", "the relation is denied",
    ]  # fmt: skip


def test_a_file_of_another_kind_is_refused(read_files: Any) -> None:
    _, rejects = read_files("raw_graph", {"a.csv": "a,b"})
    assert [reject.rule for reject in rejects] == ["not a .json or .jsonl file"]
