"""Greedy decoding: a row's answer does not depend on its company, ends at the stop token, and is cut at the limit."""

from pathlib import Path

import pytest
import torch

from stages.engines.contract import Request
from stages.engines.decoding import Stops, decode, stop_ids
from stages.engines.hf import HFEngine
from stages.engines.leads import Lead
from stages.methods.device import prepare
from stages.methods.models.loading import load_base
from stages.prompting.tokens import Tokens
from tests.tiny_model import PROFILE, samples

ASKED = [Request(sample["messages"]) for sample in samples("test", 5)]


@pytest.fixture
def engine(here: Path) -> HFEngine:
    prepare(1, 7)
    return HFEngine(load_base(PROFILE, 16, "cpu"), Tokens(PROFILE))


def test_a_batch_of_unequal_prompts_is_answered_as_one_by_one(engine: HFEngine) -> None:
    assert len({engine._tokens.count(one.messages[1]["content"]) for one in ASKED}) > 2
    alone = [engine.generate([one], 12)[0] for one in ASKED]
    assert engine.generate(ASKED, 12) == alone
    assert len({answer.text for answer in alone}) > 1


def test_an_answer_is_the_greedy_continuation_of_the_prompt(engine: HFEngine) -> None:
    ids = engine._tokens.prompt(ASKED[0].messages)
    grown = list(ids)
    with torch.no_grad():
        for _ in range(8):
            grown.append(int(engine._model(torch.tensor([grown])).logits[0, -1].argmax()))
    assert engine.generate(ASKED[:1], 8)[0].text == engine._tokens.decode(grown[len(ids) :])


def test_an_answer_without_a_stop_token_is_cut_at_the_limit(engine: HFEngine) -> None:
    answer = engine.generate(ASKED[:1], 6)[0]
    assert (answer.finish_reason, answer.tokens) == ("length", 6)


@pytest.mark.parametrize(("ids", "wanted"), [([40, 41], ("length", 2)), ([40, None], ("stop", 2)), ([None], ("stop", 1))])
def test_the_stop_token_is_counted_and_no_part_of_the_text(
    engine: HFEngine, ids: list[int | None], wanted: tuple[str, int]
) -> None:
    row = engine._row(ASKED[0], 2)
    for number in ids:
        row.take(engine._tokens.stop_id if number is None else number)
    answer = engine._answer(ASKED[0], row)
    assert (answer.finish_reason, answer.tokens, row.ended) == (*wanted, True)
    assert answer.text == engine._tokens.decode([number for number in ids if number is not None])


def test_the_end_token_that_the_model_names_ends_an_answer_too(engine: HFEngine) -> None:
    free = engine.generate(ASKED[:1], 8)[0]
    row = engine._row(ASKED[0], 8)
    decode(engine._model, [row], lambda rows: [], Lead())
    named = row.ids[3]
    engine._model.generation_config.eos_token_id = [named, 399]
    engine._stops = stop_ids(engine._model, engine._tokens)
    ended = engine.generate(ASKED[:1], 8)[0]
    assert (ended.finish_reason, free.finish_reason) == ("stop", "length")
    assert ended.text == engine._tokens.decode(row.ids[: row.ids.index(named)])


def test_the_models_own_sampling_settings_are_not_used(here: Path, engine: HFEngine) -> None:
    wanted = engine.generate(ASKED, 8)
    (here / "models/tiny/generation_config.json").write_text(
        '{"do_sample": true, "temperature": 5.0, "top_k": 2, "repetition_penalty": 3.0, "max_length": 3, "min_new_tokens": 7}'
    )
    torch.manual_seed(1)
    assert HFEngine(load_base(PROFILE, 16, "cpu"), Tokens(PROFILE)).generate(ASKED, 8) == wanted


def test_a_bare_beginning_is_continued_as_it_stands(engine: HFEngine) -> None:
    bare = Request([{"role": "completion", "content": "contract C { function"}])
    ids = engine._tokens.encode("contract C { function")
    with torch.no_grad():
        following = int(engine._model(torch.tensor([ids])).logits[0, -1].argmax())
    assert engine.generate([bare], 1)[0].text == engine._tokens.decode([following])


def test_a_prefix_is_continued_and_no_part_of_the_answer(engine: HFEngine) -> None:
    ids = engine._tokens.prompt(ASKED[0].messages) + engine._tokens.encode("pay")
    with torch.no_grad():
        following = int(engine._model(torch.tensor([ids])).logits[0, -1].argmax())
    assert engine.generate([ASKED[0]._replace(prefix="pay")], 1)[0].text == engine._tokens.decode([following])


def test_a_stop_text_ends_its_row_alone_and_is_left_out(engine: HFEngine) -> None:
    free = engine.generate(ASKED[:2], 12)
    stop = free[0].text[4:6]
    ended, other = engine.generate([ASKED[0]._replace(stops=[stop]), ASKED[1]], 12)
    assert ended.text == free[0].text.partition(stop)[0] and ended.finish_reason == "stop"
    assert ended.tokens <= 12 and other == free[1]


def test_a_stop_text_that_spans_tokens_and_characters_of_several_bytes_is_found(engine: HFEngine) -> None:
    ends, ids = Stops(["é→ü", "nothing"], engine._tokens), engine._tokens.encode("contract é→ü {")
    found = [ends(ids[: end + 1]) for end in range(len(ids))]
    assert len(engine._tokens.encode("é→ü")) > 3 and found.count(True) >= 1
    assert engine._tokens.decode(ids[: found.index(True) + 1]).endswith("é→ü")


def test_what_is_spent_shortens_the_answer(engine: HFEngine) -> None:
    whole, short = engine.generate([ASKED[0], ASKED[0]._replace(spent=9)], 12)
    assert (whole.tokens, short.tokens) == (12, 3) and whole.text.startswith(short.text)


def test_a_draw_does_not_depend_on_its_company(engine: HFEngine) -> None:
    together = engine.sample(ASKED, 8, 2, 1.0, 7)
    assert [engine.sample([one], 8, 2, 1.0, 7)[0] for one in ASKED[:3]] == together[:3]


def test_drawn_answers_differ_and_the_same_settings_draw_them_again(engine: HFEngine) -> None:
    first = engine.sample(ASKED[:2], 8, 3, 1.0, 7)
    engine.generate(ASKED, 4)
    assert engine.sample(ASKED[:2], 8, 3, 1.0, 7) == first != engine.sample(ASKED[:2], 8, 3, 1.0, 8)
    assert len({answer.text for answer in first[0]}) > 1 and engine.sample(ASKED[:2], 8, 0, 1.0, 7) == [[], []]
