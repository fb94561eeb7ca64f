"""Two processes train like one: equal losses and weights at equal global batch; they resume, and the first alone writes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from safetensors.numpy import load_file

from stages.core.errors import UserError
from stages.core.params import load_params
from stages.core.process import alone
from stages.methods.job import plan
from stages.methods.parallel import check_size, check_started
from tests.project import ROOT
from tests.tiny_model import make_training_project

# Adam divides by the size of gradients: where one is nearly zero, its last digits decide a step of up to the learning rate.
RATE = 2e-3
KINDS = {"ddp": ("ddp", False), "ddp-flat": ("ddp", True), "fsdp-flat": ("fsdp", True)}
JOBS = f"""
import json, shutil
from dataclasses import replace
from pathlib import Path
from safetensors.torch import save_file
from stages import train as stage
from stages.core.process import processes, rank
from stages.methods.device import prepare
from stages.methods.parallel import wait
from stages.methods.sft import Job, train
from tests.methods.test_sft import HELD_OUT, ROWS
from tests.tiny_model import LORA, PROFILE, budget

def run(name, parallel, packing):
    prepare(1, 7)
    method = LORA.model_copy(update={{"dropout": 0.0, "learning_rate": {RATE}}})
    sizes = budget(batch_size=4, accumulation=2, checkpoint_steps=2)
    job = Job(replace(PROFILE, packing=packing), method, sizes, 7, "cpu", Path("state") / name, "a", "float32", parallel)
    return train(job, ROWS, HELD_OUT)

def keep(name, tuned):
    if rank() == 0:
        Path(f"{{name}}.json").write_text(json.dumps({{"curve": tuned.curve, "numbers": tuned.numbers}}))
        save_file({{n: w.detach() for n, w in tuned.model.named_parameters() if w.requires_grad}}, f"{{name}}.safetensors")
    wait()

for name, (parallel, packing) in {KINDS!r}.items():
    keep(name, run(name, parallel, packing))
    if processes() == 1:
        continue
    if rank() == 0:
        shutil.rmtree(Path("state") / name / "checkpoint-6")
    wait()
    keep(f"{{name}}-resumed", run(name, parallel, packing))
if processes() > 1:
    stage.main(["--run", "audit-lora"])
"""


def start(folder: Path, processes: int) -> Path:
    """The folder after JOBS ran there in as many processes."""
    make_training_project(folder)
    (folder / "jobs.py").write_text(JOBS)
    env = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "SECTUNE_TRACKING": "off"}
    env.pop("DVC_ROOT", None)
    starter = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"] if processes > 1 else []
    done = subprocess.run([sys.executable, *starter, "jobs.py"], cwd=folder, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
    (folder / "stderr.txt").write_text(done.stderr)
    return folder


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start(tmp_path_factory.mktemp("one"), 1)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start(tmp_path_factory.mktemp("two"), 2)


def numbers(folder: Path, name: str) -> dict[str, Any]:
    return dict(json.loads((folder / f"{name}.json").read_text())["numbers"])


def losses(folder: Path, name: str) -> list[float]:
    """Of the training curve, and of the validation rows before and after."""
    left = json.loads((folder / f"{name}.json").read_text())
    return [point["loss"] for point in left["curve"]] + [left["numbers"][f"validation_loss_{at}"] for at in ("before", "after")]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_two_processes_train_like_one_at_equal_global_batch(kind: str, one: Path, two: Path) -> None:
    assert losses(two, kind) == pytest.approx(losses(one, kind), abs=1e-5)
    alone_, shared = load_file(one / f"{kind}.safetensors"), load_file(two / f"{kind}.safetensors")
    assert alone_.keys() == shared.keys() and len(alone_) == 28
    assert max(float(abs(alone_[name] - shared[name]).max()) for name in alone_) <= 1e-6


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_two_processes_go_on_from_the_last_checkpoint(kind: str, two: Path) -> None:
    assert losses(two, f"{kind}-resumed") == pytest.approx(losses(two, kind), abs=1e-7)
    assert "4/6" in (two / "stderr.txt").read_text()


@pytest.mark.slow
def test_the_report_tells_how_many_took_part_and_what_each_held(two: Path) -> None:
    ddp, fsdp = numbers(two, "ddp"), numbers(two, "fsdp-flat")
    assert (ddp["processes"], ddp["batches"], "parameters_per_process" in ddp) == (2, "padded", False)
    assert (fsdp["processes"], fsdp["batches"], fsdp["padding_share"]) == (2, "flattened", 0.0)
    assert fsdp["parameters_per_process"] * 2 == fsdp["parameters"] == ddp["parameters"]


@pytest.mark.slow
def test_the_stage_in_two_processes_leaves_one_set_of_files_and_no_state(two: Path) -> None:
    assert json.loads((two / "reports/audit/training/audit-lora.json").read_text())["processes"] == 2
    assert (two / "models/audit-lora/adapter_model.safetensors").is_file()
    assert not list((two / ".state/train").iterdir())


def test_a_batch_that_can_not_be_shared_out_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORLD_SIZE", "3")
    with pytest.raises(UserError, match="batch_size 4 can not be shared by 3 processes"):
        check_size(4, 16, "ddp")


def test_four_bits_are_not_sharded_but_train_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    check_size(4, 4, "fsdp")
    monkeypatch.setenv("WORLD_SIZE", "2")
    check_size(4, 4, "ddp")
    with pytest.raises(UserError, match="fsdp can not shard a base held in 4 bits"):
        check_size(4, 4, "fsdp")


def test_a_launcher_that_fell_back_to_one_process_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    check_started()
    monkeypatch.setenv("WORLD_SIZE", "2")
    with pytest.raises(RuntimeError, match="2 processes were started, but this one works with 1"):
        check_started()


def test_the_other_processes_do_not_wait_for_the_lock_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with alone(tmp_path):
        monkeypatch.setenv("RANK", "1")
        with alone(tmp_path):
            pass


def test_a_checkpoint_belongs_to_as_many_processes_as_wrote_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_training_project(tmp_path))
    first = plan(load_params(), "audit-lora").fingerprint
    monkeypatch.setenv("WORLD_SIZE", "2")
    assert plan(load_params(), "audit-lora").fingerprint != first
