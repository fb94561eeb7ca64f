"""Batches that shrink as rows end give the answers of whole ones; draws follow the distribution."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
import torch

from stages.engines import decoding
from stages.engines.contract import Request
from stages.engines.decoding import Row
from stages.engines.hf import HFEngine
from stages.engines.sampling import Draw, chance
from stages.methods.device import prepare
from stages.methods.models.loading import load_base
from stages.prompting.catalog import Profile, load_profile
from stages.prompting.tokens import Tokens
from tests.project import ROOT
from tests.tiny_model import PROFILE

LIMIT = 20


def asked(count: int) -> list[Request]:
    """Requests of unequal length, of which every fourth may grow on when the others have ended."""
    words = [f"function f{number} " + "{ pay(); } " * (number % 5) for number in range(count)]
    return [
        Request([{"role": "user", "content": text}], spent=0 if number % 4 == 1 else LIMIT - 2 - number % 3)
        for number, text in enumerate(words)
    ]


def sizes(engine: HFEngine, batch: list[Request], monkeypatch: pytest.MonkeyPatch) -> tuple[list[int], list[object]]:
    """Rows of each leg, and the answers."""
    seen: list[int] = []
    whole = engine._model.generate

    def generate(**given: object) -> object:
        seen.append(len(given["input_ids"]))  # type: ignore[arg-type]
        return whole(**given)

    with monkeypatch.context() as patched:
        patched.setattr(engine._model, "generate", generate)
        answers = engine.generate(batch, LIMIT)
    return seen, list(answers)


@pytest.mark.parametrize("name", ["tiny", "nano"])
def test_a_batch_that_is_halved_gives_the_answers_of_the_whole_one(
    here: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    prepare(1, 7)
    profile: Profile = PROFILE
    if name == "nano":  # its convolutions have a cache of another kind
        monkeypatch.chdir(ROOT)
        profile = load_profile("nano")
    engine = HFEngine(load_base(profile, 16, "cpu"), Tokens(profile))
    legs, halved = sizes(engine, asked(32), monkeypatch)
    monkeypatch.setattr(decoding, "SMALLEST", 64)
    assert legs == [32, 16, 8] or legs == [32, 8]
    assert sizes(engine, asked(32), monkeypatch) == ([32], halved)


def test_a_batch_of_another_size_goes_on_whole(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = HFEngine(load_base(PROFILE, 16, "cpu"), Tokens(PROFILE))
    assert sizes(engine, asked(20), monkeypatch)[0] == [20]


def test_draws_follow_the_distribution_at_their_temperature() -> None:
    rows = [Row([number], 1, 0, chance=chance(7, 0, [number])) for number in range(4000)]
    scores = torch.tensor([[2.0, 0.0, -torch.inf, 1.0]]).repeat(len(rows), 1)
    drawn = Counter(Draw(rows, 2.0)(torch.zeros(1, 1), scores).argmax(-1).tolist())
    wanted = torch.softmax(torch.tensor([1.0, 0.0, -torch.inf, 0.5]), -1).tolist()
    assert [round(abs(drawn[token] / len(rows) - share), 1) for token, share in enumerate(wanted)] == [0.0] * 4
    assert drawn[2] == 0


@pytest.mark.parametrize("place", [0.0, 1 - 2**-53])
def test_a_draw_at_the_edge_never_takes_what_has_no_chance(place: float, monkeypatch: pytest.MonkeyPatch) -> None:
    edge = Random(0)
    monkeypatch.setattr(edge, "random", lambda: place)
    scores = torch.full((1, 1000), -torch.inf)
    scores[0, 300:700] = torch.linspace(0, 1, 400)
    assert 300 <= int(Draw([Row([1], 1, 0, chance=edge)], 1.0)(torch.zeros(1, 1), scores).argmax()) < 700
