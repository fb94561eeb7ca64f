"""For every test here: a CUDA device. SECTUNE_GPU_TESTS=cpu runs them on a processor, which proves the tests and no kernel."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from transformers.models.qwen2 import modeling_qwen2

from stages.methods.device import prepare
from tests.methods.conftest import here, tiny_model

__all__ = ["here", "tiny_model"]
_PATCHED = ("apply_rotary_pos_emb", "Qwen2RMSNorm", "Qwen2MLP")  # by Liger's kernels, for the whole process


@pytest.fixture(scope="session")
def device() -> str:
    """ "cuda", or "cpu" where that is asked for."""
    if not torch.cuda.is_available() and os.environ.get("SECTUNE_GPU_TESTS") != "cpu":
        pytest.skip("no CUDA device here")
    return prepare(1, 7)


@pytest.fixture(autouse=True)
def _unpatched() -> Iterator[None]:
    """No test leaves its kernels to the next one."""
    before = {name: getattr(modeling_qwen2, name) for name in _PATCHED}
    yield
    for name, part in before.items():
        setattr(modeling_qwen2, name, part)


@pytest.fixture
def project(here: Path, device: str) -> str:
    """models/tiny in the folder of the test, entered; the device."""
    return device
