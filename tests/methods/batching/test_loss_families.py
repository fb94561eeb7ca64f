"""The compact loss is the model's own where the model has its own ways: soft caps, scales, routers, virtual tokens, odd heads."""

from typing import Any

import pytest
import torch
from peft import LoraConfig, PrefixTuningConfig, PromptEncoderConfig, PromptTuningConfig, get_peft_model

from stages.core.errors import UserError
from stages.methods.batching.batches import collate
from stages.methods.batching.loss import supervised_loss
from stages.prompting.tokens import IGNORE
from tests.methods.batching.families import MAKERS, RESHAPING, gradients, make
from tests.tiny_model import rows

ROWS = [{key: [token % 120 if token >= 0 else token for token in row[key]] for key in row} for row in rows([6, 19, 11])]


def assert_own(model: Any) -> None:
    """Loss and gradients are those of the model's own loss over the whole padded batch."""
    batch = collate(ROWS)
    loss, own = supervised_loss(model, batch), model(**batch, use_cache=False).loss
    assert float(loss.detach()) == pytest.approx(float(own.detach()), rel=1e-6)
    ours, wanted = gradients(model, loss), gradients(model, own)
    assert ours.keys() == wanted.keys() and ours
    for name, gradient in wanted.items():
        torch.testing.assert_close(ours[name], gradient, rtol=1e-4, atol=1e-6, msg=name)


@pytest.mark.parametrize("family", [*MAKERS, *RESHAPING])
def test_value_and_gradients_are_the_models_own(family: str) -> None:
    assert_own(make(family))


PROMPTS = {
    "prompt": PromptTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=5),
    "p": PromptEncoderConfig(task_type="CAUSAL_LM", num_virtual_tokens=5, encoder_hidden_size=16),
    "prefix": PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=5),
}


@pytest.mark.parametrize("kind", PROMPTS)
@pytest.mark.parametrize("family", ["llama", "qwen3"])
def test_virtual_tokens_are_not_counted_and_not_left_out(kind: str, family: str) -> None:
    torch.manual_seed(1)
    base = make(family)
    alone = float(supervised_loss(base, collate(ROWS)).detach())
    tuned = get_peft_model(base, PROMPTS[kind]).eval()
    assert_own(tuned)
    assert abs(float(supervised_loss(tuned, collate(ROWS)).detach()) - alone) > 1e-3


@pytest.mark.parametrize("family", ["llama", "gemma"])  # a head of its own, and one that is the embedding too
def test_an_adapter_on_the_head_is_trained(family: str) -> None:
    tuned = get_peft_model(make(family), LoraConfig(r=2, target_modules=["q_proj", "lm_head"], task_type="CAUSAL_LM")).eval()
    for name, weight in tuned.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=0.1)
    assert_own(tuned)
    assert any("lm_head" in name for name in gradients(tuned, supervised_loss(tuned, collate(ROWS))))


def test_a_head_kept_as_a_copy_is_trained() -> None:
    assert_own(get_peft_model(make("llama"), LoraConfig(r=2, target_modules=["q_proj"], modules_to_save=["lm_head"])).eval())


def test_a_batch_without_a_supervised_label_has_no_loss_and_gradients_of_zero() -> None:
    model, batch = make("llama"), collate(ROWS)
    batch["labels"].fill_(IGNORE)
    loss = supervised_loss(model, batch)
    assert float(loss.detach()) == 0.0
    found = gradients(model, loss)
    assert len(found) == len(list(model.parameters())) and all(not gradient.any() for gradient in found.values())


def test_the_head_sees_the_supervised_positions_alone() -> None:
    model, seen = make("llama"), []
    model.lm_head.register_forward_hook(lambda _, given, out: seen.append(tuple(out.shape)))
    supervised_loss(model, collate(ROWS))
    assert seen == [(1, 3 * 4, 120)]


def test_the_hook_is_gone_afterwards_whatever_happens() -> None:
    model, batch = make("llama"), collate(ROWS)
    supervised_loss(model, batch)
    with pytest.raises(IndexError):
        supervised_loss(model, batch | {"input_ids": torch.full((3, 19), 10_000)})
    assert not model.lm_head._forward_pre_hooks


def test_a_model_without_a_head_of_its_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    model = make("llama")
    monkeypatch.setattr(model, "get_output_embeddings", lambda: None)
    with pytest.raises(UserError, match="models of type llama do not score through one output head"):
        supervised_loss(model, collate(ROWS))


def test_router_losses_of_parts_add_up_to_their_mean_by_labels() -> None:
    model = make("mixtral")
    parts = [collate(ROWS[:1]), collate(ROWS[1:])]
    apart = [float(supervised_loss(model, part).detach()) for part in parts]
    together = sum(float(supervised_loss(model, part, 12).detach()) for part in parts)
    assert together == pytest.approx((apart[0] * 4 + apart[1] * 8) / 12, rel=1e-6)
