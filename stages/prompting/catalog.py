"""models/catalog.yaml as typed profiles, and the folder a base model's files must lie in."""

from functools import partial
from pathlib import Path

from pydantic import Field
from pydantic.dataclasses import dataclass

from stages.core.errors import UserError, unknown
from stages.core.files import read_json, read_yaml
from stages.core.typed import STRICT, typed
from stages.prompting.prompts import FORMATS

CATALOG = Path("models/catalog.yaml")
_POINTER = b"version https://git-lfs"  # how the text begins that Git LFS leaves in place of a file


@dataclass(frozen=True, config=STRICT)
class Profile:
    """One base model: how to prompt it, how long its context is (tokens), which modules LoRA and IA3 adapt."""

    name: str
    licence: str
    prompt_format: str
    context: int
    lora_targets: list[str]
    ia3_targets: list[str] = Field(default_factory=list)
    ia3_feedforward: list[str] = Field(default_factory=list)  # those whose input is scaled, not their output
    packing: bool = False  # padding-free batches are exact for it: attention is all that mixes tokens

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
    """The model's folder, safe to load. Raises UserError when files are missing, broken or would run code on loading."""
    folder = profile.folder
    for needed in ("config.json", "tokenizer.json"):
        if not (folder / needed).is_file():
            raise UserError(f"{folder / needed}: not found; put the files of model {profile.name} into {folder}/")
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        raise UserError(f"{folder}: no *.safetensors; weights in other formats (pickle) are not loaded, convert them")
    for path in (folder / "config.json", folder / "tokenizer.json", *weights):
        _check_fetched(path)
    _check_config(folder / "config.json")
    for path in weights:
        _check_weights(path)
    return folder


def _check_fetched(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(_POINTER)) == _POINTER:
            raise UserError(f"{path}: a Git LFS pointer, not the file itself; run `git lfs pull` where it comes from")


def _check_config(path: Path) -> None:
    config = read_json(path)
    if not isinstance(config, dict):
        raise UserError(f"{path}: a JSON object is needed, got {type(config).__name__}; copy the model's own file again")
    if "auto_map" in config:
        raise UserError(f"{path}: auto_map asks for remote code, which is never run; use a native class")


def _check_weights(path: Path) -> None:
    """Length and header only; no weight is read."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np"):
            pass
    except SafetensorError as error:
        raise UserError(f"{path}: cut off or not safetensors ({error}); copy or convert it again") from error
