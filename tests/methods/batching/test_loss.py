"""The compact loss is the model's own loss: value, gradients, and sums over parts of a batch."""

from pathlib import Path
from typing import Any

import pytest
import torch

from stages.methods.batching.batches import collate
from stages.methods.batching.loss import mean_loss, supervised_loss
from stages.methods.models.adapters import adapt
from stages.methods.models.loading import load_base
from tests.tiny_model import LORA, PROFILE, rows

PLAIN = LORA.model_copy(update={"dropout": 0.0})


@pytest.fixture
def model(here: Path) -> Any:
    torch.manual_seed(0)
    adapted = adapt(load_base(PROFILE, 16, "cpu"), PLAIN, PROFILE, 6)
    for name, weight in adapted.named_parameters():
        if "lora_B" in name:  # zero at the start: no gradient would reach lora_A
            torch.nn.init.normal_(weight, std=0.05)
    return adapted


def gradients(model: Any, loss: torch.Tensor) -> dict[str, torch.Tensor]:
    model.zero_grad()
    loss.backward()
    return {name: weight.grad.clone() for name, weight in model.named_parameters() if weight.requires_grad}


@pytest.mark.parametrize("lengths", [[9], [12, 12], [7, 30, 18]])
def test_the_loss_of_padded_rows_is_the_models_own(model: Any, lengths: list[int]) -> None:
    batch = collate(rows(lengths))
    with torch.no_grad():
        assert float(supervised_loss(model, batch)) == pytest.approx(float(model(**batch).loss), rel=1e-6)


def test_the_gradients_of_padded_rows_are_the_models_own(model: Any) -> None:
    batch = collate(rows([7, 30, 18]))
    ours, own = gradients(model, supervised_loss(model, batch)), gradients(model, model(**batch).loss)
    assert len(ours) == 2 * 7 * 2  # A and B of seven modules in two layers
    for name, gradient in own.items():
        torch.testing.assert_close(ours[name], gradient, rtol=1e-4, atol=1e-7)
        assert gradient.abs().max() > 0


def test_what_stands_in_the_padding_changes_nothing(model: Any) -> None:
    batch = collate(rows([7, 30]))
    loss = supervised_loss(model, batch)
    batch["input_ids"][batch["attention_mask"] == 0] = 99
    assert torch.equal(supervised_loss(model, batch), loss)


def test_parts_divided_by_the_count_of_the_whole_add_up_to_the_whole(model: Any) -> None:
    made = rows([8, 20]) + rows([15, 33], supervised=7)
    whole = collate(made)
    parts = [collate(made[:2]), collate(made[2:])]
    total = gradients(model, supervised_loss(model, whole))
    model.zero_grad()
    for part in parts:
        supervised_loss(model, part, 22).backward()
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            torch.testing.assert_close(weight.grad, total[name], rtol=1e-4, atol=1e-7)


def test_the_mean_weighs_batches_by_their_supervised_tokens(model: Any) -> None:
    made = rows([8, 20]) + rows([33], supervised=15)
    apart = mean_loss(model, [collate(made[:2]), collate(made[2:])])
    assert apart == pytest.approx(mean_loss(model, [collate(made)]), rel=1e-6)


def test_the_mean_over_nothing_is_zero(model: Any) -> None:
    assert mean_loss(model, []) == 0.0
