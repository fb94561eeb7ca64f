from pathlib import Path
from typing import Any

import pytest

from stages.core.checks import check_rows
from stages.core.tables import read_table, write_table
from stages.tasks.kgraph.schema import DEFAULTS, content, counts, model, record_schema
from tests.tasks.kgraph.written import records

Row = dict[str, Any]


@pytest.fixture
def rows(tmp_path: Path) -> list[Row]:
    return records(tmp_path)


def changed(row: Row, part: str, **values: Any) -> Row:
    """The row with the first of its entities or relationships changed."""
    first, *rest = row[part]
    return {**row, part: [{**first, **values}, *rest]}


def test_sound_records_pass_and_survive_the_table(rows: list[Row], tmp_path: Path) -> None:
    kept, rejects = check_rows(rows, model())
    write_table(tmp_path / "records.parquet", kept, record_schema())
    assert rejects == []
    assert read_table(tmp_path / "records.parquet") == rows
    assert check_rows(read_table(tmp_path / "records.parquet"), model()) == (rows, [])


def test_the_table_has_a_column_for_every_key_of_a_record(rows: list[Row]) -> None:
    assert set(record_schema().names) == rows[0].keys()
    assert DEFAULTS.keys() <= rows[0].keys()


@pytest.mark.parametrize(
    ("values", "field", "rule"),
    [
        ({"id": "abc"}, "id", "str_matches"),
        ({"source": ""}, "source", "str_length"),
        ({"licence": ""}, "licence", "str_length"),
        ({"family": ""}, "family", "str_length"),
        ({"language": "fr"}, "language", "isin"),
        ({"kind": "passages"}, "kind", "equal_to"),
        ({"text": ""}, "text", "str_length"),
        ({"text": "Another text."}, "row", "every name and mention stands in the text"),
        ({"entities": []}, "row", "every relationship joins two entities"),
    ],
)
def test_a_record_that_breaks_the_contract_leaves_with_field_and_rule(
    values: Row, field: str, rule: str, rows: list[Row]
) -> None:
    kept, rejects = check_rows([rows[0] | values, rows[0]], model())
    assert kept == [rows[0]]
    assert rejects[0].field == field and (rejects[0].rule.startswith(rule) or values.get("text") is not None)


@pytest.mark.parametrize(
    ("part", "values", "field", "rule"),
    [
        ("entities", {"labels": ["Virus"]}, "entities", "labels of the vocabulary, one or two each"),
        ("entities", {"labels": []}, "entities", "labels of the vocabulary, one or two each"),
        ("entities", {"id": "e9"}, "entities", "ids e1, e2, … in order"),
        ("entities", {"name": "Grey Heron"}, "row", "every name and mention stands in the text"),
        ("entities", {"mentions": ["their group"]}, "row", "every name and mention stands in the text"),
        ("entities", {"description": "x" * 161}, "row", "the graph fits the form of answers"),
        ("relationships", {"type": "use"}, "relationships", "types of the vocabulary"),
        ("relationships", {"confidence": 0.0}, "relationships", "confidence in (0, 1]"),
        ("relationships", {"evidence": [4]}, "row", "evidence is one to four sentences of the text"),
        ("relationships", {"evidence": []}, "row", "evidence is one to four sentences of the text"),
        ("relationships", {"target": "e9"}, "row", "every relationship joins two entities of the record, no two say the same"),
        ("relationships", {"target": "e1"}, "row", "every relationship joins two entities of the record, no two say the same"),
    ],
)
def test_a_part_of_a_graph_that_breaks_the_contract_is_found(
    part: str, values: Row, field: str, rule: str, rows: list[Row]
) -> None:
    _, rejects = check_rows([changed(rows[0], part, **values)], model())
    assert [(reject.field, reject.rule) for reject in rejects] == [(field, rule)]


def test_a_record_is_identified_by_its_passage(rows: list[Row]) -> None:
    assert content(rows[1]) == "보고서는 새로운 내용을 담고 있지 않다."


def test_kept_records_and_their_graphs_are_counted(rows: list[Row]) -> None:
    tallied = counts(rows)
    assert tallied["language"] == {"en": 1, "ko": 1, "zh": 1}
    assert tallied["graph"] == {"empty": 1, "entities and relationships": 2}
    assert tallied["label"] == {"File": 1, "Malware": 2, "ThreatActor": 2, "URL": 1}
    assert tallied["type"] == {"beacons-to": 1, "drops": 1, "uses": 2}
