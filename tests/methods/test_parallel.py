"""Two processes train like one: equal losses and weights at equal global batch, sharing asserted, resumable."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from safetensors.numpy import load_file

from stages.core.errors import UserError
from stages.methods.parallel import check_size
from tests.project import ROOT

TRAIN = """
import json, sys
from pathlib import Path
from safetensors.torch import save_file
from stages.core.process import rank
from stages.methods.device import prepare
from stages.methods.sft import Job, train
from tests.methods.test_sft import HELD_OUT, ROWS
from tests.tiny_model import LORA, PROFILE, budget

parallel, state, packing = sys.argv[1:]
prepare(1, 7)
method = LORA.model_copy(update={"dropout": 0.0})
profile = PROFILE if packing == "padded" else PROFILE.__class__(*[*PROFILE.__dict__.values()][:5], True)
sizes = budget(batch_size=4, accumulation=2, checkpoint_steps=2)
tuned = train(Job(profile, method, sizes, 7, "cpu", Path(state), "a", "float32", parallel), ROWS, HELD_OUT)
if rank() == 0:
    Path("out.json").write_text(json.dumps({"curve": tuned.curve, "numbers": tuned.numbers}))
    save_file({n: w.detach() for n, w in tuned.model.named_parameters() if w.requires_grad}, "out.safetensors")
"""


def train(folder: Path, processes: int, parallel: str = "ddp", packing: str = "padded") -> tuple[dict[str, Any], dict[str, Any]]:
    """({curve, numbers}, weights) of a run in as many processes."""
    (folder / "job.py").write_text(TRAIN)
    env = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    starter = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"] if processes > 1 else []
    done = subprocess.run(
        [sys.executable, *starter, "job.py", parallel, "state", packing], cwd=folder, env=env, capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads((folder / "out.json").read_text()), load_file(folder / "out.safetensors")
