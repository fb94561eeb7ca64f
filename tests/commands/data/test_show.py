from pathlib import Path

import pytest

from stages import cli, collect
from stages.commands.data.rows import HEAD, TAIL, shown
from stages.core.rejects import Reject, reject_schema
from stages.core.tables import completion_schema, write_table
from tests.project import refusal

pytestmark = pytest.mark.usefixtures("project")


@pytest.fixture
def raw(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Path.cwd() == project
    collect.main(["--task", "audit"])
    capsys.readouterr()


def printed(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    cli.main(["show", *command])
    return capsys.readouterr().out


def test_sources_are_shown_with_their_trust(capsys: pytest.CaptureFixture[str]) -> None:
    assert "  trust: none\n" in printed(capsys, "sources", "audit")


@pytest.mark.usefixtures("raw")
def test_code_is_shown_with_line_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert "    2|   function a() { pay();\n    3|   book(); }\n" in printed(capsys, "raw", "audit")


@pytest.mark.usefixtures("raw")
def test_where_selects_by_field_and_inside_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert "2 rows, 1 match" in printed(capsys, "raw", "audit", "--where", "role=fixed")
    assert "2 rows, 1 match" in printed(capsys, "raw", "audit", "--where", "findings=reentrancy", "--where", "exhaustive=true")


@pytest.mark.usefixtures("raw")
def test_id_selects_by_prefix(capsys: pytest.CaptureFixture[str]) -> None:
    whole = printed(capsys, "raw", "audit", "--n", "1")
    name = whole.split("  id: ")[1][:12]
    assert "2 rows, 1 match" in printed(capsys, "raw", "audit", "--id", name)


@pytest.mark.usefixtures("raw")
def test_n_limits_what_is_printed_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "2 match, 1 shown (--n shows more)" in printed(capsys, "raw", "audit", "--n", "1")


def test_quarantined_rows_are_shown_with_their_rule(capsys: pytest.CaptureFixture[str]) -> None:
    rejects = [Reject("a.sol", 3, "licence", "GPL-3.0", "not on the allow list", "upstream").stored()]
    write_table(Path("data/quarantine/audit/rejects.parquet"), rejects, reject_schema())
    assert "rule: not on the allow list" in printed(capsys, "quarantine", "audit")


def test_completions_are_asked_for_by_run(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"sample_id": "a1", "text": "{}", "finish_reason": "stop", "tokens": 2}]
    write_table(Path("data/completions/audit-lora/completions.parquet"), rows, completion_schema())
    assert "finish_reason: stop" in printed(capsys, "completions", "audit-lora", "--id", "a")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["raw", "audit"], "data/raw/audit/records.parquet: table not found; run `dvc repro`"),
        (["scores", "audit-lor"], "unknown run 'audit-lor' (did you mean audit-lora"),
        (["sources", "audit", "--where", "colour=red"], "--where: unknown field 'colour'"),
        (["sources", "audit", "--where", "kind"], "--where: got 'kind'; FIELD=VALUE is needed"),
        (["sources", "audit", "--n", "0"], "--n: got 0"),
        (["chart", "audit"], "argument STAGE: invalid choice: 'chart'"),
    ],
)
def test_a_wrong_question_is_refused(command: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert says in refusal(lambda: cli.main(["show", *command]), capsys)


def test_long_text_is_folded_and_unfolded() -> None:
    row = {"code": "\n".join(f"line {number};" for number in range(1, 101))}
    assert f"… {100 - HEAD - TAIL} more lines (--full shows them)" in shown(row)
    assert "more lines" not in shown(row, full=True)


def test_terminal_control_sequences_are_spelled_out() -> None:
    assert shown({"text": "\x1b[2Jgone\u202e"}) == "  text: \\u001b[2Jgone\\u202e"
