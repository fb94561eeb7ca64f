"""Contestants that are libraries: transformers' Trainer and TRL's SFTTrainer, each as it is and as it can be set best."""

from importlib.util import find_spec
from itertools import cycle, islice
from typing import Any

import torch
from datasets import Dataset
from transformers import (
    DataCollatorForSeq2Seq,
    DataCollatorWithFlattening,
    Trainer,
    TrainingArguments,
)

from tests.bench.trainers.rows import LONGEST, Row
from tests.bench.trainers.spec import Spec
from tests.bench.trainers.start import model_and_tokenizer


def trainer_defaults(spec: Spec) -> None:
    """transformers' Trainer with the padding collator its examples use; every score is made and kept."""
    model, tokenizer = model_and_tokenizer(spec)
    _trainer(spec, model, DataCollatorForSeq2Seq(tokenizer))


def trainer_flattened(spec: Spec) -> None:
    """The same with transformers' padding-free collator."""
    _trainer(spec, model_and_tokenizer(spec)[0], DataCollatorWithFlattening())


def _trainer(spec: Spec, model: Any, collator: Any) -> None:
    # Rows go in the order they lie in, as for everyone
    arguments = TrainingArguments(**spec.options(), train_sampling_strategy="sequential")
    Trainer(model, arguments, data_collator=collator, train_dataset=Dataset.from_list(spec.rows("train"))).train()


def trl_defaults(spec: Spec) -> None:
    """SFTTrainer as it comes (gradient checkpointing on), but for its bfloat16: precision is the same for everyone."""
    _trl(spec)


def trl_padding_free(spec: Spec) -> None:
    """SFTTrainer without checkpointing and without padding: the same rows in each step as everyone has."""
    _trl(spec, gradient_checkpointing=False, padding_free=True, max_length=None)


def trl_packed(spec: Spec) -> list[Row]:
    """SFTTrainer's packing, without checkpointing: about as many tokens a step, other rows in it. Returns those of the clock."""
    trainer = _trl(
        spec, gradient_checkpointing=False, packing=True, max_length=LONGEST, per_device_train_batch_size=spec.batch // 4
    )
    batches = islice(cycle(trainer.get_train_dataloader()), spec.warm, spec.steps)
    return [{name: batch[name].flatten().tolist() for name in ("input_ids", "labels")} for batch in batches]


def _trl(spec: Spec, **changes: Any) -> Trainer:
    from trl import SFTConfig, SFTTrainer

    model, tokenizer = model_and_tokenizer(spec)
    liger = torch.cuda.is_available() and find_spec("liger_kernel") is not None  # as we do
    arguments = SFTConfig(**spec.options() | changes, train_sampling_strategy="sequential", use_liger_kernel=liger)
    trainer = SFTTrainer(model, arguments, train_dataset=Dataset.from_list(spec.rows("train")), processing_class=tokenizer)
    trainer.train()
    return trainer
