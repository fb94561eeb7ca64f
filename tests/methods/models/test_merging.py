"""A merged model is the run it came from: same scores, same tokens, whatever the adapter and whether the head is tied."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, Lfm2Config, Lfm2ForCausalLM

from stages.core.errors import UserError
from stages.core.tuning import Base, Freeze, Method
from stages.engines.parity import parity, written
from stages.methods.models.adapters import adapt
from stages.methods.models.loading import load_base, load_tuned
from stages.methods.models.merging import load_merged, write_merged
from stages.methods.models.saving import save
from stages.prompting.catalog import Profile
from stages.prompting.prompts import FORMATS
from stages.prompting.tokens import Tokens
from tests.methods.kinds import KINDS, PROMPTS
from tests.tiny import make_tiny
from tests.tiny_model import PROFILE, QLORA, samples

CONV = Profile(
    "conv", "Apache-2.0", "chatml", 512, ["q_proj", "in_proj", "out_proj", "w1", "w2", "lm_head"], ["v_proj", "w2"], ["w2"]
)
MERGED = {name: method for name, method in KINDS.items() if not method.virtual_tokens} | {"freeze": Freeze(layers=1)}
PROMPT = [sample["messages"] for sample in samples("test", 3)]


@pytest.fixture
def both(here: Path) -> Path:
    """A project with models/tiny (Qwen2) and models/conv (LFM2), heads tied in both."""
    make_tiny(here / "models/conv")
    torch.manual_seed(0)
    Lfm2ForCausalLM(Lfm2Config(
        vocab_size=400, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, layer_types=["conv", "full_attention"], block_auto_adjust_ff_dim=False, initializer_range=0.2,
        max_position_embeddings=512, tie_word_embeddings=True, bos_token_id=None, eos_token_id=None, pad_token_id=None,
    )).save_pretrained(here / "models/conv")  # fmt: skip
    return here


def leave_run(method: Method, profile: Profile) -> Path:
    """models/run as training leaves it, every trained weight moved."""
    run = Path("models/run")
    run.mkdir()
    torch.manual_seed(1)
    model = None
    if method.tuned:
        model = adapt(load_base(profile, method.stored_bits, "cpu"), method, profile, 100)
        for weight in model.parameters():
            if weight.requires_grad:
                weight.data += torch.randn_like(weight) * 0.1
    save(run, model, profile, {"task": "audit"}, "card\n")
    return run


def merged(run: Path, profile: Profile, dtype: str = "float32", bits: int = 16) -> Path:
    out = Path("out")
    out.mkdir()
    write_merged(run, profile, out, dtype, bits)
    return out


def scores(model: Any) -> torch.Tensor:
    ids = torch.arange(60).reshape(2, 30) * 5 + 40
    with torch.no_grad():
        found: torch.Tensor = model.eval()(input_ids=ids).logits
    return found


@pytest.mark.parametrize("profile", [PROFILE, CONV], ids=lambda profile: profile.name)
@pytest.mark.parametrize("kind", sorted(MERGED))
def test_a_merged_model_scores_and_writes_as_the_run_does(kind: str, profile: Profile, both: Path) -> None:
    run = leave_run(MERGED[kind], profile)
    tuned = load_tuned(profile, MERGED[kind], run, "cpu")
    found = load_merged(merged(run, profile), "cpu")
    assert (
        (scores(found) - scores(tuned)).abs().max() < 1e-4 < (scores(load_base(profile, 16, "cpu")) - scores(tuned)).abs().max()
    )
    answers = written(tuned, Tokens(profile), PROMPT, 12)
    assert answers == written(found, Tokens(profile), PROMPT, 12)
    assert parity(found, answers).share == 1.0


def test_an_adapted_tied_head_gets_weights_of_its_own_and_the_embeddings_stay(both: Path) -> None:
    out = merged(leave_run(MERGED["lora"], CONV), CONV)
    found, base = load_merged(out, "cpu"), load_base(CONV, 16, "cpu")
    assert not json.loads((out / "config.json").read_text())["tie_word_embeddings"]
    assert torch.equal(found.get_input_embeddings().weight, base.get_input_embeddings().weight)
    assert not torch.equal(found.get_output_embeddings().weight, found.get_input_embeddings().weight)


def test_a_tied_head_that_is_not_adapted_stays_tied(both: Path) -> None:
    out = merged(leave_run(MERGED["lora"], PROFILE), PROFILE)
    assert json.loads((out / "config.json").read_text())["tie_word_embeddings"]


def test_weights_are_stored_in_the_asked_type(both: Path) -> None:
    out = merged(leave_run(MERGED["lora"], PROFILE), PROFILE, "bfloat16")
    assert {weight.dtype for weight in AutoModelForCausalLM.from_pretrained(out, dtype="auto").parameters()} == {torch.bfloat16}
    assert json.loads((out / "config.json").read_text())["dtype"] == "bfloat16"


def test_a_four_bit_run_is_merged_into_the_values_of_its_four_bits_or_into_the_stored_base(both: Path) -> None:
    run = leave_run(QLORA, PROFILE)
    tuned = scores(load_tuned(PROFILE, QLORA, run, "cpu"))
    near = scores(load_merged(merged(run, PROFILE, bits=4), "cpu"))
    Path("out").rename("first")
    far = scores(load_merged(merged(run, PROFILE, bits=16), "cpu"))
    assert (near - tuned).abs().max() < 1e-4 < 0.1 < (far - tuned).abs().max()
    assert not any("quant" in key for key in json.loads(Path("first/config.json").read_text()))


@pytest.mark.parametrize("kind", sorted(PROMPTS))
def test_a_learnt_prompt_can_not_be_merged(kind: str, both: Path) -> None:
    run = leave_run(PROMPTS[kind], PROFILE)
    with pytest.raises(UserError, match=r"models/run: its method learns a prompt, not weights, and can not be merged"):
        merged(run, PROFILE)


def test_an_untuned_run_is_its_base_and_a_whole_one_its_own_weights(both: Path) -> None:
    weights = (leave_run(Base(), PROFILE), merged(Path("models/run"), PROFILE))[1] / "model.safetensors"
    assert weights.read_bytes() == Path("models/tiny/model.safetensors").read_bytes()
    for path in (Path("models/run"), Path("out")):
        path.rename(f"{path}-base")
    whole = leave_run(MERGED["full"], PROFILE) / "model.safetensors"
    assert (merged(Path("models/run"), PROFILE) / "model.safetensors").read_bytes() == whole.read_bytes()


def test_a_run_that_is_not_trained_is_a_users_mistake(both: Path) -> None:
    with pytest.raises(UserError, match=r"models/none: not trained; train this run first: dvc repro train@none"):
        merged(Path("models/none"), PROFILE)


def test_a_merged_folder_is_all_that_plain_transformers_needs(both: Path) -> None:
    out = merged(leave_run(MERGED["lora"], PROFILE), PROFILE)
    tokenizer, model = AutoTokenizer.from_pretrained(out), AutoModelForCausalLM.from_pretrained(out, dtype=torch.float32)
    tokens = Tokens(PROFILE)
    ids = tokenizer.apply_chat_template(PROMPT[0], add_generation_prompt=True, return_tensors="pt", return_dict=False)
    assert ids[0].tolist() == tokens.prompt(PROMPT[0])
    said = model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=12)[0, ids.shape[1] :].tolist()
    assert said == written(load_merged(out, "cpu"), tokens, PROMPT[:1], 12)[0].answer
    assert tokens.stop_id in model.generation_config.eos_token_id and not model.generation_config.do_sample


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_tokenizer_of_a_merged_folder_reads_prompts_as_training_did(name: str, both: Path) -> None:
    profile = replace(PROFILE, prompt_format=name)
    tokenizer = AutoTokenizer.from_pretrained(merged(leave_run(Base(), profile), profile))
    ids = tokenizer.apply_chat_template(PROMPT[0], add_generation_prompt=True, return_dict=False)
    assert ids == Tokens(profile).prompt(PROMPT[0])
    config = json.loads(Path("out/tokenizer_config.json").read_text())
    assert config["add_bos_token"] is bool(FORMATS[name].bos) and config["eos_token"] == FORMATS[name].stop


def test_a_merged_folder_is_a_base_model_of_the_catalog(both: Path) -> None:
    out = merged(leave_run(MERGED["lora"], PROFILE), PROFILE)
    out.rename("models/next")
    again = replace(PROFILE, name="next")
    assert torch.equal(scores(load_base(again, 16, "cpu")), scores(load_merged(Path("models/next"), "cpu")))
    assert Tokens(again).prompt(PROMPT[0]) == Tokens(PROFILE).prompt(PROMPT[0])


def test_the_same_run_gives_the_same_bytes(both: Path) -> None:
    run = leave_run(MERGED["lora"], CONV)
    first = {path.name: path.read_bytes() for path in sorted(merged(run, CONV).iterdir())}
    Path("out").rename("before")
    assert first == {path.name: path.read_bytes() for path in sorted(merged(run, CONV).iterdir())}
    assert "chat_template.jinja" in first
