"""Rows laid end to end train like rows apart: the same loss and the same gradients, in every family of the catalog."""

from dataclasses import replace

import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention
from transformers import Lfm2Config, Lfm2ForCausalLM

from stages.core.errors import UserError
from stages.methods.batching.batches import collate, flatten
from stages.methods.batching.loss import supervised_loss
from stages.methods.batching.segments import attend, check_exact, end_to_end, segmented
from tests.methods.batching.families import MAKERS, WINDOW, gradients, make
from tests.methods.kinds import KINDS, PROMPTS
from tests.tiny_model import PROFILE, rows

LENGTHS = [5, 21, 9, 34]  # shorter and longer than the window
ROWS = [{key: [token % 120 if token >= 0 else token for token in row[key]] for key in row} for row in rows(LENGTHS)]


@pytest.mark.parametrize("family", MAKERS)
def test_rows_end_to_end_have_the_loss_and_gradients_of_padded_rows(family: str) -> None:
    model = make(family)
    padded = supervised_loss(model, collate(ROWS))
    wanted = gradients(model, padded)
    with segmented(model):
        flat = supervised_loss(model, flatten(ROWS))
        found = gradients(model, flat)
    assert float(flat.detach()) == pytest.approx(float(padded.detach()), rel=1e-6)
    assert found.keys() == wanted.keys() and len(wanted) > 10
    for name, gradient in wanted.items():
        torch.testing.assert_close(found[name], gradient, rtol=1e-5, atol=1e-6, msg=name)


def test_layers_computed_again_in_the_backward_pass_attend_by_segments_too() -> None:
    model = make("qwen2").train()
    wanted = gradients(model, supervised_loss(model, collate(ROWS)))
    model.gradient_checkpointing_enable()
    with segmented(model):
        found = gradients(model, supervised_loss(model, flatten(ROWS)))
    assert max(float((found[name] - wanted[name]).abs().max()) for name in wanted) < 1e-6


def drawn(heads: int = 4, key_heads: int = 2, width: int = 8, value_width: int = 8) -> list[torch.Tensor]:
    torch.manual_seed(0)
    tokens = sum(LENGTHS)
    return [torch.randn(1, h, tokens, w) for h, w in ((heads, width), (key_heads, width), (key_heads, value_width))]


BOUNDS = flatten(ROWS)["cu_seq_lens_q"]


@pytest.mark.parametrize("window", [None, WINDOW, 1])
@pytest.mark.parametrize("value_width", [8, 4])
def test_attention_is_that_of_the_whole_mask(window: int | None, value_width: int) -> None:
    query, key, value = drawn(value_width=value_width)
    segment = torch.repeat_interleave(torch.arange(len(LENGTHS)), torch.tensor(LENGTHS))
    at = torch.arange(len(segment))
    back = at[:, None] - at[None, :]
    seen = (segment[:, None] == segment[None, :]) & (back >= 0) & (back < (window or len(at)))
    whole = scaled_dot_product_attention(query, key, value, seen, scale=0.5, enable_gqa=True).transpose(1, 2)
    found, _ = attend(torch.nn.Module(), query, key, value, None, scaling=0.5, sliding_window=window, cu_seq_lens_q=BOUNDS)
    torch.testing.assert_close(found, whole, rtol=1e-5, atol=1e-6)


def test_dropout_is_drawn_when_asked_for_and_not_otherwise() -> None:
    query, key, value = drawn()
    once, twice = (attend(torch.nn.Module(), query, key, value, None, 0.5, cu_seq_lens_q=BOUNDS)[0] for _ in range(2))
    assert not torch.equal(once, twice)
    once, twice = (attend(torch.nn.Module(), query, key, value, None, 0.0, cu_seq_lens_q=BOUNDS)[0] for _ in range(2))
    assert torch.equal(once, twice)


INEXACT = {"softcap": {"softcap": 5.0}, "s_aux": {"s_aux": torch.zeros(4)}, "position_bias": {"position_bias": torch.zeros(1)}}


@pytest.mark.parametrize("why", INEXACT)
def test_what_would_not_be_exact_is_refused(why: str) -> None:
    with pytest.raises(ValueError, match=f"not exact with {why}; set `packing: false`"):
        attend(torch.nn.Module(), *drawn(), None, cu_seq_lens_q=BOUNDS, **INEXACT[why])


def test_a_padded_batch_is_never_attended_to_by_segments() -> None:
    model = make("llama")
    with segmented(model), pytest.raises(ValueError, match="no padding-free row of whole segments"):
        supervised_loss(model, collate(ROWS))
    supervised_loss(model, collate(ROWS))


@pytest.mark.parametrize("family", MAKERS)
def test_families_of_the_catalog_may_stand_end_to_end(family: str) -> None:
    check_exact(make(family), family)


@pytest.mark.parametrize("kind", KINDS)
def test_virtual_tokens_stand_before_each_row_so_rows_stay_apart(kind: str) -> None:
    assert end_to_end(KINDS[kind], replace(PROFILE, packing=True)) == (kind not in PROMPTS)
    assert not end_to_end(KINDS[kind], replace(PROFILE, packing=False))


def test_a_profile_that_packs_a_model_with_convolutions_is_refused() -> None:
    shape = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "vocab_size": 40}
    model = Lfm2ForCausalLM(Lfm2Config(**shape, num_key_value_heads=1, full_attn_idxs=[1]))
    with pytest.raises(UserError, match=r"models/catalog.yaml:nano.packing: true, but .* \(Conv1d, conv\); set it to false"):
        check_exact(model, "nano")
