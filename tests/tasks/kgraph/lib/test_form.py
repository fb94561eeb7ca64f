import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from stages.tasks.kgraph.lib import form
from tests.tasks.kgraph.written import records

ENTITY = {"id": "e1", "name": "CraneLoader", "labels": ["Malware"], "description": ""}
LINK = {"source": "e1", "target": "e2", "type": "uses", "confidence": 0.9, "evidence": [1]}


def answer(entity: dict[str, Any] | None = None, link: dict[str, Any] | None = None) -> str:
    return json.dumps({"entities": [ENTITY | (entity or {})], "relationships": [LINK | (link or {})]})


@pytest.fixture
def graphs(tmp_path: Path) -> list[form.Graph]:
    return [form.graph_of(record) for record in records(tmp_path)]


def test_a_gold_graph_is_read_back_as_it_was_written(graphs: list[form.Graph]) -> None:
    assert len(graphs) == 3
    assert [form.parse(form.compact(graph)) for graph in graphs] == graphs


def test_the_compact_form_is_one_line_without_spaces_and_with_two_decimals(graphs: list[form.Graph]) -> None:
    text = form.compact(graphs[0])
    assert text.startswith('{"entities":[{"id":"e1","name":"Slate Heron","labels":["ThreatActor"],"description":"group after')
    assert text.endswith('{"source":"e2","target":"e4","type":"beacons-to","confidence":1.00,"evidence":[3]}]}')


def test_an_empty_passage_gives_the_empty_graph(graphs: list[form.Graph]) -> None:
    assert form.compact(graphs[1]) == form.EMPTY


def test_other_white_space_is_read_too() -> None:
    parsed = form.parse(answer())
    assert parsed is not None and form.compact(parsed) == answer().replace(" ", "").replace("0.9,", "0.90,")


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "I found nothing.", "```json\n" + form.EMPTY + "\n```", form.EMPTY + form.EMPTY, form.EMPTY[:-1],
        '{"entities":[],"entities":[],"relationships":[]}', '{"entities":[]}', '{"entities":[],"relationships":[],"notes":""}',
        answer().replace("0.9", "NaN"), answer().replace("0.9", "1e999"), answer().replace("0.9", "9" * 5000),
        answer().replace("CraneLoader", "\\ud800"), "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_not_strict_json_of_the_form_is_no_graph(text: str) -> None:
    assert form.parse(text) is None


@pytest.mark.parametrize(
    "change",
    [
        {"labels": []}, {"labels": ["Virus"]}, {"labels": ["Malware", "Tool", "File"]}, {"labels": "Malware"}, {"id": "e1\n"},
        {"id": "e0"}, {"id": "e41"}, {"id": 1}, {"name": ""}, {"name": "  "}, {"name": "x" * 121}, {"name": None},
        {"description": "x" * 161}, {"more": 1},
    ],
)  # fmt: skip
def test_an_entity_that_breaks_the_form_spoils_the_graph(change: dict[str, Any]) -> None:
    assert form.parse(answer()) is not None
    assert form.parse(answer(change)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"confidence": "0.5"}, {"confidence": True}, {"confidence": 1.5}, {"confidence": -0.1}, {"confidence": None},
        {"type": "use"}, {"source": "e2\n"}, {"target": "x"}, {"evidence": []}, {"evidence": [0]}, {"evidence": [41]},
        {"evidence": [1.0]}, {"evidence": ["1"]}, {"evidence": [True]}, {"evidence": [1, 2, 3, 4, 5]},
    ],
)  # fmt: skip
def test_a_relationship_that_breaks_the_form_spoils_the_graph(change: dict[str, Any]) -> None:
    assert form.parse(answer(link=change)) is None


def test_the_json_schema_accepts_and_refuses_what_the_model_does() -> None:
    check = Draft202012Validator(form.json_schema())
    assert check.is_valid(json.loads(answer()))
    assert not any(check.is_valid(json.loads(answer(change))) for change in ({"id": "e1\n"}, {"labels": ["Virus"]}, {"more": 1}))


def test_the_full_form_quotes_its_sentences_and_follows_its_schema(graphs: list[form.Graph]) -> None:
    full = form.full(graphs[0], "One. Two. Three.")
    assert full["relationships"][2]["evidence"] == [{"sentence": 3, "quote": "Three."}]
    assert Draft202012Validator(form.json_schema(full=True)).is_valid(full)


def test_evidence_beyond_the_text_has_an_empty_quote(graphs: list[form.Graph]) -> None:
    assert form.full(graphs[0], "One.")["relationships"][2]["evidence"] == [{"sentence": 3, "quote": ""}]


def test_confidences_of_records_become_the_nearest_level() -> None:
    row = {"entities": [ENTITY], "relationships": [LINK | {"confidence": 0.87, "verb": "sends"}]}
    assert form.graph_of(row).relationships[0].confidence == 0.9


def test_broken_references_are_counted_and_no_fault_of_form() -> None:
    links = [LINK, LINK, LINK | {"target": "e1"}, LINK | {"source": "e9", "target": "e9"}]
    graph = form.valid({"entities": [ENTITY, ENTITY], "relationships": links})
    assert graph is not None
    assert form.faults(graph) == {"dangling": 4, "duplicate_ids": 1, "self_loops": 2, "duplicate_triples": 1}
