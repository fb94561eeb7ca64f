"""A whole project in small: the real code and pipeline, a few shipped families, a two-layer model, budgets of seconds."""

import shutil
from pathlib import Path

from tests.imports import ROOT

FAMILIES = 12  # the first ones by name


def small_project(folder: Path) -> Path:
    """Fill `folder` with stages, settings, `FAMILIES` teaching families, the first incidents, and a random nano."""
    shutil.copytree(ROOT / "stages", folder / "stages", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dvc.yaml", "models/catalog.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "params.yaml").write_text(_small((ROOT / "params.yaml").read_text()))
    for kind in ("teaching", "incidents"):
        families = sorted((ROOT / "data/sources/audit" / kind).iterdir())[:FAMILIES]
        assert families
        for family in families:
            shutil.copytree(family, folder / "data/sources/audit" / kind / family.name)
    _small_model(folder / "models/nano")
    return folder


def _small(params: str) -> str:
    """The settings with budgets of a few steps and samples."""
    head, demo, rest = params.partition("  demo:\n")
    budget, bench, tail = rest.partition("  bench:\n")
    sizes = {"train_samples": 8, "train_other": 2, "test_samples": 6, "test_other": 1, "steps": 2, "batch_size": 16,
             "warmup_steps": 1, "checkpoint_steps": 1, "answer_tokens": 224}  # fmt: skip
    lines = []
    for line in budget.splitlines():
        key = line.strip().partition(":")[0]
        lines.append(f"{line.partition(':')[0]}: {sizes[key]}" if key in sizes else line)
    head = head.replace("bootstrap: 2000", "bootstrap: 100")
    return f"{head}{demo}" + "\n".join(lines) + f"\n{bench}{tail}"


def _small_model(folder: Path) -> None:
    """Random weights of nano's kind: the catalog's adapter targets must be found in it."""
    from stages.methods.pretrain.model import build, save
    from stages.methods.pretrain.tokenizer import CLOSE, END

    folder.mkdir(parents=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(ROOT / "models/nano" / name, folder / name)
    shape = {
        "vocab_size": 8192, "hidden_size": 64, "intermediate_size": 128, "layers": ["conv", "full_attention"], "heads": 2,
        "kv_heads": 1, "positions": 2048,
    }  # fmt: skip
    ids = {END: 0, CLOSE: 2}
    save(build(shape, ids, seed=0), ids, folder)
