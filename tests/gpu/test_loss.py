"""On the device rows end to end, the compact head and Liger's kernels give the loss and gradients of the plain model."""

from importlib.util import find_spec

import pytest
import torch

from stages.methods.batching import segments
from stages.methods.batching.batches import collate, flatten
from stages.methods.batching.loss import supervised_loss
from stages.methods.batching.segments import segmented
from stages.methods.trainer import LIGER
from tests.gpu.measuring import apart, placed
from tests.methods.batching.families import MAKERS, gradients, make
from tests.methods.batching.test_segments import ROWS

# Relative distance of all gradients together. bfloat16 has 8 bits, and the two ways round in other places
NEAR = {torch.float32: 1e-4, torch.bfloat16: 4e-2}


@pytest.mark.parametrize("dtype", NEAR)
@pytest.mark.parametrize("family", MAKERS)
def test_rows_end_to_end_have_the_gradients_of_padded_rows(family: str, dtype: torch.dtype, device: str) -> None:
    model = make(family).to(device, dtype)
    padded = supervised_loss(model, placed(collate(ROWS), device), dtype=dtype)
    wanted = gradients(model, padded)
    with segmented(model):
        flat = supervised_loss(model, placed(flatten(ROWS), device), dtype=dtype)
        found = gradients(model, flat)
    assert float(flat.detach()) == pytest.approx(float(padded.detach()), rel=NEAR[dtype])
    assert apart(found, wanted) < NEAR[dtype]


@pytest.mark.parametrize("weights", [torch.bfloat16, torch.float32])
def test_in_bfloat16_all_segments_go_through_one_kernel(
    weights: torch.dtype, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    if device == "cpu":
        pytest.skip("the kernel is on CUDA alone")
    calls, kernel = [], segments._varlen
    monkeypatch.setattr(segments, "_varlen", lambda *given: calls.append(1) or kernel(*given))
    model = make("qwen2").to(device, weights)
    with segmented(model):
        supervised_loss(model, placed(flatten(ROWS), device), dtype=torch.bfloat16).backward()  # type: ignore[no-untyped-call]
    assert len(calls) == 2  # layers


def test_the_compact_head_has_the_loss_and_gradients_of_the_models_own(device: str) -> None:
    model, batch = make("qwen2").to(device), placed(collate(ROWS), device)
    own = model(**batch).loss
    wanted = gradients(model, own)
    compact = supervised_loss(model, batch)
    assert float(compact.detach()) == pytest.approx(float(own.detach()), rel=1e-5)
    assert apart(gradients(model, compact), wanted) < 1e-4


@pytest.mark.parametrize("dtype", NEAR)
def test_the_kernels_of_liger_change_no_formula(dtype: torch.dtype, device: str) -> None:
    if device == "cpu" or find_spec("liger_kernel") is None:
        pytest.skip("liger_kernel is not installed, or there is no device for it")
    from transformers.integrations.liger import apply_liger_kernel

    model, batch = make("qwen2").to(device, dtype), placed(flatten(ROWS), device)
    with segmented(model):
        plain = supervised_loss(model, batch, dtype=dtype)
        wanted = gradients(model, plain)
        apply_liger_kernel(model, dict(LIGER))
        found = supervised_loss(model, batch, dtype=dtype)
        assert float(found.detach()) == pytest.approx(float(plain.detach()), rel=NEAR[dtype])
        assert apart(gradients(model, found), wanted) < NEAR[dtype]
