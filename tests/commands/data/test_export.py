from pathlib import Path

import pytest

from stages import cli
from stages.core.files import read_jsonl
from stages.core.tables import sample_schema, write_table
from tests.project import refusal

SAMPLE = {
    "id": "a", "record_id": "r", "group": "g", "kind": "code_explanation", "format": "plain", "lang": "en",
    "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "```solidity\n1| contract T {}\n```\nExplain."}],
    "completion": "An empty contract.", "labels": "{}", "source": "s", "language": "solidity", "role": "clean", "pair": "",
    "tokens": 9,
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "row"),
    [
        (
            "alpaca",
            {"instruction": "Explain.", "input": "```solidity\n1| contract T {}\n```", "output": "An empty contract."},
        ),
        (
            "category",
            {
                "instruction": "```solidity\n1| contract T {}\n```\nExplain.",
                "response": "An empty contract.",
                "category": "code_explanation",
            },
        ),
    ],
)
@pytest.mark.usefixtures("project")
def test_samples_of_a_side_are_written_in_the_asked_form(form: str, row: dict[str, str]) -> None:
    write_table(Path("data/split/audit/train.parquet"), [SAMPLE], sample_schema())
    cli.main(["export", "audit", "--side", "train", "--form", form, "--out", "out/rows.jsonl"])
    assert list(read_jsonl(Path("out/rows.jsonl"))) == [(1, row)]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("task", "out", "says"),
    [
        ("audit", "rows.csv", "--out: got 'rows.csv'"),
        ("audits", "rows.jsonl", "unknown task 'audits'"),
        ("audit", "rows.jsonl", "data/split/audit/test.parquet: table not found; run `dvc repro`"),
    ],
)
def test_a_wrong_question_is_refused(task: str, out: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["export", task, "--side", "test", "--form", "alpaca", "--out", out]
    assert says in refusal(lambda: cli.main(command), capsys)
