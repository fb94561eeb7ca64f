"""transformers' Trainer as we use it: our loss, our order of rows, every option that decides a number written out."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from peft.helpers import disable_input_dtype_casting
from safetensors.torch import load_file, save_file
from torch.utils.data import SequentialSampler
from transformers import Trainer, TrainerCallback, TrainingArguments

from stages.core.process import processes, rank
from stages.core.tuning import Lora
from stages.methods import adapters
from stages.methods.checkpoints import seal
from stages.methods.kinds import state
from stages.methods.loss import supervised_loss
from stages.methods.parallel import gathered, scatter, wait

if TYPE_CHECKING:
    from stages.methods.sft import Job

# Triton kernels that change no formula; its cross-entropy stays off, ours is the smaller one (loss.py)
LIGER = {
    "rope": True, "rms_norm": True, "swiglu": True, "geglu": True, "cross_entropy": False, "fused_linear_cross_entropy": False,
}  # fmt: skip


class SupervisedTrainer(Trainer):
    """Rows come as they were laid out; the loss is the mean over the supervised tokens of the whole step."""

    def __init__(self, job: "Job", **options: Any) -> None:
        super().__init__(**options)
        self._job = job
        self.model_accepts_loss_kwargs = True  # the loss divides by the labels of the whole accumulated batch

    def train(self, *given: Any, **options: Any) -> Any:
        """Training; in bfloat16 without peft's detour by float32.

        It widens what enters an adapter to the float32 of the weights that train, and autocast narrows it again.
        """
        plain = isinstance(self._job.method, Lora) and self._job.method.kind != "dora"  # others use it outside of autocast too
        model: Any = self.model
        with disable_input_dtype_casting(model, plain and self._job.dtype == torch.bfloat16):
            return super().train(*given, **options)

    def _get_train_sampler(self, train_dataset: Any = None) -> SequentialSampler:
        return SequentialSampler(train_dataset or self.train_dataset)  # type: ignore[arg-type]  # the order is laid out already

    def compute_loss(
        self, model: Any, inputs: dict[str, Any], return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:  # fmt: skip
        """This process's part of the loss; times their number, because gradients are averaged over processes."""
        loss = supervised_loss(model, inputs, num_items_in_batch, self._job.dtype) * processes()
        penalty = adapters.penalty(self.model, self._job.method)  # of a step, not of a row: the same in every part of it
        return loss if penalty is None else loss + penalty / self._job.budget.accumulation

    def _save(self, output_dir: str | None = None, state_dict: Any = None) -> None:
        state.write(self.model, self._job.method, Path(str(output_dir)))

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        state.read(self.model, self._job.method, Path(resume_from_checkpoint))


class ShardedTrainer(SupervisedTrainer):
    """For a model that `parallel.shard` spread out: neither moved nor wrapped again, saved and loaded as whole tensors."""

    model: Any
    optimizer: Any
    lr_scheduler: Any

    def __init__(self, job: "Job", **options: Any) -> None:
        super().__init__(job, **options)
        self.is_distributed_loading_by_transformers = True  # "the model owns its placement": it is not wrapped in DDP

    def _move_model_to_device(self, model: Any, device: Any) -> None:
        """The weights lie where they were shared out to."""

    @contextmanager
    def _defer_fsdp_gradient_reduction(self) -> Iterator[None]:
        """Gradients are summed over processes with the last part of a step alone."""
        self.model.set_requires_gradient_sync(False)
        try:
            yield
        finally:
            self.model.set_requires_gradient_sync(True)

    def _save(self, output_dir: str | None = None, state_dict: Any = None) -> None:
        trained = gathered(self.model)
        if rank() == 0:
            Path(str(output_dir)).mkdir(parents=True, exist_ok=True)
            save_file(trained, Path(str(output_dir)) / state.FILE)

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        scatter(self.model, load_file(Path(resume_from_checkpoint) / state.FILE))

    def _save_optimizer_and_scheduler(self, output_dir: str) -> None:
        from torch.distributed.checkpoint.state_dict import StateDictOptions, get_optimizer_state_dict

        options = StateDictOptions(full_state_dict=True, cpu_offload=True)
        whole = get_optimizer_state_dict(self.model, self.optimizer, options=options)
        if rank() == 0:
            torch.save(whole, Path(output_dir) / "optimizer.pt")
            torch.save(self.lr_scheduler.state_dict(), Path(output_dir) / "scheduler.pt")

    def _load_optimizer_and_scheduler(self, checkpoint: str | None) -> None:
        from torch.distributed.checkpoint.state_dict import StateDictOptions, set_optimizer_state_dict

        if checkpoint is None:
            return
        whole = torch.load(Path(checkpoint) / "optimizer.pt", weights_only=True)
        set_optimizer_state_dict(self.model, self.optimizer, whole, options=StateDictOptions(full_state_dict=True))
        self.lr_scheduler.load_state_dict(torch.load(Path(checkpoint) / "scheduler.pt", weights_only=True))


class Seal(TrainerCallback):
    """Write the manifest once every process has written its part of the checkpoint."""

    def __init__(self, fingerprint: str) -> None:
        self._fingerprint = fingerprint

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Called in each process, after its files are written."""
        wait()
        if rank() == 0:
            seal(Path(args.output_dir) / f"checkpoint-{state.global_step}", self._fingerprint)
        wait()


def quiet(trainer: Trainer) -> None:
    """Take away the callbacks that print."""
    loud = {"PrinterCallback", "ProgressCallback"}
    trainer.callback_handler.callbacks = [c for c in trainer.callback_handler.callbacks if type(c).__name__ not in loud]


def options(job: "Job") -> dict[str, Any]:
    """What we ask of TrainingArguments. The batch of a step is shared out evenly over the processes."""
    cuda = job.device == "cuda"
    return {
        "output_dir": str(job.state), "max_steps": job.budget.steps,
        "per_device_train_batch_size": job.budget.batch_size // processes(),
        "gradient_accumulation_steps": job.budget.accumulation, "learning_rate": job.method.learning_rate,
        "lr_scheduler_type": "cosine", "warmup_steps": job.budget.warmup_steps,
        "optim": "adamw_torch_fused" if cuda else "adamw_torch", "weight_decay": 0.0,
        "adam_beta1": 0.9, "adam_beta2": 0.999, "adam_epsilon": 1e-8, "max_grad_norm": 1.0, "bf16": cuda, "fp16": False,
        "activation_checkpointing": False, "seed": job.seed, "data_seed": job.seed, "use_cpu": not cuda,
        "logging_steps": 1, "save_strategy": "steps", "save_steps": job.budget.checkpoint_steps,
        "save_total_limit": 2, "save_only_model": False, "ignore_data_skip": False, "eval_strategy": "no", "report_to": "none",
        "dataloader_num_workers": 0, "dataloader_drop_last": False, "remove_unused_columns": False, "disable_tqdm": True,
        "torch_compile": False, "dataloader_pin_memory": cuda, "average_tokens_across_devices": True,
        "ddp_backend": None if processes() == 1 else "nccl" if cuda else "gloo", "ddp_find_unused_parameters": False,
        "ddp_broadcast_buffers": False,
        "use_liger_kernel": cuda and find_spec("liger_kernel") is not None, "liger_kernel_config": LIGER,
    }  # fmt: skip


def arguments(job: "Job") -> TrainingArguments:
    """The arguments of a job; on the way the processes of `torchrun` find each other and take their devices."""
    made = TrainingArguments(**options(job))
    # One device a process, however many are visible: Trainer would wrap the model in DataParallel, n times the batch we set
    # would be taken a step, and the rows that were laid out would be used up n times as fast.
    made._n_gpu = 1
    return made
