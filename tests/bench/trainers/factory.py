"""LLaMA-Factory as a contestant: its own command's function, its defaults, tokens read from disk."""

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType

from datasets import Dataset, DatasetDict

from tests.bench.trainers.spec import Spec


def factory_defaults(spec: Spec) -> None:
    """`llamafactory-cli train` with supervised tuning: gradient checkpointing on, rows padded to multiples of 8."""
    # It imports torchaudio for sound alone, and the released wheels of that load with a CUDA build of torch only
    silent = ModuleType("torchaudio")
    silent.__spec__ = ModuleSpec("torchaudio", None)
    sys.modules["torchaudio"] = silent
    from llamafactory.train.tuner import run_exp

    folder, tokens = Path(spec.folder), mkdtemp(dir=spec.folder)
    rows = [row | {"attention_mask": [1] * len(row["input_ids"])} for row in spec.rows("train")]
    DatasetDict(train=Dataset.from_list(rows)).save_to_disk(tokens)
    adapter = {"adapter_name_or_path": str(folder / "adapter")} if spec.method == "lora" else {}
    run_exp({
        **spec.options(), **adapter, "stage": "sft", "do_train": True, "model_name_or_path": str(folder / "start"),
        "finetuning_type": spec.method, "template": "default", "dataset": "none", "tokenized_path": tokens,
        "disable_shuffling": True,
    })  # fmt: skip
