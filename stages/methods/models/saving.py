"""What a run leaves in models/<run>/: adapter or model, tokenizer, settings, card; the same bytes for the same run."""

import json
import shutil
from pathlib import Path
from typing import Any

from stages.core.files import read_json, write_json, write_text
from stages.prompting.catalog import Profile

CONFIG_FILES = ("config.json", "generation_config.json")
KINDS = {  # those that leave no adapter, in words
    "base": "no tuning: the base model as it is", "full": "every weight tuned", "freeze": "some of its layers tuned",
}  # fmt: skip
TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja")


def save(out: Path, model: Any | None, profile: Profile, settings: dict[str, Any], card: str) -> None:
    """Write a run's folder. `model` None is the untuned model: a pointer, no weights.

    A model whose own weights were tuned is rounded to the type of number that its base is stored in.
    """
    if model is not None and hasattr(model, "peft_config"):
        model.save_pretrained(out, safe_serialization=True, save_embedding_layers=False)  # adapters only: no row is ever added
        _settle(out / "adapter_config.json", profile)
    elif model is not None:
        _save_whole(model, profile, out)
    for name in TOKENIZER_FILES:
        _copy(name, profile, out)
    write_json(out / "settings.json", settings)
    write_text(out / "README.md", card)


def _save_whole(model: Any, profile: Profile, out: Path) -> None:
    from transformers.utils import logging

    from stages.methods.models.loading import stored_dtype

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    model.to(stored_dtype(profile)).save_pretrained(out)
    logging.enable_progress_bar()  # type: ignore[no-untyped-call]
    for name in CONFIG_FILES:  # tuning changes none of them
        (out / name).unlink(missing_ok=True)
        _copy(name, profile, out)


def _copy(name: str, profile: Profile, out: Path) -> None:
    if (profile.folder / name).is_file():
        shutil.copyfile(profile.folder / name, out / name)


def _settle(path: Path, profile: Profile) -> None:
    """peft writes sets in hash order and the path it loaded from; sort the one, name the other by its place."""
    config = read_json(path)
    config = {key: sorted(value) if isinstance(value, list) else value for key, value in config.items()}
    config["base_model_name_or_path"] = profile.folder.as_posix()
    write_text(path, json.dumps(config, indent=2, sort_keys=True) + "\n")


def model_card(run: str, settings: dict[str, Any], numbers: dict[str, Any]) -> str:
    """README.md of a run: what it is, from what it was made, how to load it, where its scores stand."""
    task, base, method = settings["task"], settings["base"], settings["method"]
    kind = KINDS.get(method["kind"]) or f"{method['kind']} adapter, base held in {method.get('bits', 16)} bits"
    rows = "\n".join(f"| {key} | {value} |" for key, value in sorted(_flat(numbers).items()))
    digests = "\n".join(f"- `{name}` sha256 `{digest}`" for name, digest in sorted(settings["data"].items()))
    return f"""---
base_model: {base["name"]}
license: {base["licence"].lower()}
library_name: {"transformers" if method["kind"] in KINDS else "peft"}
tags: [sectune, {task}]
---
# {run}

Task `{task}`, base model `{base["name"]}` ({base["licence"]}), {kind}.

Intended use: research on, and triage of, the task's inputs by people who check each answer. Not a replacement for an audit.

## Data

{digests or "none: nothing was trained"}

## Training

| | |
|---|---|
{rows}

Scores with intervals: `reports/{task}/comparison.md`. Prompt format: `{base["prompt_format"]}`; prompts are rendered by
`stages/prompting`, the same code for training, prediction and serving. The base model's licence holds for this model too.
"""


def _flat(numbers: dict[str, Any]) -> dict[str, Any]:
    return {key: json.dumps(value) if isinstance(value, dict) else value for key, value in numbers.items()}
