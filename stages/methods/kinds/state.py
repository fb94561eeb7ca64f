"""What a checkpoint keeps of the model: every weight that trains, to the bit, and what AdaLoRA remembers.

peft's own files keep what is needed to use an adapter, not to go on training it: of a prompt that a network makes only the
prompt, of matrices with falling ranks only the ranks that are left.
"""

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from stages.core.tuning import Adalora, Method
from stages.methods.kinds import adalora

FILE = "trained.safetensors"
_BESIDE = "allocation/"


def write(model: Any, method: Method, folder: Path) -> None:
    """Keep the model's state in a checkpoint folder."""
    kept = {name: weight.detach() for name, weight in model.named_parameters() if weight.requires_grad}
    if isinstance(method, Adalora):
        kept |= {_BESIDE + name: value for name, value in adalora.state(model).items()}
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in kept.items()}, folder / FILE)


@torch.no_grad()
def read(model: Any, method: Method, folder: Path) -> None:
    """Give the model the state that a checkpoint kept. Raises KeyError for a weight that it does not have."""
    kept = load_file(folder / FILE)
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            weight.copy_(kept[name])
    if isinstance(method, Adalora):
        beside = {name.removeprefix(_BESIDE): value for name, value in kept.items() if name.startswith(_BESIDE)}
        adalora.restore(model, beside)
