"""Every kind of tuning: it learns, it trains what it says and nothing else, and what is saved is what was trained."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

from stages.core.errors import UserError
from stages.core.tuning import Freeze, Full, Tuned
from stages.methods.batching.batches import collate
from stages.methods.batching.loss import supervised_loss
from stages.methods.kinds.lowrank import straight
from stages.methods.models.adapters import adapt, callbacks, penalty, resolved, settle
from stages.methods.models.loading import exact_dtype, load_base, load_tuned, stored_dtype
from stages.methods.models.saving import save
from tests.methods.kinds import FOUR_BITS, KINDS, PROMPTS
from tests.tiny_model import PROFILE, rows

BATCH = collate(rows([20, 30]))
STEPS = 10
TRAINED = {  # how the names of trained weights begin or end, by kind; "" where every weight trains
    "full": [""], "freeze": ["model.layers.1.", "model.norm."], "lora": ["lora_A", "lora_B"], "rslora": ["lora_A", "lora_B"],
    "dora": ["lora_A", "lora_B", "lora_magnitude_vector"], "adalora": ["lora_A", "lora_B", "lora_E"], "ia3": ["ia3_l"],
    "bottleneck": ["peanut_A", "peanut_B", "peanut_encoders", "peanut_decoders"], "prompt_tuning": ["prompt_encoder"],
    "p_tuning": ["prompt_encoder"], "prefix_tuning": ["prompt_encoder"], "layernorm": ["ln_tuning_layers"],
}  # fmt: skip


def fresh(method: Tuned, dtype: torch.dtype = torch.float32) -> Any:
    torch.manual_seed(0)
    return adapt(load_base(PROFILE, method.stored_bits, "cpu", dtype), method, PROFILE, STEPS).train()


def learn(model: Any, method: Tuned, steps: int, told: bool = True) -> list[float]:
    """The loss on one batch before each step; callbacks hear of the steps as a trainer tells them, where they are `told`."""

    class State:
        global_step = 0

    optimizer = torch.optim.AdamW([weight for weight in model.parameters() if weight.requires_grad], lr=method.learning_rate)
    losses = []
    for State.global_step in range(steps):
        loss, added = supervised_loss(model, BATCH), penalty(model, method)
        losses.append(loss.item())
        (loss if added is None else loss + added).backward()
        optimizer.step()
        for callback in callbacks(model, method) if told else []:
            callback.on_optimizer_step(None, State, None)  # type: ignore[arg-type]
        optimizer.zero_grad()
    return losses


def saved(model: Any, folder: Path) -> Path:
    folder.mkdir(parents=True)
    save(folder, model, PROFILE, {}, "card\n")
    return folder


@torch.no_grad()
def loss_of(model: Any) -> torch.Tensor:
    return supervised_loss(model.eval(), BATCH)


@pytest.mark.parametrize("method", [*KINDS.values(), *FOUR_BITS.values()], ids=lambda m: f"{m.kind}-{m.stored_bits}")
def test_a_step_lowers_the_loss_and_moves_what_trains_and_nothing_else(here: Path, method: Tuned) -> None:
    model = fresh(method)
    before = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    losses = learn(model.eval(), method, 3, told=False)  # AdaLoRA sets singular values back to what they were: 0
    assert losses[2] < losses[1] < losses[0]
    weights = dict(model.named_parameters())
    moved = {name for name, weight in weights.items() if not torch.equal(weight, before[name])}
    trained = {name for name, weight in weights.items() if weight.requires_grad}
    assert moved == trained == {name for name in weights if any(part in name for part in TRAINED[method.kind])}
    assert {weights[name].dtype for name in trained} == {torch.float32}


@pytest.mark.parametrize("method", KINDS.values(), ids=KINDS)
def test_on_a_base_in_bfloat16_the_same_weights_train_and_in_float32(here: Path, method: Tuned) -> None:
    trained = [{name for name, weight in fresh(method, dtype).named_parameters() if weight.requires_grad}
               for dtype in (torch.float32, torch.bfloat16)]  # fmt: skip
    assert trained[0] == trained[1]
    assert {weight.dtype for weight in fresh(method, torch.bfloat16).parameters() if weight.requires_grad} == {torch.float32}


@pytest.mark.parametrize("method", [*KINDS.values(), *FOUR_BITS.values()], ids=lambda m: f"{m.kind}-{m.stored_bits}")
def test_what_is_saved_has_the_loss_of_what_was_trained_to_the_bit(here: Path, method: Tuned) -> None:
    model = fresh(method)
    learn(model, method, STEPS)
    settle(model, method)
    wanted = loss_of(model)
    again = load_tuned(PROFILE, method, saved(model, here / "models/run"), "cpu")
    assert torch.equal(loss_of(again), wanted)
    assert not any(weight.requires_grad for weight in again.parameters())


@pytest.mark.parametrize("method", KINDS.values(), ids=KINDS)
def test_the_same_training_leaves_the_same_bytes(here: Path, method: Tuned) -> None:
    found = []
    for name in ("one", "two"):
        model = fresh(method)
        learn(model, method, 2)
        out = saved(model, here / "models" / name)
        found.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert found[0] == found[1] and any(name.endswith(".safetensors") for name in found[0])


@pytest.mark.parametrize("kind", KINDS.keys() - PROMPTS.keys())
def test_before_training_the_scores_are_the_models_own(here: Path, kind: str) -> None:
    own = loss_of(load_base(PROFILE, 16, "cpu"))
    torch.testing.assert_close(loss_of(fresh(KINDS[kind])), own, rtol=1e-6, atol=0)


def test_adalora_takes_ranks_away_until_the_mean_is_what_was_asked_for(here: Path) -> None:
    method = KINDS["adalora"]
    model = fresh(method)
    learn(model, method, STEPS)
    settle(model, method)
    ranks = [len(weight) for name, weight in model.named_parameters() if "lora_E" in name]
    assert len(ranks) == 2 * len(PROFILE.lora_targets) and len(set(ranks)) > 1
    assert sum(ranks) == 2 * len(ranks)  # r: 2
    config = json.loads((saved(model, here / "models/run") / "adapter_config.json").read_text())
    assert sorted(map(sum, config["rank_pattern"].values())) == sorted(ranks)


def test_adalora_holds_its_singular_vectors_apart(here: Path) -> None:
    method = KINDS["adalora"]
    model = fresh(method)
    before = penalty(model, method)
    learn(model, method, STEPS)
    after = penalty(model, method)
    assert before is not None and after is not None and after < before
    assert penalty(fresh(KINDS["lora"]), KINDS["lora"]) is None


@pytest.mark.parametrize(
    ("method", "profile", "said"),
    [
        (KINDS["bottleneck"], replace(PROFILE, lora_targets=["fused"]), r"tiny\.lora_targets: fused match no module.*down_proj"),
        (KINDS["adalora"], replace(PROFILE, lora_targets=[]), r"tiny\.lora_targets: no module is named; modules here: down_proj"),
        (KINDS["ia3"], replace(PROFILE, ia3_targets=["key"]), r"tiny\.ia3_targets: key match no module.*k_proj"),
        (KINDS["ia3"], replace(PROFILE, ia3_feedforward=["w2"]), r"tiny\.ia3_feedforward: w2 match no module.*down_proj"),
        (Freeze(modules=["mlp", "nrom"]), PROFILE, r"kind freeze: modules: nrom match no module; modules here: .*norm"),
        (Freeze(layers=3), PROFILE, r"kind freeze: layers is 3, the model has 2; lower it"),
    ],
)  # fmt: skip
def test_what_the_model_does_not_have_is_refused_with_what_it_has(here: Path, method: Tuned, profile: Any, said: str) -> None:
    with pytest.raises(UserError, match=said):
        adapt(load_base(profile, 16, "cpu"), method, profile, STEPS)


def test_adapted_modules_are_counted_by_the_names_that_the_kind_looks_for(here: Path) -> None:
    kinds = ("ia3", "dora", "full", "p_tuning", "layernorm")
    found = {kind: resolved(fresh(KINDS[kind]), KINDS[kind], PROFILE) for kind in kinds}
    assert found["ia3"] == dict.fromkeys(("k_proj", "v_proj", "down_proj"), "2/2")
    assert found["dora"] == dict.fromkeys(PROFILE.lora_targets, "2/2")
    assert found["full"] == found["p_tuning"] == found["layernorm"] == {}


def test_a_whole_model_is_saved_as_its_base_is_stored_with_tied_weights_once(here: Path) -> None:
    folder = here / "models/tiny"
    AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16).save_pretrained(folder)
    assert stored_dtype(PROFILE) == torch.bfloat16
    assert (exact_dtype(PROFILE, torch.bfloat16), exact_dtype(PROFILE, torch.float32)) == (torch.bfloat16, torch.float32)
    method = Full(learning_rate=1e-2)
    model = fresh(method)
    learn(model, method, 1)
    run = saved(model, here / "models/run")
    weights = load_file(run / "model.safetensors")
    assert {weight.dtype for weight in weights.values()} == {torch.bfloat16}
    assert (run / "config.json").read_bytes() == (folder / "config.json").read_bytes()
    assert weights.keys() == load_file(folder / "model.safetensors").keys() and "lm_head.weight" not in weights
    again = load_tuned(PROFILE, method, run, "cpu")
    assert again.get_output_embeddings().weight is again.get_input_embeddings().weight


def test_a_float32_base_is_not_rounded_on_its_way_into_a_whole_model(here: Path) -> None:
    assert exact_dtype(PROFILE, torch.bfloat16) == torch.float32


@pytest.mark.parametrize("method", [KINDS["lora"], KINDS["full"]], ids=["lora", "full"])
def test_a_run_without_weights_is_a_users_mistake(here: Path, method: Tuned) -> None:
    with pytest.raises(UserError, match="models/run: no .*; train this run first: dvc repro train@run"):
        load_tuned(PROFILE, method, Path("models/run"), "cpu")


@pytest.mark.parametrize("bits", [16, 4])
@pytest.mark.parametrize("kind", ["lora", "rslora"])
def test_the_fast_form_of_lora_gives_every_bit_of_its_gradients_and_goes_when_it_is_left(
    here: Path, kind: str, bits: int
) -> None:
    method, gradients, taken = KINDS[kind].model_copy(update={"dropout": 0.0, "bits": bits}), [], []
    model = fresh(method, torch.bfloat16)
    with torch.no_grad():  # a fresh adapter adds nothing, and every way of adding nothing is the same
        [weight.normal_() for name, weight in model.named_parameters() if "lora_B" in name]
    first = next(module for name, module in model.named_modules() if name.endswith("lora_A.default"))
    first.register_forward_pre_hook(lambda _, given: taken.append(given[0].dtype))
    for dtype in (torch.float32, torch.bfloat16, torch.float32):  # straight does nothing for float32
        model.zero_grad()
        with straight(model, method, dtype):
            supervised_loss(model, BATCH, dtype=torch.bfloat16).backward()
        gradients.append([weight.grad.clone() for weight in model.parameters() if weight.grad is not None])

    assert taken == [torch.float32, torch.bfloat16, torch.float32]
    assert gradients[0] and all(map(torch.equal, *gradients[:2])) and all(map(torch.equal, *gradients[1:]))
