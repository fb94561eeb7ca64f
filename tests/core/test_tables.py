from collections.abc import Callable
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.core.files import sha256_file
from stages.core.tables import ROWS_PER_FILE, columns, completion_schema, read_table, sample_schema, write_table

ROWS = [{"text": "합", "lines": [3, 1], "found": [{"class": "reentrancy", "lines": []}]}, {"text": "", "lines": [], "found": []}]
SCHEMA = {"text": str, "lines": [int], "found": [{"class": str, "lines": [int]}]}


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    assert write_table(tmp_path / "deep/x.parquet", ROWS, columns(**SCHEMA)) == 2
    assert read_table(tmp_path / "deep/x.parquet") == ROWS


def test_equal_rows_give_equal_bytes_whatever_the_schema_says_about_itself(tmp_path: Path) -> None:
    schema = columns(**SCHEMA)
    write_table(tmp_path / "a.parquet", ROWS, schema)
    write_table(tmp_path / "b.parquet", iter(ROWS), schema.with_metadata({"made": "today"}))
    assert sha256_file(tmp_path / "a.parquet") == sha256_file(tmp_path / "b.parquet")


def test_an_empty_table_keeps_its_columns(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    assert write_table(tmp_path / "x.parquet", [], completion_schema()) == 0
    assert pq.read_schema(tmp_path / "x.parquet").names == completion_schema().names
    assert read_table(tmp_path / "x.parquet") == []


def test_many_rows_go_into_several_files_and_come_back_in_order(tmp_path: Path) -> None:
    rows = [{"n": n} for n in range(ROWS_PER_FILE + 1)]
    assert write_table(tmp_path / "x.parquet", rows, columns(n=int)) == len(rows)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.1.parquet", "x.parquet"]
    assert read_table(tmp_path / "x.parquet") == rows


def test_a_missing_table_says_what_writes_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="x.parquet: table not found; run `dvc repro`"):
        read_table(tmp_path / "x.parquet")


def whole(path: Path) -> bytes:
    write_table(path, [{"text": f"row {n}"} for n in range(5000)])
    return path.read_bytes()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: b"",
        lambda raw: b"text,lines\n",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:-10],
        lambda raw: raw[:200] + bytes(200) + raw[400:],
    ],
    ids=["empty", "not Parquet", "half", "no end", "other bytes inside"],
)
def test_a_table_that_is_not_whole_is_named_with_what_writes_it(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(spoil(whole(path)))
    with pytest.raises(UserError, match=r"x\.parquet: damaged or not Parquet; run `dvc repro`"):
        read_table(path)


def test_a_further_shard_that_is_not_whole_is_named_itself(tmp_path: Path) -> None:
    whole(tmp_path / "x.parquet")
    (tmp_path / "x.1.parquet").write_bytes(b"PAR1")
    with pytest.raises(UserError, match=r"x\.1\.parquet: damaged"):
        read_table(tmp_path / "x.parquet")


def test_a_row_of_another_type_is_not_written_as_null(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="'three'"):
        write_table(tmp_path / "x.parquet", [{"n": "three"}], columns(n=int))


def test_a_sample_holds_its_messages_as_role_and_content() -> None:
    assert str(sample_schema().field("messages").type) == "list<item: struct<role: string, content: string>>"
