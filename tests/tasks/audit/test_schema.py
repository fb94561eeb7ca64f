from typing import Any

import pytest

from stages.core.checks import check_rows
from stages.core.files import sha256_text
from stages.core.tables import read_table, write_table
from stages.tasks.audit.lib.records import DEFAULTS, finding, record
from stages.tasks.audit.schema import LONGEST, counts, model, record_schema

CODE = "contract Till {\n  function pay() external {}\n}"
FOUND = [finding("reentrancy", [2], "It pays first.", accept=["vyper-reentrancy-lock"])]


def row(**values: Any) -> dict[str, Any]:
    filled = record(path="a.sol", family="here/a", role="vulnerable", code=CODE, findings=FOUND, licence="MIT")
    known = {"id": sha256_text(f"solidity\n{CODE}"), "source": "here", "revision": "shipped", "tokens": 0, "renamed": 0}
    return filled | known | values


def test_a_sound_record_passes_and_survives_the_table(tmp_path: Any) -> None:
    kept, rejects = check_rows([row()], model())
    write_table(tmp_path / "records.parquet", kept, record_schema())
    assert rejects == []
    assert read_table(tmp_path / "records.parquet") == [row()]


def test_the_table_has_a_column_for_every_key_of_a_record() -> None:
    assert set(record_schema().names) == row().keys()
    assert DEFAULTS.keys() <= row().keys()


@pytest.mark.parametrize(
    ("values", "field", "rule"),
    [
        ({"id": "abc"}, "id", "str_matches"),
        ({"source": ""}, "source", "str_length"),
        ({"licence": ""}, "licence", "str_length"),
        ({"language": "move"}, "language", "isin"),
        ({"kind": "code"}, "kind", "isin"),
        ({"role": "weak"}, "role", "isin"),
        ({"origin": "guess"}, "origin", "isin"),
        ({"code": "contract A {}"}, "code", "str_length"),
        ({"code": "x" * (LONGEST + 1)}, "code", "str_length"),
        ({"date": "1 May 2021"}, "date", "str_matches"),
        ({"findings": [finding("re-entrancy", [2])]}, "findings", "known classes"),
        ({"findings": [finding("reentrancy", [2], accept=["other"])]}, "findings", "known classes"),
        ({"findings": []}, "row", "a vulnerable contract has a finding, no other has one"),
        ({"role": "fixed"}, "row", "a vulnerable contract has a finding, no other has one"),
        ({"findings": [finding("reentrancy", [4])]}, "row", "lines lie inside the file"),
        ({"findings": [finding("reentrancy", [0, 2])]}, "row", "lines lie inside the file"),
    ],
)
def test_a_record_that_breaks_the_contract_leaves_with_field_and_rule(values: dict[str, Any], field: str, rule: str) -> None:
    kept, rejects = check_rows([row(**values), row()], model())
    assert kept == [row()]
    assert [(reject.row, reject.field, reject.rule.startswith(rule)) for reject in rejects] == [(1, field, True)]


def test_a_text_may_have_a_class_without_being_a_vulnerable_contract() -> None:
    text = row(kind="text", language="text", role="none")
    assert check_rows([text, text | {"findings": []}], model())[1] == []


def test_kept_records_are_counted_by_source_language_role_and_class() -> None:
    tallied = counts([row(), row(role="clean", findings=[], language="rust")])
    assert tallied["language"] == {"rust": 1, "solidity": 1}
    assert tallied["class"] == {"reentrancy": 1}
