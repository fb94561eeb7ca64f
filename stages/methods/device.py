"""Where the numbers are made: device, threads, seeds, and memory that is kept instead of being asked for again."""

import ctypes
import os
import random

import torch

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1  # mallopt(3)


def prepare(threads: int, seed: int) -> str:
    """Seed every generator, fix the thread count and return "cuda" or "cpu"."""
    import numpy

    random.seed(seed)
    numpy.random.seed(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # without it cuBLAS may sum in another order each time
    torch.use_deterministic_algorithms(torch.cuda.is_available(), warn_only=True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]  # every new tensor, for nothing
    keep_memory()
    return "cuda" if torch.cuda.is_available() else "cpu"


def keep_memory() -> None:
    """Have glibc hold on to freed blocks.

    It gives large ones back after each use and pays for fresh pages at the next step; without that a training step on
    a CPU is up to twice as fast, with the same result.
    """
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(_MMAP_THRESHOLD, 1 << 30)
        libc.mallopt(_TRIM_THRESHOLD, (1 << 31) - 1)
    except (OSError, AttributeError):
        return  # another C library: slower, not wrong
