"""What a training costs on this machine: time, processor time, memory.

No two trainings cost the same, so none of it stands in a file that a stage gives out: equal work would look changed. Nor is
it read back from MLflow, which mirrors it: that may be switched off, or stand elsewhere. It is kept in `.state/costs/` under
a hash of the run's settings, so that whoever gets these weights later, in an experiment or from DVC's cache, finds what they
cost when they were made. `sectune methods` shows it.
"""

import os
import platform
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stages.core.files import read_json, rounded, write_json
from stages.core.fingerprint import fingerprint, state_root

Costs = dict[str, Any]


@contextmanager
def measured(tuned: bool) -> Iterator[Costs]:
    """Measure the training within; its costs are in the yielded dict when the block has ended.

    device: what computed, in words. timed_steps: optimiser steps, fewer than the run's when it was resumed or short.
    seconds, cpu_seconds: of those steps, saving checkpoints included; loading, the first step and the held-out loss are not.
    peak_ram_bytes, peak_gpu_bytes: of the whole process (0 without a GPU). Of several processes each measures itself, and the
    first one's costs are kept. Empty where nothing was tuned or timed.
    """
    costs: Costs = {}
    if not tuned:
        yield costs
        return
    import torch
    from torch.optim.optimizer import register_optimizer_step_post_hook

    marks: list[tuple[float, float]] = []
    handle = register_optimizer_step_post_hook(lambda *_: marks.append((time.monotonic(), time.process_time())))
    try:
        yield costs
    finally:
        handle.remove()
    if len(marks) > 1:
        ram, gpu = peak_memory()
        on_gpu, count = torch.cuda.is_available(), os.environ.get("WORLD_SIZE", "1")  # as torchrun tells each process
        device = torch.cuda.get_device_name() if on_gpu else f"{_processor()}, threads: {torch.get_num_threads()}"
        costs |= {
            "device": device if count == "1" else f"{device}, processes: {count}",
            "timed_steps": len(marks) - 1,
            "seconds": marks[-1][0] - marks[0][0],
            "cpu_seconds": marks[-1][1] - marks[0][1],
            "peak_ram_bytes": ram,
            "peak_gpu_bytes": gpu,
        }


def peak_memory() -> tuple[int, int]:
    """(bytes of main memory, bytes taken of the GPU, 0 without one): the most that this process has held so far."""
    import torch

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ram = peak if sys.platform == "darwin" else peak * 1024  # kilobytes, but on macOS
    return ram, torch.cuda.max_memory_reserved() if torch.cuda.is_available() else 0


def keep(settings: dict[str, Any], costs: Costs) -> None:
    """Remember what a run with these settings cost; a run that timed nothing leaves what is known as it is."""
    if costs:
        write_json(_place(settings), costs)


def recall(settings: dict[str, Any]) -> Costs:
    """What the newest run with these settings cost here, {} when none was measured."""
    return read_json(_place(settings)) if _place(settings).is_file() else {}


def _place(settings: dict[str, Any]) -> Path:
    return state_root() / "costs" / f"{fingerprint(rounded(settings))}.json"  # rounded: as the run's report has them


def _processor() -> str:
    """The model's name where the system tells it, else the architecture."""
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text().splitlines() if listing.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
