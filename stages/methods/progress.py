"""The bar of a training run: step, rate, time left, loss."""

from typing import Any

from tqdm import tqdm
from transformers import TrainerCallback


class StepProgress(TrainerCallback):
    """One bar over all optimiser steps; a resumed run starts where it stopped."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Open the bar at the step that is done already."""
        self._bar = tqdm(total=state.max_steps, initial=state.global_step, desc="train", unit="step", mininterval=1.0)

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """One optimiser step further."""
        if self._bar is not None:
            self._bar.update(1)

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, float] | None = None, **_: Any) -> None:
        """Show the newest loss."""
        if self._bar is not None and logs and "loss" in logs:
            self._bar.set_postfix(loss=f"{logs['loss']:.3f}")

    def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Close the bar."""
        if self._bar is not None:
            self._bar.close()
