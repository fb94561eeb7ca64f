"""From the name of a run to an engine: the base as it is, or with the adapter that training left."""

from pathlib import Path

import pytest
import torch

from stages.core.errors import UserError
from stages.core.params import load_params
from stages.engines.contract import Request
from stages.engines.open import open_run
from stages.methods.models.adapters import adapt
from stages.methods.models.loading import load_base
from tests.tiny_model import LORA, PROFILE, samples

ASKED = [Request(sample["messages"]) for sample in samples("test", 3)]


def leave_adapter(folder: Path, size: float) -> None:
    torch.manual_seed(0)
    model = adapt(load_base(PROFILE, 16, "cpu"), LORA, PROFILE, 6)
    for name, weight in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=size)
    model.save_pretrained(folder)


def test_a_run_that_tunes_nothing_is_the_base_model(here: Path) -> None:
    base = open_run(load_params(), "audit-base").generate(ASKED, 8)
    leave_adapter(here / "models/audit-lora", 0.0)
    assert open_run(load_params(), "audit-lora").generate(ASKED, 8) == base


def test_a_tuned_run_answers_with_its_adapter(here: Path) -> None:
    leave_adapter(here / "models/audit-lora", 1.0)
    base, tuned = (open_run(load_params(), name).generate(ASKED, 8) for name in ("audit-base", "audit-lora"))
    assert tuned != base


def test_a_run_that_is_not_trained_yet_is_a_users_mistake(here: Path) -> None:
    with pytest.raises(UserError, match="models/audit-lora"):
        open_run(load_params(), "audit-lora")


def test_an_unknown_run_is_a_users_mistake(here: Path) -> None:
    with pytest.raises(UserError, match="audit-lora"):
        open_run(load_params(), "audit-lore")
