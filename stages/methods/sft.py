"""Supervised fine-tuning: transformers' Trainer over rows that are already tokens, labels and order.

Every option that decides a number is written out, so a changed default of the library changes nothing here.
"""

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import torch
from torch.utils.data import SequentialSampler
from transformers import AutoConfig, Trainer, TrainerCallback, TrainingArguments

from stages.core.params import TrainBudget
from stages.core.tuning import Tuned as Tuning
from stages.methods import adapters
from stages.methods.batches import Encoded, collate, schedule
from stages.methods.checkpoints import newest_whole, seal
from stages.methods.kinds import state
from stages.methods.loading import exact_dtype, load_base
from stages.methods.loss import mean_loss, supervised_loss
from stages.methods.progress import StepProgress
from stages.methods.refusals import refuse
from stages.prompting.catalog import Profile, check_files
from stages.prompting.tokens import IGNORE

EVAL_BATCH = 8
CURVE_EVERY = 5  # optimiser steps that one point of the training curve is the mean of


class Job(NamedTuple):
    """Everything that decides a training run; `state` is where checkpoints lie until it is done."""

    profile: Profile
    method: Tuning
    budget: TrainBudget
    seed: int
    device: str
    state: Path
    fingerprint: str
    precision: str  # float32 or bfloat16, of a CPU; a GPU multiplies in bfloat16

    @property
    def dtype(self) -> torch.dtype:
        """What matrices are multiplied in."""
        return torch.bfloat16 if self.device == "cuda" or self.precision == "bfloat16" else torch.float32


class Tuned(NamedTuple):
    """A trained model with its curve [{step, loss, learning_rate}] and the numbers for the training report."""

    model: Any
    curve: list[dict[str, float]]
    numbers: dict[str, Any]


def train(job: Job, rows: Sequence[Encoded], held_out: Sequence[Encoded]) -> Tuned:
    """Tune the base model on `rows`; resumes from the newest whole checkpoint of the same job."""
    config = AutoConfig.from_pretrained(check_files(job.profile), trust_remote_code=False, local_files_only=True)
    refuse(job.method, job.profile, config, job.device, packing=False)
    dtype = exact_dtype(job.profile, job.dtype) if job.method.whole else job.dtype
    base = load_base(job.profile, job.method.stored_bits, job.device, dtype)
    hits = adapters.hits(base, job.method, job.profile)
    torch.manual_seed(job.seed)  # the adapter starts from the seed, whatever loading drew before
    model = adapters.adapt(base, job.method, job.profile, job.budget.steps)
    validation = [_on(collate(held_out[at : at + EVAL_BATCH]), job.device) for at in range(0, len(held_out), EVAL_BATCH)]
    before = mean_loss(model, validation, job.dtype)
    torch.manual_seed(job.seed)

    effective = job.budget.batch_size * job.budget.accumulation
    ordered = schedule(rows, job.budget.steps, effective, job.seed)
    trainer = _Trainer(job, model=model, args=_arguments(job), train_dataset=ordered, data_collator=collate)
    trainer.model_accepts_loss_kwargs = True  # the loss divides by the labels of the whole accumulated batch
    trainer.callback_handler.callbacks = [c for c in trainer.callback_handler.callbacks if not _chatty(c)]
    for callback in (*adapters.callbacks(model, job.method), StepProgress(), _Seal(job.fingerprint)):
        trainer.add_callback(callback)
    resume = newest_whole(job.state, job.fingerprint)
    trainer.train(resume_from_checkpoint=str(resume) if resume else None)

    trainable = sum(p.numel() for p in model.parameters() if p.requires_grad)
    total = sum(p.numel() for p in model.parameters())
    adapters.settle(model, job.method)
    numbers = {
        "steps": job.budget.steps, "samples_seen": len(ordered), "samples": len(rows),
        "supervised_tokens_seen": sum(label != IGNORE for row in ordered for label in row["labels"]),
        "tokens_seen": sum(len(row["labels"]) for row in ordered),
        "trainable_parameters": trainable, "parameters": total, "adapted_modules": hits,
        "validation_loss_before": before, "validation_loss_after": mean_loss(model, validation, job.dtype),
    }  # fmt: skip
    return Tuned(model, _curve(trainer.state.log_history), numbers)


class _Trainer(Trainer):
    def __init__(self, job: Job, **options: Any) -> None:
        super().__init__(**options)
        self._job = job

    def _get_train_sampler(self, train_dataset: Any = None) -> SequentialSampler:
        return SequentialSampler(train_dataset or self.train_dataset)  # type: ignore[arg-type]  # the order is laid out already

    def compute_loss(
        self, model: Any, inputs: dict[str, Any], return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:  # fmt: skip
        loss = supervised_loss(model, inputs, num_items_in_batch, self._job.dtype)
        penalty = adapters.penalty(self.model, self._job.method)
        return loss if penalty is None else loss + penalty / self._job.budget.accumulation

    def _save(self, output_dir: str | None = None, state_dict: Any = None) -> None:
        state.write(self.model, self._job.method, Path(output_dir or self._job.state))

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        state.read(self.model, self._job.method, Path(resume_from_checkpoint))


class _Seal(TrainerCallback):
    """Write the manifest once Trainer has written the whole checkpoint."""

    def __init__(self, fingerprint: str) -> None:
        self._fingerprint = fingerprint

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        seal(Path(args.output_dir) / f"checkpoint-{state.global_step}", self._fingerprint)


def _curve(history: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """Means over windows of steps, from the loss of each one: Trainer's own means forget, on resuming, the steps between
    the last mean and the checkpoint."""
    logged = [entry for entry in history if "loss" in entry]
    windows = [logged[at : at + CURVE_EVERY] for at in range(0, len(logged), CURVE_EVERY)]
    return [
        {
            "step": window[-1]["step"],
            "loss": fmean(entry["loss"] for entry in window),
            "learning_rate": window[-1]["learning_rate"],
        }
        for window in windows
    ]


def _arguments(job: Job) -> TrainingArguments:
    arguments = TrainingArguments(
        output_dir=str(job.state), max_steps=job.budget.steps, per_device_train_batch_size=job.budget.batch_size,
        gradient_accumulation_steps=job.budget.accumulation, learning_rate=job.method.learning_rate,
        lr_scheduler_type="cosine", warmup_steps=job.budget.warmup_steps, optim="adamw_torch", weight_decay=0.0,
        adam_beta1=0.9, adam_beta2=0.999, adam_epsilon=1e-8, max_grad_norm=1.0, bf16=job.device == "cuda", fp16=False,
        activation_checkpointing=False, seed=job.seed, data_seed=job.seed, use_cpu=job.device == "cpu",
        logging_steps=1, save_strategy="steps", save_steps=job.budget.checkpoint_steps,
        save_total_limit=2, save_only_model=False, ignore_data_skip=False, eval_strategy="no", report_to="none",
        dataloader_num_workers=0, dataloader_drop_last=False, remove_unused_columns=False, disable_tqdm=True,
        torch_compile=False, dataloader_pin_memory=job.device == "cuda",
    )  # fmt: skip
    # One device, however many are visible: Trainer would wrap the model in DataParallel, n times the batch we set would
    # be taken a step, and the rows that were laid out would be used up n times as fast.
    arguments._n_gpu = 1
    return arguments


def _chatty(callback: Any) -> bool:
    return type(callback).__name__ in {"PrinterCallback", "ProgressCallback"}


def _on(batch: dict[str, torch.Tensor], device: str) -> dict[str, torch.Tensor]:
    return {name: tensor.to(device) for name, tensor in batch.items()}
