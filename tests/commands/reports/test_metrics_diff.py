import subprocess
from pathlib import Path

import pytest

from stages import cli
from stages.core.files import read_json, write_json
from tests.project import refusal

REPORT = Path("reports/audit/scores/audit-lora.json")


def git(*args: str) -> None:
    name = ("-c", "user.name=tester", "-c", "user.email=tester@localhost", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, *args], check=True, capture_output=True)


@pytest.fixture
def committed(project: Path) -> None:
    assert Path.cwd() == project
    entry = {"value": 0.5, "low": 0.45, "high": 0.55, "n": 40, "direction": "up"}
    write_json(REPORT, {"task": "audit", "run": "audit-lora", "n": 40, "test_digest": "d", "metrics": {"macro_f1": entry}})
    git("init", "--quiet", "--initial-branch", "main")
    git("add", "reports")
    git("commit", "--quiet", "--message", "scores")


def rescored(value: float) -> None:
    report = read_json(REPORT)
    report["metrics"]["macro_f1"] |= {"value": value, "low": value - 0.05, "high": value + 0.05}
    write_json(REPORT, report)


@pytest.mark.usefixtures("committed")
def test_without_a_revision_the_last_commit_is_compared_when_there_is_no_origin(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rescored(0.7)
    cli.main(["metrics-diff"])
    assert "| macro_f1 ↑ | 0.5000 | 0.7000 | +0.2000 | better |" in capsys.readouterr().out


@pytest.mark.usefixtures("committed")
def test_with_origin_the_merge_base_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    rescored(0.7)
    git("commit", "--quiet", "--all", "--message", "better")
    cli.main(["metrics-diff"])
    assert "+0.2000" in capsys.readouterr().out


@pytest.mark.usefixtures("committed")
def test_a_guarded_drop_ends_with_code_1_after_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    rescored(0.3)
    with pytest.raises(SystemExit) as stop:
        cli.main(["metrics-diff", "HEAD", "--fail-below", "macro_f1=-0.02"])
    assert stop.value.code == 1
    assert "guarded drop: audit, audit-lora: macro_f1 changed by -0.2000" in capsys.readouterr().out


@pytest.mark.usefixtures("committed")
def test_a_removed_report_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    REPORT.unlink()
    cli.main(["metrics-diff", "main"])
    assert "removed run: audit, audit-lora" in capsys.readouterr().out


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["v9"], "revision 'v9' is not in this repository"),
        (["--fail-below", "macro_f1"], "METRIC=DELTA is needed"),
        (["--fail-below", "macro_f1=nan"], "METRIC=DELTA is needed"),
        (["--fail-below", "f7=0"], "unknown metric 'f7'"),
    ],
)
def test_a_wrong_question_is_refused(command: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert says in refusal(lambda: cli.main(["metrics-diff", *command]), capsys)


@pytest.mark.usefixtures("committed")
def test_a_report_that_is_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    REPORT.write_text("[]")
    assert "audit-lora.json: no key 'task'" in refusal(lambda: cli.main(["metrics-diff"]), capsys)


def test_outside_a_repository_the_command_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    assert "not a git repository" in refusal(lambda: cli.main(["metrics-diff"]), capsys)
