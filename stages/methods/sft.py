"""Supervised fine-tuning: transformers' Trainer over rows that are already tokens, labels and order."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import torch
from transformers import Trainer, TrainingArguments

from stages.core.params import TrainBudget
from stages.core.process import processes, rank
from stages.core.tuning import Tuned as Tuning
from stages.methods.batching.batches import Encoded, collate, flatten, padding_share, schedule
from stages.methods.batching.loss import mean_loss
from stages.methods.batching.segments import check_exact, end_to_end, segmented
from stages.methods.checkpoints import newest_whole
from stages.methods.kinds.lowrank import straight
from stages.methods.models import adapters
from stages.methods.models.loading import exact_dtype, load_base, load_config
from stages.methods.parallel import agreed, check_size, check_started, gathered, shard, sharded
from stages.methods.progress import StepProgress
from stages.methods.refusals import refuse
from stages.methods.trainer import Seal, ShardedTrainer, SupervisedTrainer, arguments, quiet
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
    parallel: str = "ddp"  # or fsdp: what several processes share, the rows alone or the weights too

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
    check_size(job.budget.batch_size, job.method.stored_bits, job.parallel)
    args = arguments(job)
    check_started()
    config = load_config(check_files(job.profile))
    longest = max((len(row["input_ids"]) for row in (*rows, *held_out)), default=0)
    refuse(job.method, job.profile, config, job.device, job.budget.steps, longest, sharded(job.parallel))
    model, hits = _prepared(job)
    flat = end_to_end(job.method, job.profile)
    if flat:
        check_exact(model, job.profile.name)
    sizes = {"trainable_parameters": _count(weight for weight in model.parameters() if weight.requires_grad)}
    sizes["parameters"] = _count(model.parameters())
    if sharded(job.parallel):
        sizes["parameters_per_process"] = shard(model, job.device)
    batched = flatten if flat else collate
    validation = [_on(batched(held_out[at : at + EVAL_BATCH]), job.device) for at in range(0, len(held_out), EVAL_BATCH)]
    ordered = schedule(rows, job.budget.steps, job.budget.batch_size * job.budget.accumulation, job.seed)
    with segmented(model) if flat else nullcontext(), straight(model, job.method, job.dtype):
        before = mean_loss(model, validation, job.dtype)
        trainer = _trained(job, args, model, ordered, batched)
        adapters.settle(model, job.method)
        after = mean_loss(model, validation, job.dtype)
    numbers = {
        "steps": job.budget.steps, "samples_seen": len(ordered), "samples": len(rows),
        "supervised_tokens_seen": sum(_supervised(row) for row in ordered),
        "tokens_seen": sum(len(row["labels"]) for row in ordered), "adapted_modules": hits, "processes": processes(),
        "batches": "flattened" if flat else "padded",
        "padding_share": 0.0 if flat else padding_share(ordered, args.per_device_train_batch_size),
        "validation_loss_before": before, "validation_loss_after": after,
    }  # fmt: skip
    return Tuned(_whole(job, model), _curve(trainer.state.log_history), sizes | numbers)


def _prepared(job: Job) -> tuple[Any, dict[str, str]]:
    """The base model with what is to be trained on it, and how many modules each name hit of how many."""
    dtype = exact_dtype(job.profile, job.dtype) if job.method.whole else job.dtype
    base = load_base(job.profile, job.method.stored_bits, job.device, dtype)
    torch.manual_seed(job.seed)  # the adapter starts from the seed, whatever loading drew before
    model = adapters.adapt(base, job.method, job.profile, job.budget.steps)
    return model, adapters.resolved(model, job.method, job.profile)


def _trained(job: Job, args: TrainingArguments, model: Any, ordered: list[Encoded], batched: Any) -> Trainer:
    """The trainer after its last step."""
    torch.manual_seed(job.seed)
    kind = ShardedTrainer if sharded(job.parallel) else SupervisedTrainer
    trainer = kind(job, model=model, args=args, train_dataset=ordered, data_collator=batched)
    quiet(trainer)
    size = job.budget.batch_size * job.budget.accumulation
    steps = [sum(map(_supervised, ordered[at : at + size])) for at in range(0, len(ordered), size)]
    if rank() == 0:
        trainer.add_callback(StepProgress(steps))
    for callback in (*adapters.callbacks(model, job.method), Seal(job.fingerprint)):
        trainer.add_callback(callback)
    resume = agreed(newest_whole(job.state, job.fingerprint) if rank() == 0 else None)
    trainer.train(resume_from_checkpoint=str(resume) if resume else None)
    return trainer


def _whole(job: Job, model: Any) -> Any:
    """The model in one piece: a sharded one is loaded again in the first process and given what was trained."""
    if not sharded(job.parallel):
        return model
    trained = gathered(model)
    if rank() > 0:
        return None
    whole, _ = _prepared(job)
    whole.load_state_dict(trained, strict=False)
    return whole.eval()


def _count(weights: Iterable[torch.Tensor]) -> int:
    """How many numbers there are; a weight held in 4 bits keeps two of them in a byte."""
    return sum(state.shape.numel() if (state := getattr(one, "quant_state", None)) else one.numel() for one in weights)


def _supervised(row: Encoded) -> int:
    return sum(label != IGNORE for label in row["labels"][1:])


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


def _on(batch: dict[str, Any], device: str) -> dict[str, Any]:
    return {name: value.to(device) if isinstance(value, torch.Tensor) else value for name, value in batch.items()}
