"""The stop-watch that every contestant carries: a callback among transformers' own default ones.

Inside the clock: fetching and collating a batch, forward, backward, clipping, optimizer, schedule, the trainer's own work
between steps, its logging. Outside: imports, loading, tokens, packing, the first (warm) steps, the held-out loss.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
import transformers.trainer
from transformers import TrainerCallback

from tests.bench.trainers.rows import IGNORE, Row


class Clock(TrainerCallback):
    """Processor and wall seconds after each optimizer step, the peak of memory, and the model that came out."""

    def __init__(self) -> None:
        self.seconds: list[tuple[float, float]] = []  # (processor, wall), at the start and after each step
        self.peak_mib = 0.0
        self.model: Any = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """Within it among the callbacks of every Trainer that is made in this process."""
        before = transformers.trainer.DEFAULT_CALLBACKS
        transformers.trainer.DEFAULT_CALLBACKS = [*before, self]
        try:
            yield
        finally:
            transformers.trainer.DEFAULT_CALLBACKS = before

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if torch.cuda.is_available():
            torch.cuda.reset_peak_memory_stats()  # a base that was rounded to 4 bits here took more before
        self._mark()

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self._mark()

    def on_train_end(self, args: Any, state: Any, control: Any, model: Any = None, **_: Any) -> None:
        self.model = model

    def _mark(self) -> None:
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        self.seconds.append((time.process_time(), time.perf_counter()))
        self.peak_mib = peak_mib()

    def taken(self, warm: int) -> tuple[float, float]:
        """(processor, wall) seconds of the steps after the first `warm`."""
        (first, begun), (last, ended) = self.seconds[warm], self.seconds[-1]
        return last - first, ended - begun


def peak_mib() -> float:
    """The most memory this process ever held, in MiB; where there is a GPU, of that, since training began."""
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated() / 2**20
    # Not getrusage: that one remembers the process this one was forked from
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


@torch.no_grad()
def held_out_loss(model: Any, rows: list[Row]) -> float:
    """Mean nats per supervised token, by the model's own scores, row by row: no padding, no code of any contestant."""
    model.eval()
    device, total, count = next(model.parameters()).device, 0.0, 0
    for row in rows:
        labels = torch.tensor(row["labels"][1:], device=device)
        scores = model(input_ids=torch.tensor([row["input_ids"]], device=device), use_cache=False).logits[0, :-1].float()
        total += float(torch.nn.functional.cross_entropy(scores, labels, ignore_index=IGNORE, reduction="sum"))
        count += int((labels != IGNORE).sum())
    return total / count
