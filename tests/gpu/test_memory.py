"""The estimate of memory that `sectune models` shows, against what a step of a model of 1.5B takes."""

import gc

import pytest
import torch

from stages.commands.models.memory import SUPERVISED, memory
from stages.methods.batching.batches import flatten
from stages.methods.batching.loss import supervised_loss
from stages.methods.batching.segments import segmented
from stages.prompting.catalog import Profile
from tests.bench.trainers.gpu import SHAPES, VOCABULARY, build
from tests.gpu.measuring import placed
from tests.tiny_model import rows

LENGTH, ROWS = 512, 8


@pytest.mark.parametrize(("method", "bits"), [("lora", 16), ("qlora", 4)])
def test_a_step_takes_about_what_was_estimated(
    method: str, bits: int, device: str, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    shape = "1.5B" if device == "cuda" else "dot"
    model = build(shape, method)
    width, _, layers, *_ = SHAPES[shape]
    parameters = model.num_parameters() if bits == 16 else build(shape, "lora").num_parameters()
    profile = Profile(
        "any", "MIT", "chatml", 4096, ["q_proj"], layers=layers, width=width, vocab=VOCABULARY, parameters=parameters
    )
    batch = placed(flatten(rows([LENGTH] * ROWS, int(LENGTH * SUPERVISED))), device)
    gc.collect()
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()
    with segmented(model):
        supervised_loss(model.train(), batch, dtype=torch.bfloat16).backward()  # type: ignore[no-untyped-call]
    estimate = memory(profile, "lora", bits, LENGTH * ROWS)
    assert estimate > 0
    if device == "cuda":
        found = torch.cuda.max_memory_allocated() / 1e9
        with capsys.disabled():
            print(f"\n1.5B {method}: estimated {estimate:.2f} GB, took {found:.2f} GB, {estimate / found:.2f} of it")
        assert 0.8 < estimate / found < 1.3
