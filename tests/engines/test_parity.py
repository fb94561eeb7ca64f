"""Parity counts, token by token, what a second model would have written."""

from pathlib import Path

import pytest
import torch

from stages.engines.parity import Parity, parity, written
from stages.methods.models.loading import load_base
from stages.prompting.tokens import Tokens
from tests.tiny_model import PROFILE, samples

PROMPTS = [sample["messages"] for sample in samples("test", 3)]


@pytest.mark.usefixtures("here")
def test_a_model_follows_its_own_answers_to_the_end() -> None:
    model = load_base(PROFILE, 16, "cpu")
    answers = written(model, Tokens(PROFILE), PROMPTS, 10)
    assert parity(model, answers) == Parity(
        sum(len(one.answer) for one in answers), sum(len(one.answer) for one in answers), 3, 3
    )


@pytest.mark.usefixtures("here")
def test_one_other_token_counts_as_one_and_costs_the_whole_answer() -> None:
    model = load_base(PROFILE, 16, "cpu")
    first, *rest = written(model, Tokens(PROFILE), PROMPTS, 10)
    first.answer[-1] += 1
    found = parity(model, [first, *rest])
    assert (found.tokens - found.same_tokens, found.answers - found.same_answers) == (1, 1)


@pytest.mark.usefixtures("here")
def test_another_model_does_not_follow() -> None:
    model = load_base(PROFILE, 16, "cpu")
    answers = written(model, Tokens(PROFILE), PROMPTS, 10)
    for weight in model.parameters():
        weight.data = torch.randn_like(weight)
    assert parity(model, answers).share < 0.5
    assert str(Parity(8, 6, 2, 1)) == "6 of 8 tokens (75.00%), 1 of 2 answers"


def test_nothing_written_is_no_difference(here: Path) -> None:
    assert Parity(0, 0, 0, 0).share == 1.0
