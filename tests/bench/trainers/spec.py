"""What one training run of the contest is given, as it travels to the process that does it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any


@dataclass(frozen=True)
class Spec:
    """One contestant's run. `folder` holds start/ (weights, tokenizer), adapter/ and rows.json, the same for everyone."""

    contestant: str
    folder: str
    method: str  # full | lora, and qlora where `shape` is given
    steps: int
    warm: int  # steps at the start that no time is taken of
    batch: int = 8
    learning_rate: float = 1e-3
    precision: str = "float32"  # | bfloat16
    shape: str = ""  # a model of gpu.SHAPES in place of the one in start/
    ramp: int = 2  # steps over which the learning rate rises
    checkpoint_steps: int = 1_000_000  # SecTune can not leave checkpoints out; the last one lies outside the clock

    def options(self) -> dict[str, Any]:
        """Trainer's options that everyone shares: optimizer, schedule, device, and nothing written or sent."""
        import torch

        return {
            "output_dir": mkdtemp(dir=self.folder), "max_steps": self.steps,
            "per_device_train_batch_size": self.batch, "learning_rate": self.learning_rate,
            "lr_scheduler_type": "cosine", "warmup_steps": self.ramp, "weight_decay": 0.0, "max_grad_norm": 1.0, "seed": 7,
            "bf16": self.precision == "bfloat16", "save_strategy": "no", "report_to": "none", "disable_tqdm": True,
            "use_cpu": not torch.cuda.is_available(),
        }  # fmt: skip

    def rows(self, side: str) -> Any:
        """The rows of `train` or `held_out`."""
        return json.loads((Path(self.folder) / "rows.json").read_text())[side]

    def dump(self) -> str:
        return json.dumps(asdict(self))


def load(text: str) -> Spec:
    """The Spec that `dump` wrote."""
    return Spec(**json.loads(text))
