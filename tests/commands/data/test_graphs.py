"""Graphs as JSONL: of records and of answers."""

from pathlib import Path

import pytest

from stages import cli
from stages.core.files import read_jsonl
from stages.core.tables import completion_schema, sample_schema, write_table
from stages.tasks.kgraph.schema import record_schema
from tests.project import refusal
from tests.tasks.kgraph.asked import HERON, sample

ROWS = Path("data/valid/kgraph/records.parquet")


def test_gold_graphs_become_stix_bundles_or_rows_with_quotes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_table(ROWS, [HERON], record_schema())
    cli.main(["graphs", "--out", "gold.jsonl"])
    assert [row["type"] for _, row in read_jsonl(Path("gold.jsonl"))] == ["bundle"]
    cli.main(["graphs", "--form", "full", "--out", "gold.jsonl"])
    (_, row), *_ = read_jsonl(Path("gold.jsonl"))
    assert row["relationships"][0]["evidence"][0]["quote"] in row["text"]


def test_answers_that_cannot_be_read_are_counted(project: Path, tokens: object, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [{**sample(HERON, tokens), "id": name, "group": "g"} for name in ("a", "b")]
    write_table(Path("data/split/kgraph/test.parquet"), asked, sample_schema())
    said = [{"sample_id": "a", "text": asked[0]["completion"], "finish_reason": "stop", "tokens": 1, "draws": []},
            {"sample_id": "b", "text": "no graph", "finish_reason": "stop", "tokens": 1, "draws": []}]  # fmt: skip
    write_table(Path("data/completions/kgraph-lora/completions.parquet"), said, completion_schema())
    cli.main(["graphs", "--run", "kgraph-lora", "--out", "told.jsonl"])
    assert "1 graphs as stix; 1 answers could not be read" in capsys.readouterr().out


def test_a_run_of_another_task_has_no_graphs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(lambda: cli.main(["graphs", "--run", "audit-lora", "--out", "a.jsonl"]), capsys)
    assert "audit-lora is a run of task audit; runs with graphs: kgraph-base" in said
