"""Loading and adapting: precision, frozen base, targets that exist, 4-bit weights that are 4-bit."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from bitsandbytes.nn import Linear4bit

from stages.core.errors import UserError
from stages.methods.batching.batches import collate
from stages.methods.batching.loss import mean_loss, supervised_loss
from stages.methods.models.adapters import adapt, resolved
from stages.methods.models.loading import load_base, load_tuned
from tests.tiny_model import LORA, PROFILE, QLORA, TARGETS, rows


def four_bit(model: Any) -> dict[str, Linear4bit]:
    return {name: module for name, module in model.named_modules() if isinstance(module, Linear4bit)}


def one_step(model: Any) -> torch.Tensor:
    loss = supervised_loss(model, collate(rows([20, 30])))
    loss.backward()
    torch.optim.AdamW([weight for weight in model.parameters() if weight.requires_grad], lr=1e-2).step()
    return loss.detach()


def test_on_a_cpu_weights_are_float32(here: Path) -> None:
    assert {weight.dtype for weight in load_base(PROFILE, 16, "cpu").parameters()} == {torch.float32}


def test_every_target_is_adapted_in_every_layer(here: Path) -> None:
    assert resolved(adapt(load_base(PROFILE, 16, "cpu"), LORA, PROFILE, 6), LORA, PROFILE) == dict.fromkeys(TARGETS, "2/2")


def test_only_the_adapter_is_trained(here: Path) -> None:
    model = adapt(load_base(PROFILE, 16, "cpu"), LORA, PROFILE, 6)
    trained = [name for name, weight in model.named_parameters() if weight.requires_grad]
    assert len(trained) == 2 * 2 * len(TARGETS)
    assert all("lora_" in name for name in trained)


def test_a_fresh_adapter_leaves_the_model_as_it_is(here: Path) -> None:
    batch = collate(rows([20, 30]))
    base = load_base(PROFILE, 16, "cpu").eval()
    before = supervised_loss(base, batch)
    assert torch.equal(supervised_loss(adapt(base, LORA, PROFILE, 6).eval(), batch), before)


def test_a_target_that_matches_nothing_is_refused_with_the_names_there_are(here: Path) -> None:
    profile = replace(PROFILE, lora_targets=["q_proj", "qkv_fused"])
    with pytest.raises(UserError, match=r"catalog\.yaml:tiny\.lora_targets: qkv_fused match no module.*down_proj"):
        adapt(load_base(profile, 16, "cpu"), LORA, profile, 6)


def test_a_model_without_a_class_in_the_library_is_refused_though_it_brings_code(here: Path) -> None:
    config = {"model_type": "homemade", "architectures": ["HomemadeForCausalLM"], "auto_map": {"AutoConfig": "code.Homemade"}}
    (here / "models/tiny/config.json").write_text(json.dumps(config))
    (here / "models/tiny/code.py").write_text("raise SystemExit('it ran')\n")
    with pytest.raises(UserError, match=r"config\.json: .*; code that a model brings is never run, choose another model"):
        load_base(replace(PROFILE, architecture="HomemadeForCausalLM"), 16, "cpu")


def test_qlora_stores_the_linear_weights_in_four_bits(here: Path) -> None:
    weights = [module.weight for module in four_bit(load_base(PROFILE, 4, "cpu")).values()]
    assert len(weights) == 2 * len(TARGETS)
    assert {weight.dtype for weight in weights} == {torch.uint8}
    assert all(weight.numel() * 2 == weight.quant_state.shape.numel() for weight in weights)
    assert {weight.quant_state.quant_type for weight in weights} == {"nf4"}


def test_four_bit_weights_are_near_the_weights_they_stand_for(here: Path) -> None:
    from bitsandbytes.functional import dequantize_4bit

    full = dict(load_base(PROFILE, 16, "cpu").named_parameters())
    small = four_bit(load_base(PROFILE, 4, "cpu"))
    for name, module in small.items():
        weight = full[f"{name}.weight"].data
        back = dequantize_4bit(module.weight.data, module.weight.quant_state)
        assert 0 < float((back - weight).norm() / weight.norm()) < 0.15  # about 0.1 for a normal distribution


def test_every_adapter_of_a_four_bit_model_learns_also_after_an_evaluation(here: Path) -> None:
    torch.manual_seed(0)
    model = adapt(load_base(PROFILE, 4, "cpu"), QLORA, PROFILE, 6)
    mean_loss(model, [collate(rows([20]))])
    model.train()
    supervised_loss(model, collate(rows([20, 30]))).backward()
    learnt = {name: weight.grad for name, weight in model.named_parameters() if "lora_B" in name}
    assert learnt and all(gradient is not None and gradient.abs().max() > 0 for gradient in learnt.values())


def test_qlora_trains_its_adapter_and_leaves_the_four_bit_weights_alone(here: Path) -> None:
    torch.manual_seed(0)
    model = adapt(load_base(PROFILE, 4, "cpu"), QLORA, PROFILE, 6)
    stored = {name: module.weight.data.clone() for name, module in four_bit(model).items()}
    before, after = one_step(model), one_step(model)
    assert after < before
    assert stored and all(torch.equal(module.weight.data, stored[name]) for name, module in four_bit(model).items())


def test_a_saved_adapter_comes_back_as_it_was(here: Path) -> None:
    torch.manual_seed(0)
    model = adapt(load_base(PROFILE, 16, "cpu"), LORA, PROFILE, 6)
    one_step(model)
    model.eval().save_pretrained(here / "models/run")
    batch = collate(rows([20, 30]))
    again = load_tuned(PROFILE, LORA, here / "models/run", "cpu")
    assert torch.equal(supervised_loss(again, batch), supervised_loss(model, batch))
    assert not any(weight.requires_grad for weight in again.parameters())
