from pathlib import Path

import pytest

from stages import cli
from stages.core.files import read_json, write_json
from stages.methods.costs import keep
from tests.project import refusal

RUNS = ("audit-base", "audit-lora", "audit-qlora")
COSTS = {
    "device": "an abacus",
    "timed_steps": 5,
    "seconds": 6.0,
    "cpu_seconds": 9.0,
    "peak_ram_bytes": 10**9,
    "peak_gpu_bytes": 0,
}


@pytest.fixture
def compared(project: Path) -> Path:
    """The reports of three runs, of which one was measured here."""
    reports = project / "reports/audit"
    quality = {"value": 0.5, "low": 0.4, "high": 0.6, "n": 40, "direction": "up"}
    entrants = {run: {"role": "tuned", "decoding": "free", "metrics": {"macro_f1": quality}} for run in RUNS}
    write_json(reports / "comparison.json", {
        "task": "audit", "main": "macro_f1", "test_digest": "d", "headings": {"macro_f1": "macro F1"}, "differences": [],
        "entrants": entrants,
    })  # fmt: skip
    for run in RUNS:
        tuned = run != "audit-base"
        write_json(reports / f"training/{run}.json", {
            "steps": 10 * tuned, "trainable_parameters": 5 * tuned, "parameters": 20, "weights_bytes": 40,
            "supervised_tokens_seen": 1200, "settings": {"method": {"name": run}},
        })  # fmt: skip
    keep({"method": {"name": "audit-lora"}}, COSTS)
    return reports


def test_page_numbers_and_figure_are_written_from_reports_and_from_what_was_measured_here(
    compared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["methods", "audit"])
    runs = read_json(compared / "methods.json")["runs"]
    assert list(runs) == list(RUNS)
    assert runs["audit-lora"]["measured"]["seconds"] == 12.0 and runs["audit-qlora"]["measured"] == {}
    assert "methods.png" in (compared / "methods.md").read_text() and (compared / "methods.png").is_file()
    assert "Highest macro F1: audit-lora" in capsys.readouterr().out


def test_a_task_that_was_not_compared_yet_is_told_in_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "run `dvc repro compare@audit`" in refusal(lambda: cli.main(["methods", "audit"]), capsys)
    assert not (project / "reports/audit").exists()


def test_a_run_that_came_after_the_comparison_is_named(compared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = read_json(compared / "comparison.json")
    del report["entrants"]["audit-qlora"]
    write_json(compared / "comparison.json", report)
    assert "run 'audit-qlora' is not in it" in refusal(lambda: cli.main(["methods", "audit"]), capsys)


@pytest.mark.usefixtures("project")
def test_an_unknown_task_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "unknown task 'audits'" in refusal(lambda: cli.main(["methods", "audits"]), capsys)
