"""The training bar: it starts where a resumed run stopped, and shows the newest loss."""

import re

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


def test_the_bar_tells_supervised_tokens_a_second_without_the_first_step_and_the_memory(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([10.0, 14.0])  # end of the first step, time of the log
    monkeypatch.setattr("stages.methods.progress.time.monotonic", lambda: next(clock))
    bar, control = StepProgress([1000, 30, 50]), TrainerControl()
    bar.on_train_begin(None, TrainerState(max_steps=3, global_step=0), control)
    for step in (1, 2, 3):
        bar.on_step_end(None, TrainerState(max_steps=3, global_step=step), control)
    bar.on_log(None, TrainerState(max_steps=3, global_step=3), control, logs={"loss": 1.0})
    bar.on_train_end(None, TrainerState(), control)
    assert re.search(r"loss=1.000, 20 tok/s, \d+\.\d GB", capsys.readouterr().err)


@pytest.mark.parametrize(("gpu", "shown"), [(0, "2.5 GB"), (71_300_000_000, "71.3 GB")])
def test_the_memory_shown_is_that_of_the_gpu_where_there_is_one(
    gpu: int, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stages.methods.progress.peak_memory", lambda: (2_500_000_000, gpu))
    bar, control = StepProgress(), TrainerControl()
    bar.on_train_begin(None, TrainerState(max_steps=1), control)
    bar.on_step_end(None, TrainerState(max_steps=1, global_step=1), control)
    bar.on_log(None, TrainerState(max_steps=1, global_step=1), control, logs={"loss": 1.0})
    bar.on_train_end(None, TrainerState(), control)
    assert f"loss=1.000, {shown}" in capsys.readouterr().err


def test_a_log_before_the_start_is_no_fault() -> None:
    bar = StepProgress()
    bar.on_log(None, TrainerState(), TrainerControl(), logs={"loss": 1.0})
    bar.on_train_end(None, TrainerState(), TrainerControl())
