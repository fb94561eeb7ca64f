"""Engines on the device: the answers of a processor in float32; masks, draws and merged models work there too."""

from pathlib import Path
from typing import Any

import torch

from stages.engines.contract import Request
from stages.engines.hf import HFEngine
from stages.methods.models.adapters import adapt
from stages.methods.models.loading import load_base, load_tuned
from stages.methods.models.merging import load_merged, write_merged
from stages.methods.models.saving import save
from stages.prompting.tokens import Tokens
from tests.tiny_model import LORA, PROFILE, samples

ASKED = [Request(sample["messages"]) for sample in samples("test", 5)]
HELD = [Request(sample["messages"], grammar='start: "yes" | "no"') for sample in samples("test", 5)]


def engine(device: str) -> HFEngine:
    return HFEngine(load_base(PROFILE, 16, device, torch.float32), Tokens(PROFILE))


def test_greedy_answers_are_those_of_a_processor(project: str) -> None:
    answers = engine(project).generate(ASKED, 16)
    assert answers == engine("cpu").generate(ASKED, 16)
    assert len({answer.text for answer in answers}) > 1


def test_draws_are_repeated_and_differ_from_each_other(project: str) -> None:
    once, twice = (engine(project).sample(ASKED, 12, 2, 1.0, 7) for _ in range(2))
    assert once == twice and once[0][0] != once[0][1]


def test_masks_hold_answers_to_their_grammar(project: str) -> None:
    assert {answer.text for answer in engine(project).generate(HELD, 12)} <= {"yes", "no"}


def test_a_merged_run_scores_like_the_adapter_on_its_base(project: str) -> None:
    run, out = Path("models/run"), Path("out")
    run.mkdir()
    out.mkdir()
    model = adapt(load_base(PROFILE, 16, project), LORA, PROFILE, 100)
    for weight in model.parameters():
        if weight.requires_grad:
            weight.data += torch.randn_like(weight) * 0.02
    save(run, model, PROFILE, {"task": "audit"}, "card\n")
    write_merged(run, PROFILE, out, "bfloat16" if project == "cuda" else "float32", 16)
    tuned, merged = scores(load_tuned(PROFILE, LORA, run, project), project), scores(load_merged(out, project), project)
    assert float((tuned - merged).norm() / tuned.norm()) < (3e-2 if project == "cuda" else 1e-4)


def scores(model: Any, device: str) -> torch.Tensor:
    with torch.no_grad():
        return model.eval()(input_ids=torch.arange(60, device=device).reshape(2, 30) * 5 + 40).logits.double()  # type: ignore[no-any-return]
