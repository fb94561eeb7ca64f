"""Rows of each kind of source, good and bad."""

import json
from pathlib import Path
from typing import Any

import pytest

from stages.core.errors import UserError
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.codegen.readers import alpaca, mbpp, packages

ENTRY = Source("here", "files", "MIT", "own", ("demo",), "none", folders=("here",))
TASK = {"task_id": 7, "text": "Add.", "code": "def add(a, b):\r\n    return a + b", "test_list": ["assert add(1, 2) == 3"],
        "test_setup_code": ""}  # fmt: skip


def read(reader: Any, folder: Path, name: str, text: str) -> list[Any]:
    (folder / name).write_text(text)
    return list(reader.read(folder, [name], ENTRY))


@pytest.mark.parametrize("name", ["rows.json", "rows.jsonl"])
def test_alpaca_rows_come_as_a_list_or_line_by_line_and_bad_ones_are_refused_with_their_field(tmp_path: Path, name: str) -> None:
    rows: list[Any] = [
        {"instruction": "Print 1.", "input": "", "output": "print(1)"}, {"instruction": "Print 2.", "output": "print(2)"},
        {"instruction": 3, "output": "x"}, {"instruction": "Print 4."},
    ]  # fmt: skip
    text = json.dumps(rows) if name.endswith(".json") else "\n".join(map(json.dumps, rows))
    first, second, third, fourth = read(alpaca, tmp_path, name, text)
    assert (first["code"], second["code"], second["input"]) == ("print(1)", "print(2)", "")
    assert first["family"] != second["family"]
    assert [(item.row, item.field) for item in (third, fourth)] == [(3, "instruction"), (4, "output")]


def test_a_file_that_is_no_list_of_rows_is_a_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="rows.json: a list of rows is needed, got dict"):
        read(alpaca, tmp_path, "rows.json", '{"instruction": "x"}')
    with pytest.raises(UserError, match=r"rows.json:1:2: not valid JSON"):
        read(alpaca, tmp_path, "rows.json", "[}")


def test_a_task_of_mbpp_has_its_tests_shows_the_first_and_stands_where_its_authors_put_it(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({**TASK, "task_id": number}) for number in (10, 11, 510, 511))
    rows = read(mbpp, tmp_path, "mbpp.jsonl", lines)
    assert [row["side"] for row in rows] == ["train", "test", "test", "train"]
    assert rows[0]["asserts"] == rows[0]["shown"] == ["assert add(1, 2) == 3"]
    assert "\r" not in rows[0]["code"]


def test_a_task_without_tests_is_refused(tmp_path: Path) -> None:
    refused = read(mbpp, tmp_path, "mbpp.jsonl", json.dumps({**TASK, "test_list": []}))[0]
    assert isinstance(refused, Reject) and refused.field == "test_list"


def test_a_file_of_a_package_that_is_no_text_is_refused_and_an_empty_one_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_bytes(b"# caf\xe9\n")
    (tmp_path / "c.py").write_bytes(b"")
    found = list(packages.read(tmp_path, ["b.py", "c.py"], ENTRY))
    assert [(item.path, item.rule[:9]) for item in found] == [("b.py", "not UTF-8")]
