"""SecTune as a contestant: its trainer, loss, batches and options, in the order of rows that everyone has."""

from contextlib import nullcontext
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

from stages.core.params import TrainBudget
from stages.core.tuning import Full, Lora
from stages.methods.batching.batches import collate, flatten
from stages.methods.batching.segments import segmented
from stages.methods.device import prepare
from stages.methods.kinds.lowrank import straight
from stages.methods.sft import Job
from stages.methods.trainer import Seal, SupervisedTrainer, arguments, quiet
from tests.bench.trainers.spec import Spec
from tests.bench.trainers.start import model_and_tokenizer


def sectune_padded(spec: Spec) -> None:
    """Rows of a batch padded to the longest."""
    _train(spec, flat=False)


def sectune_flattened(spec: Spec) -> None:
    """Rows of a batch end to end, attention by segments."""
    _train(spec, flat=True)


def sectune_plain(spec: Spec) -> None:
    """The same without the kernels of Liger, which this project uses where they are installed and does not install."""
    _train(spec, flat=True, kernels=False)


def _train(spec: Spec, flat: bool, kernels: bool = True) -> None:
    device = prepare(1, 7)
    model, _ = model_and_tokenizer(spec)
    bits: Literal[4, 16] = 4 if spec.method == "qlora" else 16
    method = (
        Full(learning_rate=spec.learning_rate) if spec.method == "full" else Lora(bits=bits, learning_rate=spec.learning_rate)
    )
    budget = TrainBudget(
        steps=spec.steps, batch_size=spec.batch, accumulation=1, warmup_steps=spec.ramp, checkpoint_steps=spec.checkpoint_steps
    )
    profile: Any = None  # the model is loaded already
    job = Job(profile, method, budget, 7, device, Path(mkdtemp(dir=spec.folder)), "bench", spec.precision)
    chosen = arguments(job)
    chosen.use_liger_kernel &= kernels
    with segmented(model) if flat else nullcontext(), straight(model, method, job.dtype):
        trainer = SupervisedTrainer(
            job, model=model, args=chosen, train_dataset=spec.rows("train"), data_collator=flatten if flat else collate
        )
        quiet(trainer)
        trainer.add_callback(Seal(job.fingerprint))
        trainer.train()
