from pathlib import Path
from typing import Any

from stages.tasks.kgraph.clean import prepare
from tests.tasks.kgraph.written import records


def words(text: str) -> int:
    return len(text.split())


def test_kept_records_have_their_tokens_counted(tmp_path: Path) -> None:
    kept, rejects = prepare(records(tmp_path), words)
    assert [row["tokens"] for row in kept] == [words(row["text"]) for row in kept]
    assert (len(kept), rejects) == (3, [])


def test_the_first_of_equal_passages_stays_whatever_its_case_and_spacing(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = records(tmp_path)
    again = {**rows[0], "text": rows[0]["text"].upper().replace(" ", "  ")}
    kept, rejects = prepare([rows[0], again], words)
    assert kept == [rows[0] | {"tokens": words(rows[0]["text"])}]
    assert [(reject.row, reject.rule) for reject in rejects] == [(2, "same passage as another record")]


def test_a_copy_with_another_graph_is_told_apart(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = records(tmp_path)
    _, rejects = prepare([rows[0], {**rows[0], "relationships": []}], words)
    assert [reject.rule for reject in rejects] == ["same passage as another record, other graph"]
