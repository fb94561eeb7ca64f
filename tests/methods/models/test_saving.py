"""What a run leaves: adapter, tokenizer, settings and card, without path, clock or hash order."""

import json
from pathlib import Path
from typing import Any

import pytest

from stages.methods.models.adapters import adapt
from stages.methods.models.loading import load_base
from stages.methods.models.saving import model_card, save
from tests.tiny_model import LORA, PROFILE

SETTINGS: dict[str, Any] = {
    "task": "audit", "base": {"name": "tiny", "licence": "Apache-2.0", "prompt_format": "chatml"},
    "method": LORA.model_dump(), "data": {"data/split/audit/val.parquet": "cd", "data/split/audit/train.parquet": "ab"},
}  # fmt: skip
NUMBERS = {"steps": 6, "adapted_modules": {"q_proj": 2}}


@pytest.fixture
def saved(here: Path) -> Path:
    out = here / "models/audit-lora"
    model = adapt(load_base(PROFILE, 16, "cpu"), LORA, PROFILE, 6)
    save(out, model, PROFILE, SETTINGS, model_card("audit-lora", SETTINGS, NUMBERS))
    return out


def test_an_adapter_is_saved_with_all_it_takes_to_use_it(saved: Path) -> None:
    assert sorted(path.name for path in saved.iterdir()) == [
        "README.md", "adapter_config.json", "adapter_model.safetensors", "settings.json", "tokenizer.json",
    ]  # fmt: skip


def test_the_adapter_names_its_base_by_its_place_in_the_project(saved: Path) -> None:
    config = json.loads((saved / "adapter_config.json").read_text())
    assert config["base_model_name_or_path"] == "models/tiny"
    assert config["target_modules"] == sorted(PROFILE.lora_targets)


def test_settings_come_back_as_they_were_down_to_a_small_learning_rate(here: Path) -> None:
    settings = SETTINGS | {"method": SETTINGS["method"] | {"learning_rate": 1.5e-7}}
    (here / "out").mkdir()
    save(here / "out", None, PROFILE, settings, "card\n")
    assert json.loads((here / "out/settings.json").read_text()) == settings


def test_an_untuned_run_has_no_weights(here: Path) -> None:
    (here / "out").mkdir()
    save(here / "out", None, PROFILE, SETTINGS, "card\n")
    assert not list((here / "out").glob("*.safetensors"))


def test_the_card_tells_base_licence_data_and_numbers() -> None:
    card = model_card("audit-lora", SETTINGS, NUMBERS)
    for part in (
        "base_model: tiny",
        "license: apache-2.0",
        "sha256 `ab`",
        "| steps | 6 |",
        '| adapted_modules | {"q_proj": 2} |',
    ):
        assert part in card
    assert card.index("train.parquet") < card.index("val.parquet")
    assert "nothing was trained" in model_card("audit-base", SETTINGS | {"method": {"kind": "base"}, "data": {}}, {})
