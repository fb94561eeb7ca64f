"""evaluate and compare over a toy pipeline folder: what a user gets, and what a user gets wrong."""

import json
import shutil
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from stages import compare, evaluate
from stages.core.errors import UserError
from stages.core.tables import completion_schema, sample_schema, write_table
from stages.tasks.audit.lib.answer import verdict_json

from ..tasks.audit.asked import REENTRANCY, answered, audit, fix

ROOT = Path(__file__).resolve().parents[2]
RUNS = ("audit-base", "audit-lora", "audit-qlora")
NOISE = "<script>alert(1)</script>\n```\n# heading\n"


def asked() -> list[dict[str, Any]]:
    found = [fix("a\nb", "a\nc")]
    for at, role, format in product(range(8), ("vulnerable", "fixed"), ("plain", "cot")):
        findings = [REENTRANCY] if role == "vulnerable" else None
        code = f"contract C{at} {{\n  a;\n  x.call{{value: 1}}();\n}}"
        names = {"group": f"g{at}", "record_id": f"{at}-{role}", "pair": f"p{at}"}
        found.append(audit(f"{at}-{role}-{format}", findings, format=format, role=role, code=code, **names))
    return found


def answers(run: str, samples: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The untuned run does not know the form; the others are wrong in every 4th and every 2nd answer."""
    if run == "audit-base":
        return [answered(sample, NOISE, finish_reason="length") for sample in samples]
    step = 4 if run == "audit-lora" else 2
    wrong = verdict_json([{**REENTRANCY, "lines": [9]}])
    return [answered(sample, None if at % step else wrong) for at, sample in enumerate(samples)]


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every run is evaluated and compared, copied for each test."""
    folder = tmp_path_factory.mktemp("scored")
    settings = (ROOT / "params.yaml").read_text(encoding="utf-8").replace("bootstrap: 2000", "bootstrap: 500")
    (folder / "params.yaml").write_text(settings, encoding="utf-8")
    (folder / "stages/tasks/audit").mkdir(parents=True)
    (folder / "stages/tasks/audit/sources.yaml").write_text("- name: authored\n  trust: written for this test\n")
    samples = asked()
    for side in ("train", "test"):
        write_table(folder / f"data/split/audit/{side}.parquet", samples, sample_schema())
    for run in RUNS:
        write_table(folder / f"data/completions/{run}/completions.parquet", answers(run, samples), completion_schema())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for run in RUNS:
            evaluate.main(["--run", run])
        compare.main(["--task", "audit"])
    return folder


@pytest.fixture
def project(scored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(scored, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def done(project: Path) -> Path:
    return project / "reports/audit"


def page(done: Path) -> str:
    return (done / "comparison.md").read_text(encoding="utf-8")


def test_the_page_says_first_that_the_tuned_run_is_better(done: Path) -> None:
    assert page(done).split("\n")[2].startswith("- audit-lora is better than audit-base on macro F1")


def test_runs_and_baselines_stand_in_one_table(done: Path) -> None:
    named = json.loads((done / "comparison.json").read_text())["entrants"]
    assert set(named) == {*RUNS, "majority", "regex", "tfidf"}


def test_no_answer_of_a_model_renders_as_anything_but_code(done: Path) -> None:
    html = MarkdownIt("commonmark").render(page(done))
    assert "<script" not in html and "<h1>heading" not in html and "&lt;script&gt;" in html


def test_ten_answers_can_be_read_side_by_side(done: Path) -> None:
    assert page(done).count("\n#### ") == 10


def test_unreadable_and_cut_answers_are_counted(done: Path) -> None:
    counted = json.loads((done / "comparison.json").read_text())["entrants"]["audit-base"]["counted"]
    assert counted == {"answers": 33, "cut": 33, "unreadable": 33}


def test_a_score_carries_value_interval_n_and_direction(done: Path) -> None:
    report = json.loads((done / "scores/audit-lora.json").read_text())
    assert set(report["metrics"]["macro_f1"]) == {"value", "low", "high", "n", "direction"}
    assert report["classes"]["reentrancy"]["gold"] == 16 and set(report["by"]["format"]) == {"plain", "cot"}


def test_the_same_answers_give_the_same_bytes(done: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(done.rglob("*")) if path.is_file()}
    evaluate.main(["--run", "audit-lora"])
    compare.main(["--task", "audit"])
    assert len(before) == 7 and all(path.read_bytes() == old for path, old in before.items())


def test_the_digest_changes_when_a_label_does(done: Path, project: Path) -> None:
    before = json.loads((done / "comparison.json").read_text())["test_digest"]
    samples = asked()
    samples[1]["labels"] = samples[1]["labels"].replace("[3]", "[2]")
    write_table(project / "data/split/audit/test.parquet", samples, sample_schema())
    compare.main(["--task", "audit"])
    assert json.loads((done / "comparison.json").read_text())["test_digest"] != before


def test_scores_of_a_run_that_is_gone_stop_the_comparison(done: Path, project: Path) -> None:
    (project / "data/scores/audit/audit-old").mkdir()
    with pytest.raises(UserError, match=r"audit-old.*sectune prune"):
        compare.main(["--task", "audit"])


def test_scores_of_another_test_set_stop_the_comparison(done: Path, project: Path) -> None:
    write_table(project / "data/split/audit/test.parquet", asked()[1:], sample_schema())
    with pytest.raises(UserError, match="another test set"):
        compare.main(["--task", "audit"])


def test_answers_given_under_the_form_stand_apart_in_every_report(project: Path) -> None:
    """On some samples, and right in each: the free scores stay what they were."""
    some = asked()[1:9]
    for run in RUNS:
        rows = [answered(sample) for sample in some]
        write_table(project / f"data/completions/{run}/constrained.parquet", rows, completion_schema())
        before = json.loads((project / f"reports/audit/scores/{run}.json").read_text())
        evaluate.main(["--run", run])
        after = json.loads((project / f"reports/audit/scores/{run}.json").read_text())
        assert after.pop("constrained")["metrics"]["parse_rate"]["value"] == 1.0 and after == before
    compare.main(["--task", "audit"])
    entrants = json.loads((project / "reports/audit/comparison.json").read_text())["entrants"]
    assert entrants["audit-base (constrained)"]["metrics"]["parse_rate"]["n"] == 8
    assert "(constrained): the decoder could write nothing but the form" in page(project / "reports/audit")


def test_completions_of_unknown_samples_stop_the_evaluation(project: Path) -> None:
    rows = [{**answered(asked()[1]), "sample_id": "gone"}]
    write_table(project / "data/completions/audit-lora/constrained.parquet", rows, completion_schema())
    with pytest.raises(UserError, match="constrained.parquet: 1 completions do not match"):
        evaluate.main(["--run", "audit-lora"])


def test_missing_completions_stop_the_evaluation(project: Path) -> None:
    short = answers("audit-lora", asked())[1:]
    write_table(project / "data/completions/audit-lora/completions.parquet", short, completion_schema())
    with pytest.raises(UserError, match="32 completions do not match the 33 test samples"):
        evaluate.main(["--run", "audit-lora"])


def test_an_unknown_run_is_named_with_those_there_are(project: Path) -> None:
    with pytest.raises(UserError, match="audit-lora"):
        evaluate.main(["--run", "audit-loro"])
