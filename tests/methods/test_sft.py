"""Training on two real layers: it learns, it stops, it resumes to the byte, and damage never passes for progress."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import torch
from transformers import TrainingArguments

from stages.core.errors import UserError
from stages.core.params import TrainBudget
from stages.core.tuning import Tuned as Tuning
from stages.engines.contract import Request
from stages.engines.hf import HFEngine
from stages.methods.batching.batches import Encoded, collate, encode, schedule
from stages.methods.device import prepare
from stages.methods.sft import Job, Tuned, train
from stages.methods.trainer import arguments
from stages.prompting.catalog import Profile
from stages.prompting.tokens import IGNORE, Tokens
from tests.architectures import make_architecture
from tests.methods.kinds import KINDS
from tests.tiny_model import ANSWERS, LORA, PROFILE, QLORA, budget, rows, samples

SIX_STEPS = budget()
ROWS = rows([12, 30, 18, 25]) + rows([9, 40, 21, 33], supervised=7)
HELD_OUT = rows([14, 28])


class Result(NamedTuple):
    """What a training leaves, in a form that compares to the byte."""

    weights: str
    curve: list[dict[str, float]]
    numbers: dict[str, Any]


def tune(
    state: Path, method: Tuning = LORA, budget: TrainBudget = SIX_STEPS, fingerprint: str = "a", profile: Profile = PROFILE
) -> Tuned:  # fmt: skip
    prepare(1, 7)
    return train(Job(profile, method, budget, 7, "cpu", state, fingerprint, "float32"), ROWS, HELD_OUT)


def result(tuned: Tuned) -> Result:
    digest = hashlib.sha256()
    for name, weight in sorted(tuned.model.named_parameters()):
        if weight.requires_grad:
            digest.update(name.encode() + weight.detach().numpy().tobytes())
    return Result(digest.hexdigest(), tuned.curve, tuned.numbers)


@pytest.fixture(scope="module")
def done(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """An undisturbed run of six steps: its folder, with the checkpoints of steps 4 and 6, and its result."""
    root = tmp_path_factory.mktemp("done")
    shutil.copytree(tiny_model, root / "models/tiny")
    with chdir(root):
        return root, result(tune(Path("state")))


@pytest.fixture
def again(done: tuple[Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the undisturbed run's folder, entered; returns its state."""
    shutil.copytree(done[0], tmp_path / "again")
    monkeypatch.chdir(tmp_path / "again")
    return Path("state")


def flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "rng_state.pth": Path.unlink, "optimizer.pt": Path.unlink, "scheduler.pt": Path.unlink,
    "trained.safetensors": flip, "manifest.json": Path.unlink, "trainer_state.json": flip,
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_checkpoint_is_set_aside_and_the_one_before_gives_the_same_bytes(
    name: str, done: tuple[Path, Result], again: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    DAMAGES[name](again / "checkpoint-6" / name)
    assert result(tune(again)) == done[1]
    assert (
        f"checkpoint-6 set aside as damaged-checkpoint-6: {'no ' if name == 'manifest.json' else ''}{name}"
        in capsys.readouterr().err
    )


def test_a_run_killed_after_its_last_step_ends_with_the_same_bytes(done: tuple[Path, Result], again: Path) -> None:
    assert result(tune(again)) == done[1]
    assert not list(again.glob("damaged-*"))


def test_checkpoints_of_other_settings_are_not_taken(done: tuple[Path, Result], again: Path) -> None:
    assert result(tune(again, fingerprint="b")) == done[1]
    assert len(list(again.glob("damaged-*"))) == 2


@pytest.mark.parametrize("every", [1, 4, 7])
def test_the_curve_of_a_resumed_run_is_the_undisturbed_one_wherever_the_checkpoint_lies(every: int, here: Path) -> None:
    wanted = budget(steps=12, checkpoint_steps=every)
    whole = result(tune(Path("state"), budget=wanted))
    newest = max(Path("state").glob("checkpoint-*"), key=lambda path: int(path.name[11:]))
    shutil.rmtree(newest)
    assert result(tune(Path("state"), budget=wanted)) == whole


def test_a_resumed_qlora_run_gives_the_same_bytes(here: Path) -> None:
    whole = result(tune(Path("state"), QLORA))
    shutil.rmtree("state/checkpoint-6")
    assert result(tune(Path("state"), QLORA)) == whole


def test_a_base_in_four_bits_has_as_many_parameters_as_in_sixteen(done: tuple[Path, Result], here: Path) -> None:
    numbers = tune(Path("state"), QLORA).numbers
    assert [numbers[key] - done[1].numbers[key] for key in ("parameters", "trainable_parameters")] == [0, 0]


def test_the_same_job_gives_the_same_bytes_and_another_seed_does_not(done: tuple[Path, Result], here: Path) -> None:
    assert result(tune(Path("first"))) == done[1]
    prepare(1, 8)
    other = train(Job(PROFILE, LORA, budget(), 8, "cpu", Path("second"), "a", "float32"), ROWS, HELD_OUT)
    assert result(other).weights != done[1].weights


def test_two_batches_of_two_train_like_one_of_four(here: Path) -> None:
    plain = LORA.model_copy(update={"dropout": 0.0})
    parts = tune(Path("parts"), plain, budget(batch_size=2, accumulation=2))
    whole = tune(Path("whole"), plain, budget(batch_size=4, accumulation=1))
    for (name, one), (_, other) in zip(parts.model.named_parameters(), whole.model.named_parameters(), strict=True):
        torch.testing.assert_close(one, other, rtol=1e-3, atol=1e-5, msg=name)
    assert [point["loss"] for point in parts.curve] == pytest.approx([point["loss"] for point in whole.curve], rel=1e-4)


def test_rows_are_trained_on_in_the_order_laid_out(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Encoded] = []

    def watched(batch: Sequence[Encoded]) -> dict[str, torch.Tensor]:
        seen.extend(batch)
        return collate(batch)

    monkeypatch.setattr("stages.methods.sft.collate", watched)
    tune(Path("state"))
    assert seen[len(HELD_OUT) :] == schedule(ROWS, 6, 2, 7)


def test_rows_end_to_end_train_like_padded_ones_and_the_model_attends_as_before_afterwards(here: Path) -> None:
    plain, sizes = LORA.model_copy(update={"dropout": 0.0, "learning_rate": 2e-3}), budget(batch_size=4, accumulation=2)
    padded = tune(Path("padded"), plain, sizes)
    flat = tune(Path("flat"), plain, sizes, profile=replace(PROFILE, packing=True))
    for (name, one), (_, other) in zip(flat.model.named_parameters(), padded.model.named_parameters(), strict=True):
        torch.testing.assert_close(one, other, rtol=1e-5, atol=2e-6, msg=name)
    assert flat.numbers["validation_loss_after"] == pytest.approx(padded.numbers["validation_loss_after"], rel=1e-6)
    assert (padded.numbers["batches"], flat.numbers["batches"]) == ("padded", "flattened")
    assert 0 < padded.numbers["padding_share"] < 0.5 and flat.numbers["padding_share"] == 0.0
    assert flat.model.config._attn_implementation == padded.model.config._attn_implementation == "sdpa"


def test_a_profile_that_packs_rows_its_model_would_mix_ends_before_the_first_step(here: Path) -> None:
    profile = replace(make_architecture("Lfm2ForCausalLM", here), packing=True)
    with pytest.raises(UserError, match=f"{profile.name}.packing: true, but its layers mix tokens by more than attention"):
        tune(Path("state"), profile=profile)
    assert not Path("state").exists()


def test_learnt_prompts_are_trained_on_rows_apart_where_the_profile_packs(here: Path) -> None:
    assert tune(Path("state"), KINDS["prompt_tuning"], profile=replace(PROFILE, packing=True)).numbers["batches"] == "padded"


def test_adalora_is_refused_a_run_of_one_step_and_trains_in_two(here: Path) -> None:
    with pytest.raises(UserError, match="kind adalora with model tiny: it takes ranks away by what an earlier step taught"):
        tune(Path("state"), KINDS["adalora"], budget(steps=1))
    assert tune(Path("state"), KINDS["adalora"], budget(steps=2)).numbers["steps"] == 2


class OfTwo(TrainingArguments):
    """As transformers makes them where two GPUs are visible."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._n_gpu = 2


def test_a_step_takes_one_batch_however_many_gpus_are_visible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert OfTwo(str(tmp_path), per_device_train_batch_size=2, use_cpu=True).train_batch_size == 4
    monkeypatch.setattr("stages.methods.trainer.TrainingArguments", OfTwo)
    made = arguments(Job(PROFILE, LORA, SIX_STEPS, 7, "cpu", tmp_path, "a", "float32"))
    assert (made.n_gpu, made.train_batch_size) == (1, SIX_STEPS.batch_size)


def test_the_report_counts_what_was_seen(done: tuple[Path, Result]) -> None:
    numbers = done[1].numbers
    supervised = sum(label != IGNORE for row in schedule(ROWS, 6, 2, 7) for label in row["labels"])
    assert {key: numbers[key] for key in ("steps", "samples_seen", "samples", "supervised_tokens_seen")} == {
        "steps": 6, "samples_seen": 12, "samples": 8, "supervised_tokens_seen": supervised,
    }  # fmt: skip
    assert numbers["adapted_modules"] == dict.fromkeys(PROFILE.lora_targets, "2/2")


def test_the_report_tells_the_loss_before_and_after(here: Path) -> None:
    prepare(1, 7)
    tuned = train(Job(PROFILE, LORA, budget(steps=30), 7, "cpu", Path("state"), "a", "float32"), ROWS, ROWS)
    assert tuned.numbers["validation_loss_after"] < tuned.numbers["validation_loss_before"] - 1


def test_the_learning_rate_warms_up_and_falls_to_zero(here: Path) -> None:
    curve = tune(Path("state"), budget=budget(steps=20, warmup_steps=5)).curve
    rates = [point["learning_rate"] for point in curve]
    assert rates == sorted(rates[:2]) + sorted(rates[2:], reverse=True)
    assert max(rates) <= LORA.learning_rate and rates[-1] < LORA.learning_rate / 50


@pytest.mark.slow
def test_a_tuned_model_answers_what_it_was_taught_and_stops(here: Path) -> None:
    prepare(1, 7)
    taught, tokens = samples("train", 4), Tokens(PROFILE)
    method = LORA.model_copy(update={"r": 16, "alpha": 32, "dropout": 0.0, "learning_rate": 5e-3})
    job = Job(PROFILE, method, budget(steps=160, batch_size=4, checkpoint_steps=160), 7, "cpu", Path("state"), "a", "float32")
    tuned = train(job, encode(taught, tokens), [])
    answers = HFEngine(tuned.model, tokens).generate([Request(sample["messages"]) for sample in taught], 16)
    assert [answer.text for answer in answers] == ANSWERS
    assert {answer.finish_reason for answer in answers} == {"stop"}
