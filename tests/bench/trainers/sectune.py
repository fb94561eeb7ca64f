"""SecTune as a contestant: its trainer, loss, batches and options, in the order of rows that everyone has."""

from contextlib import nullcontext
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace

import torch
from transformers import TrainingArguments

from stages.methods.batches import collate, flatten
from stages.methods.device import prepare
from stages.methods.segments import segmented
from stages.methods.trainer import Seal, SupervisedTrainer, options, quiet
from tests.bench.trainers.spec import Spec
from tests.bench.trainers.start import model_and_tokenizer


def sectune_padded(spec: Spec) -> None:
    """Rows of a batch padded to the longest."""
    _train(spec, flat=False)


def sectune_flattened(spec: Spec) -> None:
    """Rows of a batch end to end, attention by segments."""
    _train(spec, flat=True)


def _train(spec: Spec, flat: bool) -> None:
    device = prepare(1, 7)
    model, _ = model_and_tokenizer(spec)
    budget = SimpleNamespace(
        steps=spec.steps, batch_size=spec.batch, accumulation=1, warmup_steps=spec.ramp, checkpoint_steps=spec.checkpoint_steps
    )
    method = SimpleNamespace(learning_rate=spec.learning_rate)
    job = SimpleNamespace(state=Path(mkdtemp(dir=spec.folder)), budget=budget, method=method, seed=7, device=device)
    arguments = TrainingArguments(**options(job))  # of a Job, the fields that options are made of
    dtype = torch.bfloat16 if spec.precision == "bfloat16" else torch.float32
    with segmented(model) if flat else nullcontext():
        trainer = SupervisedTrainer(
            dtype, model=model, args=arguments, train_dataset=spec.rows("train"), data_collator=flatten if flat else collate
        )
        quiet(trainer)
        trainer.add_callback(Seal("bench"))
        trainer.train()
