"""Learnt prompts in our decoding: the tokens of peft's own, in whole and in halved batches, free, drawn and held to a form."""

from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import GenerationConfig

from stages.core.tuning import Tuned
from stages.engines import decoding
from stages.engines.hf import HFEngine
from stages.engines.leads import led
from stages.methods.device import prepare
from stages.methods.models.adapters import adapt
from stages.methods.models.loading import load_base, load_tuned
from stages.prompting.catalog import Profile, load_profile
from stages.prompting.tokens import Tokens
from tests.engines.test_decoding import asked, sizes
from tests.methods.kinds import KINDS, PROMPTS
from tests.project import ROOT
from tests.tiny_model import PROFILE

LIMIT = 12
ASKED = [request._replace(spent=0) for request in asked(16)]


def leave(run: Path, method: Tuned, profile: Profile = PROFILE) -> Path:
    """A run whose learnt prompt says something: far from where it started."""
    prepare(1, 7)
    model = adapt(load_base(profile, 16, "cpu"), method, profile, 6)
    for weight in model.parameters():
        if weight.requires_grad:
            weight.data += 0.5 * torch.randn_like(weight)
    model.eval().save_pretrained(run)
    return run


def own(model: Any, prompt: list[int], stop: int) -> list[int]:
    """What peft generates for one prompt, which needs no padding."""
    model.get_base_model().config.use_cache = True
    ids = torch.tensor([prompt])
    config = GenerationConfig(max_new_tokens=LIMIT, do_sample=False, eos_token_id=stop, pad_token_id=stop)  # type: ignore[no-untyped-call]
    out = model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), generation_config=config)
    return [int(token) for token in out[0, len(prompt) :]]


@pytest.mark.filterwarnings("ignore:Position ids are not supported")
@pytest.mark.parametrize("kind", PROMPTS)
def test_the_tokens_are_those_of_pefts_own_generate(here: Path, kind: str) -> None:
    run, tokens = leave(here / "models/run", PROMPTS[kind]), Tokens(PROFILE)
    theirs = load_tuned(PROFILE, PROMPTS[kind], run, "cpu")
    wanted = [own(theirs, tokens.prompt(request.messages), tokens.stop_id) for request in ASKED]
    engine = HFEngine(load_tuned(PROFILE, PROMPTS[kind], run, "cpu"), tokens)
    rows = [engine._row(request, LIMIT) for request in ASKED]
    decoding.decode(engine._model, rows, engine._masks, engine._lead)
    assert [row.ids for row in rows] == wanted
    assert len({tuple(ids) for ids in wanted}) > 4
    assert [answer.text for answer in HFEngine(load_base(PROFILE, 16, "cpu"), tokens).generate(ASKED, LIMIT)] != [
        answer.text for answer in engine.generate(ASKED, LIMIT)
    ]


@pytest.mark.parametrize("kind", PROMPTS)
def test_a_halved_batch_gives_the_answers_of_the_whole_one(here: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = leave(here / "models/run", PROMPTS[kind])
    engine = HFEngine(load_tuned(PROFILE, PROMPTS[kind], run, "cpu"), Tokens(PROFILE))
    legs, halved = sizes(engine, asked(32), monkeypatch)
    monkeypatch.setattr(decoding, "SMALLEST", 64)
    assert legs[0] == 32 and legs[-1] == 8
    assert sizes(engine, asked(32), monkeypatch) == ([32], halved)


@pytest.mark.parametrize("kind", PROMPTS)
def test_draws_and_forms_go_on_working(here: Path, kind: str) -> None:
    run = leave(here / "models/run", PROMPTS[kind])
    engine = HFEngine(load_tuned(PROFILE, PROMPTS[kind], run, "cpu"), Tokens(PROFILE))
    drawn = engine.sample(ASKED[:3], 8, 2, 1.0, 7)
    assert [engine.sample([request], 8, 2, 1.0, 7)[0] for request in ASKED[:3]] == drawn
    held = engine.generate([request._replace(grammar='start: "yes" | "no"') for request in ASKED[:3]], 8)
    assert {answer.text for answer in held} <= {"yes", "no"}


def test_a_hybrid_model_reads_a_learnt_prompt_right_before_each_prompt(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # the built-in model's convolutions mix neighbours: padding in between would be seen
    profile, method = load_profile("nano"), KINDS["prompt_tuning"]
    run = leave(here / "models/run", method, profile)
    engine = HFEngine(load_tuned(profile, method, run, "cpu"), Tokens(profile))
    together = engine.generate(ASKED, LIMIT)
    assert [engine.generate([request], LIMIT)[0] for request in ASKED[:4]] == together[:4]


def test_a_learnt_prompt_leaves_the_head_as_wide_as_it_was(here: Path) -> None:
    run = leave(here / "models/run", KINDS["prompt_tuning"])
    tuned = load_tuned(PROFILE, KINDS["prompt_tuning"], run, "cpu")
    learnt = tuned.get_prompt(1)[0]
    model, lead = led(tuned)
    assert model.get_output_embeddings().weight.shape[0] == 400 and lead.ids == [400, 401, 402, 403]
    assert torch.equal(model.get_input_embeddings()(torch.tensor(lead.ids)), learnt)


def test_nothing_leads_a_model_without_a_prompt_of_its_own(here: Path) -> None:
    base = load_base(PROFILE, 16, "cpu")
    assert led(base) == (base, ([], 0, None))
    tuned = adapt(base, KINDS["lora"], PROFILE, 6)
    assert led(tuned) == (tuned, ([], 0, None))
