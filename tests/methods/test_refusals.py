"""Pairs of method and model that would go wrong are refused with the reason; the others are not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from transformers import (
    AutoConfig,
    DeepseekV2Config,
    Gemma3TextConfig,
    Lfm2Config,
    MistralConfig,
    Qwen2Config,
    Qwen3MoeConfig,
)

from stages.core.errors import UserError
from stages.core.tuning import PrefixTuning, PromptTuning, Tuned
from stages.methods import refusals
from stages.methods.models.adapters import adapt
from stages.methods.models.loading import load_base
from stages.methods.refusals import refuse
from stages.prompting.catalog import load_profile
from tests.methods.kinds import FOUR_BITS, KINDS
from tests.project import ROOT
from tests.tiny_model import PROFILE

ATTENTION, HYBRID = Qwen2Config(), Lfm2Config(layer_types=["conv", "full_attention"], num_hidden_layers=2)
WINDOWED, MIXED = MistralConfig(sliding_window=64), Gemma3TextConfig(sliding_window=64)
PREFIX = PrefixTuning(tokens=8)
HUGE = replace(PROFILE, context=100_000)


def reason(method: Tuned, config: Any, **more: Any) -> str:
    with pytest.raises(UserError) as error:
        refuse(method, more.pop("profile", HUGE), config, "cpu", **({"steps": 6} | more))
    return str(error.value)


@pytest.mark.parametrize("method", [*KINDS.values(), *FOUR_BITS.values()], ids=lambda m: f"{m.kind}-{m.stored_bits}")
def test_every_kind_may_tune_a_model_of_attention_alone(method: Tuned) -> None:
    refuse(method, PROFILE, ATTENTION, "cpu", 6, longest=400)


@pytest.mark.parametrize(
    ("method", "config", "more", "said"),
    [
        (PREFIX, HYBRID, {}, "its conv layers keep no keys and values, where a prefix is put; take prompt_tuning"),
        (PREFIX, DeepseekV2Config(), {}, "keys and values of unequal width"),
        (PrefixTuning(tokens=64), MIXED, {}, "a prefix of 64 tokens fills its attention window of 64; lower tokens"),
        (PREFIX, WINDOWED, {"longest": 60}, "look back 64 tokens, so the end of a row of 60 never sees the prompt"),
        (
            PromptTuning(tokens=200),
            ATTENTION,
            {"profile": PROFILE, "longest": 400},
            "200 virtual tokens and rows of 400 are over",
        ),
        (KINDS["p_tuning"], Gemma3TextConfig(hidden_size_per_layer_input=8), {}, "looks tokens up in every layer"),
        (FOUR_BITS["lora"], Qwen3MoeConfig(), {}, "its experts lie in joint tensors"),
        (KINDS["adalora"], ATTENTION, {"sharded": True}, "weighs ranks by whole matrices"),
        (KINDS["adalora"], ATTENTION, {"steps": 1}, "takes ranks away by what an earlier step taught, and the budget is 1 step"),
    ],
)
def test_a_pair_that_would_go_wrong_is_refused(method: Tuned, config: Any, more: dict[str, Any], said: str) -> None:
    assert said in reason(method, config, **more)


@pytest.mark.parametrize(
    ("method", "config", "more"),
    [
        (KINDS["prompt_tuning"], HYBRID, {}),
        (PREFIX, WINDOWED, {"longest": 56}),
        (PREFIX, MIXED, {"longest": 600}),
        (KINDS["lora"], WINDOWED, {"longest": 600}),
        (KINDS["lora"], Qwen3MoeConfig(), {"sharded": True}),
        (KINDS["lora"], ATTENTION, {"steps": 1}),
        (KINDS["adalora"], ATTENTION, {"steps": 2}),
    ],
)
def test_its_neighbour_that_goes_well_is_not(method: Tuned, config: Any, more: dict[str, Any]) -> None:
    refuse(method, HUGE, config, "cpu", **({"steps": 6} | more))


def test_four_bits_are_refused_where_the_library_can_not_make_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise NotImplementedError("no backend")

    monkeypatch.setattr("bitsandbytes.functional.quantize_4bit", broken)
    assert "bitsandbytes can not quantise on this machine's cpu; set bits to 16" in reason(FOUR_BITS["ia3"], ATTENTION)
    refuse(KINDS["ia3"], PROFILE, ATTENTION, "cpu", 6)


def test_the_built_in_model_takes_every_kind_but_a_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    profile = load_profile("nano")
    config = AutoConfig.from_pretrained(profile.folder)
    refused = set()
    for kind, method in KINDS.items():
        try:
            refuse(method, profile, config, "cpu", 6)
        except UserError:
            refused.add(kind)
    assert refused == {"prefix_tuning"}


def test_a_cache_that_no_setting_tells_of_is_refused_when_the_prefix_is_put_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    profile = load_profile("nano")
    with pytest.raises(UserError, match="keep other things of a token than a key and a value in every layer"):
        adapt(load_base(profile, 16, "cpu"), KINDS["prefix_tuning"], profile, 6)


def test_what_the_library_refuses_is_told_in_one_line(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> None:
        raise ValueError("parts are fused")

    monkeypatch.setattr("stages.methods.models.adapters.get_peft_model", refused)
    with pytest.raises(UserError, match="kind lora with model tiny: parts are fused"):
        adapt(load_base(PROFILE, 16, "cpu"), KINDS["lora"], PROFILE, 6)


def test_the_trial_says_that_this_machine_can_quantise() -> None:
    assert refusals.four_bits("cpu")
