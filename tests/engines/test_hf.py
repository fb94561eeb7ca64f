"""Greedy decoding: a row's answer does not depend on its company, ends at the stop token, and is cut at the limit."""

from pathlib import Path

import pytest
import torch

from stages.engines.hf import HFEngine
from stages.methods.device import prepare
from stages.methods.loading import load_base
from stages.prompting.prompts import Message
from stages.prompting.tokens import Tokens
from tests.tiny_model import PROFILE, samples

ASKED: list[list[Message]] = [sample["messages"] for sample in samples("test", 5)]


@pytest.fixture
def engine(here: Path) -> HFEngine:
    prepare(1, 7)
    return HFEngine(load_base(PROFILE, 16, "cpu"), Tokens(PROFILE))


def test_a_batch_of_unequal_prompts_is_answered_as_one_by_one(engine: HFEngine) -> None:
    assert len({engine._tokens.count(messages[1]["content"]) for messages in ASKED}) > 2
    alone = [engine.generate([messages], 12)[0] for messages in ASKED]
    assert engine.generate(ASKED, 12) == alone
    assert len({answer.text for answer in alone}) > 1


def test_an_answer_is_the_greedy_continuation_of_the_prompt(engine: HFEngine) -> None:
    ids = engine._tokens.prompt(ASKED[0])
    grown = list(ids)
    with torch.no_grad():
        for _ in range(8):
            grown.append(int(engine._model(torch.tensor([grown])).logits[0, -1].argmax()))
    assert engine.generate(ASKED[:1], 8)[0].text == engine._tokens.decode(grown[len(ids) :])


def test_an_answer_without_a_stop_token_is_cut_at_the_limit(engine: HFEngine) -> None:
    answer = engine.generate(ASKED[:1], 6)[0]
    assert (answer.finish_reason, answer.tokens) == ("length", 6)


@pytest.mark.parametrize(("ids", "wanted"), [([40, 41], ("length", 2)), ([40, None, None], ("stop", 2)), ([None], ("stop", 1))])
def test_what_follows_the_stop_token_is_padding(engine: HFEngine, ids: list[int | None], wanted: tuple[str, int]) -> None:
    stop = engine._tokens.stop_id
    answer = engine._answer([stop if number is None else number for number in ids])
    assert (answer.finish_reason, answer.tokens) == wanted
    assert answer.text == engine._tokens.decode([number for number in ids if number is not None])


def test_the_models_own_sampling_settings_are_not_used(here: Path, engine: HFEngine) -> None:
    wanted = engine.generate(ASKED, 8)
    (here / "models/tiny/generation_config.json").write_text(
        '{"do_sample": true, "temperature": 5.0, "top_k": 2, "repetition_penalty": 3.0, "max_length": 3, "min_new_tokens": 7}'
    )
    torch.manual_seed(1)
    assert HFEngine(load_base(PROFILE, 16, "cpu"), Tokens(PROFILE)).generate(ASKED, 8) == wanted
