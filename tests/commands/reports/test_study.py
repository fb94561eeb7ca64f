"""sectune study over a real DVC repository with small stages, and over refs and locks written by hand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from stages import cli
from stages.core.files import read_json, write_json
from tests.project import edit, refusal

STAGES = """
stages:
  train:
    foreach: [audit-lora]
    do:
      cmd: python tiny.py train ${item}
      params: [methods.lora, seed]
      outs: ["models/${item}"]
      plots: [{"reports/audit/training/${item}.json": {cache: false}}]
  predict:
    foreach: [audit-lora]
    do:
      cmd: python tiny.py predict ${item}
      deps: ["models/${item}"]
      outs: ["data/completions/${item}"]
  evaluate:
    foreach: [audit-lora]
    do:
      cmd: python tiny.py evaluate ${item}
      deps: ["data/completions/${item}"]
      outs: ["data/scores/audit/${item}"]
      plots: [{"reports/audit/scores/${item}.json": {cache: false}}]
"""
TINY = """
import json, re, sys
from pathlib import Path
stage, run = sys.argv[1:]
places = {"train": f"models/{run}", "predict": f"data/completions/{run}", "evaluate": f"data/scores/audit/{run}"}
settings = re.search(r"\\n  lora:\\n(.*?)\\n  \\w", Path("params.yaml").read_text(), re.DOTALL)[1]
before = {"predict": "models", "evaluate": "data/completions"}.get(stage)
rank = (Path(before) / run / "rank").read_text() if before else re.search(r"\\br: (\\d+)", settings)[1]
Path(places[stage]).mkdir(parents=True)
(Path(places[stage]) / "rank").write_text(rank)
share = int(rank) / 100
estimate = {"value": share, "low": share - 0.01, "high": share + 0.01, "n": 40, "direction": "up"}
scores = {"main": "macro_f1", "task": "audit", "run": run, "test_digest": "d", "metrics": {"macro_f1": estimate}}
reports = {"train": ("training", {"trainable_parameters": int(rank) * 10, "steps": 3}), "evaluate": ("scores", scores)}
if stage in reports:
    kind, report = reports[stage]
    path = Path(f"reports/audit/{kind}/{run}.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report))
"""
REPORTS = {kind: Path(f"reports/audit/{kind}/audit-lora.json") for kind in ("scores", "training")}


def call(*command: str) -> str:
    environment = {
        **os.environ,
        "DVC_NO_ANALYTICS": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def commit() -> str:
    call("git", "add", "--all")
    call("git", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "state")
    return call("git", "rev-parse", "HEAD")


@pytest.fixture
def repository(project: Path) -> Path:
    call("git", "init", "--quiet", "--initial-branch", "main")
    for key, value in (("user.name", "tester"), ("user.email", "tester@localhost")):
        call("git", "config", key, value)
    (project / ".gitignore").write_text("/data\n/models\n")
    commit()
    return project


def state(rank: int, trained_with: int | None = None, weights: str = "a", answered: str = "a") -> None:
    """Settings, reports and lock of one run as an experiment leaves them."""
    edit(Path("params.yaml"), "    r: 64", f"    r: {rank}")
    estimate = {"value": rank / 100, "low": rank / 100, "high": rank / 100, "n": 40, "direction": "up"}
    write_json(REPORTS["scores"], {"main": "macro_f1", "test_digest": "d", "metrics": {"macro_f1": estimate}})
    write_json(REPORTS["training"], {"trainable_parameters": 10 * rank, "steps": 3})
    Path("dvc.lock").write_text(f"""schema: '2.0'
stages:
  train@audit-lora:
    params:
      params.yaml:
        methods.lora.r: {trained_with or rank}
    outs:
    - path: models/audit-lora
      md5: {weights}
  train@audit-base:
    cmd: "not: [read"
  predict@audit-lora:
    deps:
    - path: models/audit-lora
      md5: {answered}
    outs:
    - path: data/completions/audit-lora
      md5: c
  evaluate@audit-lora:
    deps:
    - path: data/completions/audit-lora
      md5: c
""")


def experiment(name: str, *of: int | None, **parts: str) -> None:
    """A finished experiment as DVC keeps it, the working tree back at its baseline afterwards."""
    baseline = call("git", "rev-parse", "HEAD")
    state(*of, **parts)  # type: ignore[arg-type]
    call("git", "update-ref", f"refs/exps/{baseline[:2]}/{baseline[2:]}/{name}", commit())
    call("git", "reset", "--quiet", "--hard", baseline)


@pytest.mark.usefixtures("repository")
def test_experiments_of_the_name_and_of_no_other_are_shown_by_the_setting_they_changed() -> None:
    for name, rank in (("rank-2", 16), ("rank-10", 4), ("ranks-1", 8), ("rank-best", 2)):
        experiment(name, rank)
    cli.main(["study", "rank", "--task", "audit"])
    rows = read_json(Path("reports/studies/audit-rank.json"))["rows"]
    assert [(row["experiment"], row["settings"], row["quality"]["value"], row["trainable_parameters"]) for row in rows] == [
        ("rank-10", {"methods.lora.r": 4}, 0.04, 40), ("rank-2", {"methods.lora.r": 16}, 0.16, 160),
    ]  # fmt: skip


@pytest.mark.usefixtures("repository")
def test_no_commit_and_no_place_is_in_what_a_study_writes() -> None:
    experiment("rank-1", 4)
    cli.main(["study", "rank", "--task", "audit"])
    written = sorted(Path("reports/studies").iterdir())
    assert [path.name for path in written] == ["audit-rank.json", "audit-rank.md", "audit-rank.png"]
    found = [path for path in written if re.search(rb"\b[0-9a-f]{7,40}\b|/tmp", path.read_bytes()) and path.suffix != ".png"]
    assert found == []


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("parts", [{"trained_with": 64}, {"weights": "b"}])
def test_a_run_that_was_not_evaluated_under_its_settings_is_left_out_and_named(parts: dict[str, str]) -> None:
    experiment("rank-1", 4)
    experiment("rank-2", 8, **parts)
    cli.main(["study", "rank", "--task", "audit"])
    report = read_json(Path("reports/studies/audit-rank.json"))
    assert [row["experiment"] for row in report["rows"]] == ["rank-1"]
    assert report["findings"][-1] == "Left out, not finished under their settings: rank-2, audit-lora."


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("name", "task", "says"),
    [
        ("rank", "audit", "no run of task 'audit' was finished under the settings of rank-1"),
        ("rank", "codegen", "the experiments rank-1 changed no run of task 'codegen'"),
        ("size", "audit", "no finished experiment has this name or size-<number>; finished here: rank-1"),
        ("../rank", "audit", "letters, digits, - and _ are allowed"),
        ("rank", "audits", "unknown task 'audits'"),
    ],
)
def test_where_there_is_nothing_to_show_one_line_says_why(
    name: str, task: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    experiment("rank-1", 4, weights="b")
    assert says in refusal(lambda: cli.main(["study", name, "--task", task]), capsys)
    assert not Path("reports/studies").exists()


@pytest.mark.usefixtures("repository")
def test_settings_of_an_experiment_that_are_no_yaml_are_named_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    baseline = call("git", "rev-parse", "HEAD")
    edit(Path("params.yaml"), "    r: 64", "    r: [64")
    call("git", "update-ref", f"refs/exps/{baseline[:2]}/{baseline[2:]}/rank", commit())
    call("git", "reset", "--quiet", "--hard", baseline)
    said = refusal(lambda: cli.main(["study", "rank", "--task", "audit"]), capsys)
    assert re.search(r"experiment rank: params\.yaml:\d+:\d+: not valid YAML", said)


@pytest.mark.usefixtures("repository")
def test_one_name_on_two_baselines_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    experiment("rank-1", 4)
    Path("note.txt").write_text("another baseline")
    commit()
    experiment("rank-1", 8)
    assert "'rank-1' is there from two baselines" in refusal(lambda: cli.main(["study", "rank", "--task", "audit"]), capsys)


@pytest.mark.slow
def test_a_queue_of_two_experiments_becomes_a_table(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    (repository / "dvc.yaml").write_text(STAGES)
    (repository / "tiny.py").write_text(TINY)
    call("dvc", "init", "--quiet")
    commit()
    call("dvc", "exp", "run", "--queue", "--name", "rank", "-S", "methods.lora.r=8,4", "evaluate@audit-lora")
    call("dvc", "exp", "run", "--run-all")
    cli.main(["study", "rank", "--task", "audit"])
    rows = read_json(Path("reports/studies/audit-rank.json"))["rows"]
    assert [(row["experiment"], row["settings"], row["quality"]["value"]) for row in rows] == [
        ("rank-2", {"methods.lora.r": 4}, 0.04), ("rank-1", {"methods.lora.r": 8}, 0.08),
    ]  # fmt: skip
