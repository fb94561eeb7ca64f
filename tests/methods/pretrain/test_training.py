"""The training loop of the base model: right loss, right optimizer, resumes to the same bytes."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from stages.core.errors import UserError
from stages.core.files import read_yaml
from stages.methods.pretrain import card, copying, loop, model
from stages.methods.pretrain.tokenizer import CLOSE, END, OPEN
from stages.pretrain import STAGES

SHAPE = {
    "vocab_size": 64, "hidden_size": 16, "intermediate_size": 32, "layers": ["conv", "full_attention"], "heads": 2,
    "kv_heads": 1, "positions": 64,
}  # fmt: skip
IDS = {END: 0, OPEN: 1, CLOSE: 2}
SETTINGS = loop.Settings(
    copying=2, block=16, batch=2, steps=12, warmup=2, anneal=4, learning_rate=3e-3, matrix_rate=2e-2, weight_decay=0.1, clip=1.0,
    seed=7, evaluate_every=3, save_every=4, mix={"a": 1.0}, mix_anneal={"a": 1.0},
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    for split in ("train", "held_out"):
        np.save(tmp_path / f"{split}-a.npy", np.tile(np.arange(3, 40, dtype=np.uint16), 20))
    return tmp_path


@pytest.mark.parametrize("shape", [(16, 48), (48, 16), (16, 16)])
def test_an_orthogonal_update_has_singular_values_near_one(shape):
    torch.manual_seed(0)
    values = torch.linalg.svdvals(model.orthogonal(torch.randn(*shape)))
    assert 0.3 < values.min() and values.max() < 1.3


def test_every_weight_has_exactly_one_optimizer():
    net = model.build(SHAPE, IDS, seed=1)
    held = [id(w) for one in model.optimizers_for(net, 1e-3, 1e-2, 0.1) for group in one.param_groups for w in group["params"]]
    assert sorted(held) == sorted(id(weight) for weight in net.parameters())


def test_the_rate_rises_stays_and_falls_to_the_last_step():
    rates = [loop.rate(step, SETTINGS) for step in range(12)]
    assert rates == [0.5, *[1.0] * 8, 0.75, 0.5, 0.25]


def test_a_row_to_copy_counts_only_tokens_that_were_there_before():
    ids, again = copying.rows(np.random.default_rng(1), vocabulary=8192)
    assert again.any(axis=1).all() and ids.min() >= copying.SPECIAL
    for row, known in zip(ids, again, strict=True):
        assert all(tuple(row[at - 1 : at + 1]) in set(zip(row[: at - 1], row[1:at], strict=True)) for at in np.flatnonzero(known))


def test_copying_is_learnt_before_any_text():
    net = model.build(SHAPE | {"hidden_size": 64, "intermediate_size": 64, "vocab_size": 32}, IDS, seed=1)
    steps, optimizers = 200, model.optimizers_for(net, 3e-3, 2e-2, 0.1)
    assert copying.learn(net, optimizers, steps, seed=1, clip=1.0) > 0.8


def test_training_lowers_the_loss(folder, tmp_path):
    curve = loop.train(model.build(SHAPE, IDS, seed=1), folder, tmp_path / "state.pt", replace(SETTINGS, steps=30), print)
    assert curve[-1]["loss"] < curve[0]["loss"] - 0.5
    assert curve[-1]["tokens"] == 30 * 2 * 16


class Killed(Exception):
    """Stands for the kill signal at a point where a file is neither open nor half written."""


@pytest.mark.parametrize("killed_at", [1, 2, 3])
def test_a_killed_run_ends_like_an_uninterrupted_one(folder, tmp_path, killed_at):
    whole, broken = (model.build(SHAPE, IDS, seed=1) for _ in range(2))
    expected = loop.train(whole, folder, tmp_path / "whole.pt", SETTINGS, lambda line: None)
    said: list[str] = []

    def die(line: str) -> None:
        said.append(line)
        if len(said) == killed_at:
            raise Killed

    with pytest.raises(Killed):
        loop.train(broken, folder, tmp_path / "broken.pt", SETTINGS, die)
    resumed = model.build(SHAPE, IDS, seed=99)  # other weights than at the start: all must come from the state
    if not (tmp_path / "broken.pt").exists():
        resumed = model.build(SHAPE, IDS, seed=1)
    assert loop.train(resumed, folder, tmp_path / "broken.pt", SETTINGS, lambda line: None) == expected
    assert all(torch.equal(a, b) for a, b in zip(whole.parameters(), resumed.parameters(), strict=True))


def test_streams_that_were_never_made_are_one_clear_line(tmp_path):
    with pytest.raises(UserError, match="run `python -m stages.pretrain tokenizer` first"):
        loop.train(model.build(SHAPE, IDS, seed=1), tmp_path, tmp_path / "state.pt", SETTINGS)


def stage_deps() -> dict[str, set[str]]:
    stages = read_yaml(Path("models/pretrain/dvc.yaml"))["stages"]
    return {name: {dep for dep in stage["deps"] if dep.endswith(".py")} for name, stage in stages.items()}


def test_the_pipeline_s_stages_are_those_of_the_command():
    assert [*stage_deps(), "promote"] == list(STAGES)


@pytest.mark.parametrize("name", ["corpus", "tokenizer", "train"])
def test_a_stage_lists_every_file_it_imports(name):
    listed = stage_deps()[name]
    loaded = {f"stages.{dep.removeprefix('stages/').removesuffix('.py').replace('/', '.')}" for dep in listed}
    missing = set()
    for dep in listed - {"stages/methods/pretrain/steps.py"}:  # steps imports each stage's parts inside its function
        for node in ast.walk(ast.parse(Path(dep).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stages."):
                names = {f"{node.module}.{alias.name}" for alias in node.names}
                parts = {found for found in names if Path(found.replace(".", "/") + ".py").is_file()} or {node.module}
                missing |= {part for part in parts if part not in loaded}
    assert not missing


def test_an_unfinished_model_is_not_promoted(tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(UserError, match=r"model\.safetensors"):
        card.promote(tmp_path / "out", tmp_path / "nano")
    assert not (tmp_path / "nano").exists()
