"""What a run depends on: everything that changes its result changes its fingerprint, nothing else does."""

from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.core.params import load_params
from stages.methods.job import Plan, losses, plan, untuned
from tests.project import edit
from tests.tiny_model import make_training_project


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_training_project(tmp_path))
    monkeypatch.delenv("DVC_ROOT", raising=False)
    return tmp_path


def planned(run: str = "audit-lora") -> Plan:
    return plan(load_params(), run)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("params.yaml", "seed: 7", "seed: 8"),
        ("params.yaml", "threads: 1", "threads: 2"),
        ("params.yaml", "accumulation: 2", "accumulation: 1"),
        ("params.yaml", "r: 4", "r: 8"),
        ("models/tiny/config.json", '"hidden_act": "silu"', '"hidden_act": "gelu"'),
    ],
)
def test_whatever_decides_the_result_changes_the_fingerprint(here: Path, file: str, old: str, new: str) -> None:
    before = planned().fingerprint
    edit(here / file, old, new)
    assert planned().fingerprint != before


@pytest.mark.parametrize(
    "name", ["data/split/audit/train.parquet", "data/split/audit/val.parquet", "models/tiny/model.safetensors"]
)
def test_one_flipped_bit_in_data_or_base_changes_the_fingerprint(here: Path, name: str) -> None:
    before = planned().fingerprint
    raw = bytearray((here / name).read_bytes())
    raw[-1] ^= 1
    (here / name).write_bytes(raw)
    assert planned().fingerprint != before


def test_budgets_of_other_stages_leave_the_fingerprint_alone(here: Path) -> None:
    before = planned().fingerprint
    edit(here / "params.yaml", "predict: {batch_size: 2,", "predict: {batch_size: 3,")
    edit(here / "params.yaml", "bootstrap: 100", "bootstrap: 200")
    assert planned().fingerprint == before


def test_the_state_is_outside_what_dvc_deletes_and_goes_when_the_run_is_done(here: Path) -> None:
    one = planned()
    assert one.state == Path(".state/train") / one.fingerprint
    (one.state / "checkpoint-1").mkdir(parents=True)
    one.finish()
    assert not one.state.exists()


def test_settings_name_the_data_by_their_digests(here: Path) -> None:
    assert sorted(planned().settings["data"]) == ["data/split/audit/train.parquet", "data/split/audit/val.parquet"]


def test_a_run_that_tunes_nothing_depends_on_no_training_data(here: Path) -> None:
    settings = planned("audit-base").settings
    assert settings["data"] == {} and "budget" not in settings


def test_an_unknown_run_is_refused_with_the_nearest_name(here: Path) -> None:
    with pytest.raises(UserError, match="did you mean audit-lora"):
        planned("audit-lorra")


def test_the_summary_tells_the_loss_before_and_after() -> None:
    assert losses({"validation_loss_before": 2.0, "validation_loss_after": 0.5}).endswith("2.000 -> 0.500")
    assert losses(untuned()[2]) == ", the base model as it is"
