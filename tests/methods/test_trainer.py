"""Every option of TrainingArguments that decides a number, against a committed file: a library's new default is seen in review.

After a change that is meant: python -m tests.methods.test_trainer writes the file anew.
"""

import json
from pathlib import Path
from typing import Any

import torch

from stages.methods.sft import Job
from stages.methods.trainer import LIGER, arguments, options
from tests.tiny_model import LORA, PROFILE, budget

COMMITTED = Path(__file__).parent / "arguments.json"
_ELSEWHERE = (
    "output_dir",
    "logging_dir",
    "run_name",
    "hub_",
    "push_to_hub",
    "report_to",
    "logging_",
    "log_",
    "project",
    "trackio",
)


def found() -> dict[str, Any]:
    """{field: value} but for where files, logs and uploads go, which decide no number."""
    job = Job(PROFILE, LORA, budget(), 7, "cpu", Path("state"), "a", "float32")
    fields = arguments(job).to_dict()
    return {name: value for name, value in sorted(fields.items()) if not name.startswith(_ELSEWHERE)}


def test_no_option_that_decides_a_number_has_drifted() -> None:
    assert json.loads(json.dumps(found())) == json.loads(COMMITTED.read_text())


def test_a_gpu_changes_precision_and_kernels_and_no_other_option() -> None:
    job = Job(PROFILE, LORA, budget(), 7, "cpu", Path("state"), "a", "float32")
    cpu, cuda = options(job), options(job._replace(device="cuda"))
    assert {name for name in cpu if cpu[name] != cuda[name]} <= {
        "bf16", "use_cpu", "dataloader_pin_memory", "use_liger_kernel", "optim",
    }  # fmt: skip
    assert cuda["bf16"] and not cuda["use_cpu"] and job._replace(device="cuda").dtype == torch.bfloat16


def test_the_cross_entropy_of_the_kernels_stays_off() -> None:
    assert not LIGER["cross_entropy"] and not LIGER["fused_linear_cross_entropy"]
    assert options(Job(PROFILE, LORA, budget(), 7, "cuda", Path("state"), "a", "float32"))["liger_kernel_config"] == LIGER


if __name__ == "__main__":
    COMMITTED.write_text(json.dumps(found(), indent=2) + "\n")
