"""Every kind of tuning, killed after a checkpoint and started again, ends with the bytes of an undisturbed run."""

import shutil
from pathlib import Path

import pytest

from stages.core.tuning import Tuned
from tests.methods.kinds import KINDS
from tests.methods.test_sft import result, tune

QUICK = ["full", "adalora", "p_tuning"]  # whole weights, a memory beside the weights, a network that makes them; LoRA: test_sft
SLOW = [pytest.param(kind, marks=pytest.mark.slow) for kind in sorted(KINDS.keys() - {"lora", *QUICK})]


@pytest.mark.parametrize("kind", [*QUICK, *SLOW])
def test_a_resumed_run_gives_the_same_bytes(kind: str, here: Path) -> None:
    method: Tuned = KINDS[kind]
    whole = result(tune(Path("state"), method))
    shutil.rmtree("state/checkpoint-6")
    assert result(tune(Path("state"), method)) == whole
    assert sorted(path.name for path in Path("state").iterdir()) == ["checkpoint-4", "checkpoint-6"]
