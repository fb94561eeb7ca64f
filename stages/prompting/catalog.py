"""models/catalog.yaml as typed profiles, and the folder a base model's files must lie in."""

import json
from functools import partial
from pathlib import Path

from pydantic.dataclasses import dataclass

from stages.core.errors import UserError, unknown
from stages.core.files import read_text, read_yaml
from stages.core.typed import STRICT, typed
from stages.prompting.prompts import FORMATS

CATALOG = Path("models/catalog.yaml")


@dataclass(frozen=True, config=STRICT)
class Profile:
    """One base model: how to prompt it, how long its context is (tokens), which modules LoRA adapts."""

    name: str
    licence: str
    prompt_format: str
    context: int
    lora_targets: list[str]

    @property
    def folder(self) -> Path:
        """Where the files lie: safetensors weights, config.json, tokenizer.json."""
        return Path("models") / self.name


def load_profile(name: str, path: Path = CATALOG) -> Profile:
    """The profile of a model. Raises UserError for an unknown name, key or prompt format."""
    entries = read_yaml(path)
    if name not in entries:
        raise unknown("model", name, entries, str(path))
    profile = typed(partial(Profile, name), entries[name], f"{path}:{name}")
    if profile.prompt_format not in FORMATS:
        raise unknown("prompt format", profile.prompt_format, FORMATS, f"{path}:{name}: prompt_format")
    return profile


def check_files(profile: Profile) -> Path:
    """The model's folder, safe to load. Raises UserError when files are missing or would run code on loading."""
    folder = profile.folder
    for needed in ("config.json", "tokenizer.json"):
        if not (folder / needed).is_file():
            raise UserError(f"{folder / needed}: not found; put the files of model {profile.name} into {folder}/")
    if not list(folder.glob("*.safetensors")):
        raise UserError(f"{folder}: no *.safetensors; weights in other formats (pickle) are not loaded, convert them")
    if "auto_map" in json.loads(read_text(folder / "config.json")):
        raise UserError(f"{folder / 'config.json'}: auto_map asks for remote code, which is never run; use a native class")
    return folder
