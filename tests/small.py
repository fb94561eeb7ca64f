"""A whole project in small: the real code and pipeline, a few shipped families, a two-layer model, budgets of seconds."""

import json
import shutil
from pathlib import Path
from typing import Any

from stages.core.files import read_yaml
from stages.prompting.catalog import load_profile
from tests.imports import ROOT
from tests.project import edit

FAMILIES = 12  # the first ones by name
RUNS = {"audit": ("audit-base", "audit-lora", "audit-qlora"), "codegen": ("codegen-lora",), "kgraph": ("kgraph-lora",)}


def small_project(folder: Path) -> Path:
    """Fill `folder` with stages, settings, `FAMILIES` teaching families, the first incidents, and a random nano."""
    shutil.copytree(ROOT / "stages", folder / "stages", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dvc.yaml", "models/catalog.yaml"):
        _copy(ROOT / name, folder / name)
    (folder / "params.yaml").write_text(_small(read_yaml(ROOT / "params.yaml")))
    _few_packages(folder / "stages/tasks/codegen/sources.yaml")
    shutil.copytree(ROOT / "data/sources/codegen", folder / "data/sources/codegen")
    for lang in ("en", "zh", "ko"):
        reports = sorted((ROOT / "data/sources/kgraph/reports" / lang).iterdir())[: 2 * FAMILIES]
        assert reports
        for report in reports:
            _copy(report, folder / report.relative_to(ROOT))
    for kind in ("teaching", "incidents"):
        families = sorted((ROOT / "data/sources/audit" / kind).iterdir())[:FAMILIES]
        assert families
        for family in families:
            shutil.copytree(family, folder / "data/sources/audit" / kind / family.name)
    _small_model(folder / "models/nano", folder / "models/catalog.yaml")
    return folder


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _small(params: dict[str, Any]) -> str:
    """The settings with budgets of a few steps and samples."""
    for task in params["tasks"].values():
        demo = task["budgets"]["demo"]
        demo["split"] |= {"train_samples": 8, "train_other": 2, "test_samples": 6, "test_other": 1}
        demo |= {"steps": 2, "predict": {"constrained_samples": 3, "draws": 1}}
    params["runs"] = {run: params["runs"][run] for runs in RUNS.values() for run in runs}
    params["scales"]["demo"]["train"] |= {"batch_size": 16, "warmup_steps": 1, "checkpoint_steps": 1}
    params["evaluate"]["bootstrap"] = 100
    return json.dumps(params, indent=1)


def _few_packages(listing: Path) -> None:
    """One small package for each of codegen's sources of packages, in place of many."""
    text, chosen = listing.read_text(), {"packages-bsd": "mpmath", "packages-mit": "fonttools", "packages-apache": "requests"}
    kept = [line for line in text.split("\n") if "==" not in line or any(f"- {name}==" in line for name in chosen.values())]
    listing.write_text("\n".join(kept))


def _small_model(folder: Path, catalog: Path) -> None:
    """Random weights of nano's kind: the catalog's adapter targets must be found in it; its size is told there."""
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
    model = build(shape, ids, seed=0)
    save(model, ids, folder)
    edit(
        catalog,
        f"parameters: {load_profile('nano', catalog).parameters}\n",
        f"parameters: {sum(w.numel() for w in model.parameters())}\n",
    )
