"""The bar of a training run: step, time left, loss, supervised tokens a second, most memory so far."""

import time
from collections.abc import Sequence
from typing import Any

from tqdm import tqdm
from transformers import TrainerCallback

from stages.methods.costs import peak_memory


class StepProgress(TrainerCallback):
    """One bar over all optimiser steps; a resumed run starts where it stopped.

    tokens: supervised tokens of each step. The rate leaves out the first step of a process, which also prepares.
    """

    def __init__(self, tokens: Sequence[int] = ()) -> None:
        self._tokens = tokens
        self._bar: tqdm[Any] | None = None
        self._since: tuple[int, float] | None = None  # (step, seconds) at the end of the first step

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Open the bar at the step that is done already."""
        self._since = None
        self._bar = tqdm(total=state.max_steps, initial=state.global_step, desc="train", unit="step", mininterval=1.0)

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """One optimiser step further."""
        if self._bar is None:
            return
        self._since = self._since or (state.global_step, time.monotonic())
        self._bar.update(1)

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, float] | None = None, **_: Any) -> None:
        """Show the newest loss, rate and memory."""
        if self._bar is not None and logs and "loss" in logs:
            shown = (f"loss={logs['loss']:.3f}", self._rate(state.global_step), _memory())
            self._bar.set_postfix_str(", ".join(filter(None, shown)), refresh=False)

    def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Close the bar."""
        if self._bar is not None:
            self._bar.close()

    def _rate(self, step: int) -> str:
        first, began = self._since or (step, 0.0)
        seen = sum(self._tokens[first:step])
        return f"{seen / (time.monotonic() - began):.0f} tok/s" if seen else ""


def _memory() -> str:
    """Most memory held so far, in GB: of the GPU where there is one, else of the process."""
    ram, gpu = peak_memory()
    return f"{(gpu or ram) / 1e9:.1f} GB"
