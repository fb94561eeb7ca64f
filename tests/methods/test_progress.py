"""The training bar: it starts where a resumed run stopped, and shows the newest loss."""

import pytest
from transformers import TrainerControl, TrainerState

from stages.methods.progress import StepProgress


def test_the_bar_of_a_resumed_run_starts_at_its_step_and_ends_at_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    bar, control = StepProgress(), TrainerControl()
    state = TrainerState(max_steps=6, global_step=4)
    bar.on_train_begin(None, state, control)
    for _ in range(2):
        bar.on_step_end(None, state, control)
    bar.on_log(None, state, control, logs={"loss": 1.25})
    bar.on_train_end(None, state, control)
    said = capsys.readouterr().err
    assert "4/6" in said and "6/6" in said and "loss=1.250" in said


def test_a_log_before_the_start_is_no_fault() -> None:
    bar = StepProgress()
    bar.on_log(None, TrainerState(), TrainerControl(), logs={"loss": 1.0})
    bar.on_train_end(None, TrainerState(), TrainerControl())
