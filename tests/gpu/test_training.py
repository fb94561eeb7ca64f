"""Whole training runs on the device: LoRA goes on after a break, QLoRA learns, a process of torchrun works like a plain one."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from bitsandbytes.nn import Linear4bit
from safetensors.torch import load_file

from stages.core.tuning import Full
from stages.core.tuning import Tuned as Tuning
from stages.engines.probe import probe
from stages.methods.costs import measured
from stages.methods.sft import Job, Tuned, train
from tests.methods.kinds import KINDS
from tests.methods.test_sft import ROWS
from tests.project import ROOT
from tests.tiny_model import LORA, PROFILE, QLORA, budget

PACKED = replace(PROFILE, packing=True)
METHODS: dict[str, Tuning] = {
    "lora": LORA, "qlora": QLORA, "full": Full(learning_rate=1e-3), "dora": KINDS["dora"], "adalora": KINDS["adalora"],
}  # fmt: skip


def tune(device: str, method: Tuning = LORA, state: str = "state") -> Tuned:
    torch.manual_seed(7)
    return train(Job(PACKED, method, budget(), 7, device, Path(state), "a", "float32"), ROWS, ROWS[:4])


def weights(tuned: Tuned) -> dict[str, Any]:
    return {name: weight.detach().cpu() for name, weight in tuned.model.named_parameters() if weight.requires_grad}


@pytest.mark.parametrize("kind", METHODS)
def test_a_run_learns_and_goes_on_after_a_break_to_the_same_bits(kind: str, project: str) -> None:
    whole = tune(project, METHODS[kind])
    shutil.rmtree("state/checkpoint-6")
    again = tune(project, METHODS[kind])
    assert whole.numbers["batches"] == "flattened"
    assert whole.numbers["validation_loss_after"] < whole.numbers["validation_loss_before"]
    assert again.curve == whole.curve
    assert all(torch.equal(weight, weights(again)[name]) for name, weight in weights(whole).items())


def test_the_base_of_qlora_lies_on_the_device_in_four_bits(project: str) -> None:
    small = [module.weight for module in tune(project, QLORA).model.modules() if isinstance(module, Linear4bit)]
    assert len(small) == 14 and all(weight.dtype == torch.uint8 and weight.device.type == project for weight in small)


def test_the_probe_sees_the_device_and_quantises(device: str) -> None:
    found = probe()
    assert (bool(found["gpus"]), found["bitsandbytes"], found["fault"]) == (device == "cuda", True, "")


def test_what_a_run_costs_is_that_of_the_device(project: str) -> None:
    with measured(True) as costs:
        tune(project)
    assert costs["timed_steps"] == 5 and (costs["peak_gpu_bytes"] > 0) == (project == "cuda")


SCRIPT = """
import json, sys
from pathlib import Path
import torch
from safetensors.torch import save_file
from stages.methods.batching.batches import flatten
from stages.methods.device import prepare
from stages.methods.batching.loss import supervised_loss
from stages.methods.parallel import gathered, scatter, spread
from stages.methods.batching.segments import segmented
from stages.methods.sft import _prepared
from tests.gpu.measuring import apart, placed
from tests.gpu.test_training import PACKED, ROWS, tune, weights
from stages.core.tuning import Lora
from tests.tiny_model import budget
from stages.methods.sft import Job

device = prepare(1, 7)
tuned = tune(device, state="started")
save_file(weights(tuned), "started.safetensors")
import torch.distributed as distributed
job = Job(PACKED, Lora(r=8, learning_rate=1e-3), budget(), 7, device, Path("none"), "a", "bfloat16")
model, batch = _prepared(job)[0].train(), placed(flatten(ROWS), device)
def backward():
    model.zero_grad()
    supervised_loss(model, batch, dtype=job.dtype).backward()
    return {name: (w.grad.full_tensor() if hasattr(w.grad, "full_tensor") else w.grad).clone()
            for name, w in model.named_parameters() if w.requires_grad}
with segmented(model):
    wanted = backward()
    spread(model, device)
    found = backward()
kept = {name: weight.clone() for name, weight in gathered(model).items()}
scatter(model, {name: weight + 1 for name, weight in kept.items()})
moved = all(torch.equal(weight, kept[name] + 1) for name, weight in gathered(model).items())
print(json.dumps({"backend": distributed.get_backend(), "apart": apart(found, wanted), "moved": moved, "kept": len(kept)}))
distributed.destroy_process_group()
"""


def test_a_process_of_torchrun_trains_like_a_plain_one_and_shards(project: str) -> None:
    Path("script.py").write_text(SCRIPT)
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))}
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=1", "script.py"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["backend"].endswith("nccl" if project == "cuda" else "gloo") and told["moved"] and told["kept"] == 28
    assert told["apart"] < 1e-2  # in bfloat16, as on a GPU
    here = weights(tune(project))
    assert all(torch.allclose(weight, here[name], atol=1e-5) for name, weight in load_file("started.safetensors").items())
