"""Stage predict: answers of the real engine, kept batch by batch, the same wherever the run was cut."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from stages import predict
from stages.core.errors import run
from stages.core.process import alone
from stages.core.tables import read_table, sample_schema, write_table
from stages.engines.hf import HFEngine
from stages.tasks.audit.lib.answer import parse_verdict
from tests.project import ROOT, edit, refusal
from tests.tiny_model import make_training_project, samples

OUT = Path("data/completions/audit-base/completions.parquet")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(make_training_project(tmp_path))
    monkeypatch.delenv("DVC_ROOT", raising=False)
    (tmp_path / "models/audit-base").mkdir()
    (tmp_path / "models/audit-base/settings.json").write_text("{}\n")
    capsys.readouterr()
    return tmp_path


def cut_after(batches: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the stage and interrupt it when it asks for one batch more."""
    whole, asked = HFEngine.generate, []

    def generate(*args: object) -> object:
        asked.append(args)
        if len(asked) > batches:
            raise KeyboardInterrupt
        return whole(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(HFEngine, "generate", generate)
        predict.main(["--run", "audit-base"])


def kept() -> list[Path]:
    return sorted(Path(".state/predict").glob("*/free/batch-*.jsonl"))


def test_every_test_sample_is_answered_in_order_and_no_state_is_left(here: Path) -> None:
    predict.main(["--run", "audit-base"])
    assert [row["sample_id"] for row in read_table(OUT)] == [sample["id"] for sample in samples("test", 5)]
    assert not list(Path(".state/predict").iterdir())


def test_a_cut_run_goes_on_from_its_kept_batches_and_ends_with_the_same_bytes(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    predict.main(["--run", "audit-base"])
    wanted = OUT.read_bytes()
    OUT.unlink()
    cut_after(2, monkeypatch)
    assert len(kept()) == 2 and not OUT.exists()
    kept()[0].write_text("{")  # a batch that does not read back
    cut_after(1, monkeypatch)  # it is made again, and the third is still missing
    assert len(kept()) == 2
    predict.main(["--run", "audit-base"])
    assert OUT.read_bytes() == wanted


def test_kept_batches_of_other_settings_are_not_used(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_after(2, monkeypatch)
    edit(here / "params.yaml", "answer_tokens: 16", "answer_tokens: 17")
    cut_after(0, monkeypatch)
    assert len({path.parent for path in kept()}) == 1


def test_two_predictions_of_one_run_are_not_made_at_once(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cut_after(1, monkeypatch)
    capsys.readouterr()
    with alone(kept()[0].parents[1]):
        assert "another process" in refusal(lambda: predict.main(["--run", "audit-base"]), capsys)


@pytest.mark.parametrize(
    ("gone", "told"), [("data/split/audit/test.parquet", "dvc repro"), ("models/tiny/config.json", "models/tiny")]
)
def test_what_is_missing_is_a_users_mistake(here: Path, gone: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    (here / gone).unlink()
    assert told in refusal(lambda: predict.main(["--run", "audit-base"]), capsys)


def test_a_run_that_is_not_trained_is_a_users_mistake(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(lambda: predict.main(["--run", "audit-lora"]))
    assert "models/audit-lora: no adapter_config.json; train this run first" in capsys.readouterr().err


@pytest.fixture
def held(here: Path) -> Path:
    """The project with audits to answer, three of them under their form too, and two draws of each."""
    edit(here / "params.yaml", "predict: {constrained_samples: 0, draws: 0}", "predict: {constrained_samples: 3, draws: 2}")
    edit(here / "params.yaml", "answer_tokens: 16", "answer_tokens: 40")
    rows = [{**sample, "kind": "security_audit"} for sample in samples("test", 5)]
    write_table(here / "data/split/audit/test.parquet", rows, sample_schema())
    return OUT.with_name("constrained.parquet")


def test_some_samples_are_answered_again_under_the_form_of_the_task(held: Path) -> None:
    predict.main(["--run", "audit-base"])
    assert [len(set(row["draws"])) for row in read_table(OUT)] == [2] * 5
    rows = read_table(held)
    assert len(rows) == 3
    assert all(parse_verdict(row["text"], "plain") is not None and row["finish_reason"] in ("stop", "closed") for row in rows)


def test_a_run_that_was_cut_under_the_form_goes_on_there(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    predict.main(["--run", "audit-base"])
    wanted = OUT.read_bytes(), held.read_bytes()
    cut_after(4, monkeypatch)
    assert [len(kept()), len(list(Path(".state/predict").glob("*/constrained/batch-*.jsonl")))] == [3, 1]
    predict.main(["--run", "audit-base"])
    assert (OUT.read_bytes(), held.read_bytes()) == wanted


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="GNU OpenMP tells its settings")
def test_waiting_threads_look_for_work_briefly_then_leave_the_cores_to_others(here: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name not in {"OMP_WAIT_POLICY", "GOMP_SPINCOUNT"}}
    env |= {"PYTHONPATH": str(ROOT), "OMP_DISPLAY_ENV": "verbose"}
    call = [sys.executable, "-m", "stages.predict", "--run", "audit-base"]
    told = subprocess.run(call, env=env, capture_output=True, text=True, check=True).stderr
    assert set(re.findall(r"GOMP_SPINCOUNT = '(\d+)'", told)) == {"1000"}
