"""Random weights under a grammar: every answer has its form, whatever the limit; rows without a grammar are not touched."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from stages.core.errors import UserError
from stages.engines.contract import Answer, Request
from stages.engines.hf import HFEngine
from stages.methods.device import prepare
from stages.methods.models.loading import load_base
from stages.metrics.shape import closed_object, fits
from stages.prompting.tokens import Tokens
from stages.tasks.audit.lib.answer import verdict_schema
from tests.tiny_model import PROFILE

FILE = closed_object(path={"type": "string"}, line={"type": "integer", "minimum": 1}, said={"type": "string", "maxLength": 60})
SCHEMAS: dict[str, dict[str, Any]] = {
    "files": closed_object(files={"type": "array", "items": FILE}),
    "verdict": verdict_schema(),
}


def lark(schema: dict[str, Any]) -> str:
    return "start: %json " + json.dumps(schema | {"x-guidance": {"whitespace_flexible": False}})


def asked(number: int, grammar: str = "") -> Request:
    return Request([{"role": "user", "content": f"q{number}"}], grammar=grammar)


@pytest.fixture
def engine(here: Path) -> HFEngine:
    prepare(1, 7)
    return HFEngine(load_base(PROFILE, 16, "cpu"), Tokens(PROFILE))


def broken(answers: list[Answer], schema: dict[str, Any], limit: int) -> list[Answer]:
    def whole(answer: Answer) -> bool:
        value = json.loads(answer.text)
        compact = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return fits(value, schema) and answer.tokens <= limit and len(compact) == len(answer.text)

    return [answer for answer in answers if not whole(answer)]


def drawn(engine: HFEngine, schema: dict[str, Any], limit: int, count: int, seed: int) -> list[Answer]:
    batch = [asked(number, lark(schema)) for number in range(count)]
    return [answers[0] for answers in engine.sample(batch, limit, 1, 1.0, seed)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_random_weights_write_only_answers_of_the_form_and_some_had_to_be_closed(engine: HFEngine, name: str) -> None:
    found = drawn(engine, SCHEMAS[name], 48, 24, 1)
    assert broken(found, SCHEMAS[name], 48) == []
    assert {answer.finish_reason for answer in found} == {"stop", "closed"}


@pytest.mark.slow
@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize("limit", [32, 64, 128, 256, 512])
def test_no_limit_breaks_the_form(engine: HFEngine, name: str, limit: int) -> None:
    assert broken(drawn(engine, SCHEMAS[name], limit, 40, limit), SCHEMAS[name], limit) == []


def test_a_row_without_a_grammar_answers_as_it_would_alone(engine: HFEngine) -> None:
    free, held, other = engine.generate([asked(1), asked(2, lark(FILE)), asked(3)], 30)
    assert [free, other] == engine.generate([asked(1), asked(3)], 30)
    assert broken([held], FILE, 30) == []


def test_outputs_beyond_the_vocabulary_and_special_tokens_are_never_written(engine: HFEngine) -> None:
    engine._model.resize_token_embeddings(700, mean_resizing=False)  # most of what is likely is now no token at all
    answers = drawn(engine, {"type": "string"}, 24, 24, 3)
    assert broken(answers, {"type": "string"}, 24) == []
    assert not any("<|" in answer.text for answer in answers)


def test_the_greedy_answer_takes_the_likeliest_token_that_the_grammar_allows(engine: HFEngine) -> None:
    asking = asked(1, 'start: "a" | "b" | "c" | "d"')
    with torch.no_grad():
        scores = engine._model(torch.tensor([engine._tokens.prompt(asking.messages)])).logits[0, -1]
    wanted = max("abcd", key=lambda word: float(scores[engine._tokens.encode(word)[0]]))
    assert engine.generate([asking], 3) == [(wanted, "stop", 1)]


def test_a_text_that_may_go_on_ends_with_the_stop_token_or_is_closed_at_the_limit(engine: HFEngine) -> None:
    asking = asked(1, "start: /[a-z]*/")
    engine._model.lm_head.bias = torch.nn.Parameter(torch.zeros(engine._model.config.vocab_size))
    assert engine.generate([asking], 4)[0][1:] == ("stop", 4)
    with torch.no_grad():
        engine._model.lm_head.bias[engine._tokens.stop_id] = 1000.0
    assert engine.generate([asking], 4) == [("", "stop", 1)]


@pytest.mark.parametrize(
    ("grammar", "told"), [("start: nothing", "nothing"), ('start: %json {"type":"array","uniqueItems":true}', "uniqueItems")]
)
def test_a_grammar_that_is_refused_is_named_with_the_reason(engine: HFEngine, grammar: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        engine.generate([asked(1, grammar)], 9)


def test_a_limit_under_the_shortest_answer_is_a_users_mistake(engine: HFEngine) -> None:
    with pytest.raises(UserError, match=r"at least \d+ tokens, and 3 are left"):
        engine.generate([asked(1, lark(FILE))], 3)
