"""A project with a trained, evaluated run: all that the commands after training read."""

import json
from pathlib import Path
from typing import Any

import torch

from stages.core.fingerprint import digests
from stages.core.params import load_params
from stages.core.tables import write_table
from stages.core.tuning import Lora
from stages.methods.models.adapters import adapt
from stages.methods.models.loading import load_base
from stages.methods.models.saving import save
from tests.tiny_model import PROFILE, make_training_project, samples

LORA = Lora(r=4, alpha=8, dropout=0.1, learning_rate=5e-3)
SCORES = {
    "task": "audit", "run": "audit-lora", "n": 5, "test_digest": "ab" * 32, "main": "f1",
    "metrics": {"f1": {"value": 0.5, "low": 0.25, "high": 0.75, "n": 5, "direction": "up"}},
}  # fmt: skip


def make_trained_project(folder: Path, licence: str = "MIT") -> Path:
    """Base model, splits, records under `licence`, reports, and models/audit-lora with weights that were moved."""
    make_training_project(folder)
    records = [{"id": sample["record_id"], "licence": licence, "source": "authored"} for sample in samples("train", 8)]
    write_table(folder / "data/valid/audit/records.parquet", records)
    source = {"name": "authored", "revision": "shipped", "trust": "small contracts", "licence": "Apache-2.0"}
    _json(folder / "data/raw/audit/manifest.json", {"task": "audit", "scale": "demo", "sources": [source]})
    _json(folder / "reports/audit/scores/audit-lora.json", SCORES)
    _json(folder / "reports/audit/training/audit-lora.json", {"steps": 40, "adapted_modules": {"q_proj": 2}})
    return folder


def train(settings_change: dict[str, Any] | None = None) -> None:
    """Leave models/audit-lora in the project that is entered."""
    torch.manual_seed(1)
    model = adapt(load_base(PROFILE, 16, "cpu"), LORA, PROFILE, 40)
    for weight in model.parameters():
        if weight.requires_grad:
            weight.data += torch.randn_like(weight) * 0.1
    data = digests([Path("data/split/audit") / f"{side}.parquet" for side in ("train", "val")])
    base = {"name": "tiny", "licence": "Apache-2.0", "prompt_format": "chatml"}
    method = load_params().methods["lora"].model_dump()
    settings = {"task": "audit", "base": base, "method": method, "data": data} | (settings_change or {})
    out = Path("models/audit-lora")
    out.mkdir()
    save(out, model, PROFILE, settings, "card\n")


def _json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))
