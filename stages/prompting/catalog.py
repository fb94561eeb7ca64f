"""models/catalog.yaml as typed profiles, and the folder a base model's files must lie in."""

import math
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from stages.core.errors import UserError, unknown
from stages.core.files import read_json, read_yaml
from stages.core.typed import STRICT, typed
from stages.prompting.prompts import FORMATS, PromptFormat

CATALOG = Path("models/catalog.yaml")
Commercial = Literal["yes", "conditions", "no"]  # conditions: the licence allows it within limits of its own
_POINTER = b"version https://git-lfs"  # how the text begins that Git LFS leaves in place of a file
_ASIDE = {"visual", "mtp"}  # parts that some models' files hold beside the model of text: its eyes, a draft of the next tokens
_NEAR = 0.05  # how far the number of parameters may be off


@dataclass(frozen=True, config=STRICT)
class Profile:
    """One base model. What is 0 or "" is not known, and not checked against the model's files.

    licence: an SPDX id, else LicenseRef-…; context: most tokens of prompt and answer, as the weights are stored; parameters: of
    the model that is tuned, tied ones once; active: those that one token passes, where that is not all of them; layers, width
    (of the residual stream), vocab (rows of the embedding); lora_targets, ia3_targets: last names of modules.
    """

    name: str
    licence: str
    prompt_format: str
    context: int
    lora_targets: list[str]
    ia3_targets: list[str] = Field(default_factory=list)
    ia3_feedforward: list[str] = Field(default_factory=list)  # those whose input is scaled, not their output
    packing: bool = False  # padding-free batches are exact for it: attention is all that mixes tokens
    hub: str = ""  # where `sectune fetch` gets the files; "": they are put into the folder by hand
    revision: Annotated[str, Field(pattern=r"^([0-9a-f]{40})?$")] = ""  # commit on the hub; "": not pinned yet
    gated: bool = False  # the hub gives the files only to accounts that accepted the licence
    commercial: Commercial = "conditions"
    architecture: str = ""  # the first of `architectures` in config.json
    parameters: int = 0
    active: int = 0
    layers: int = 0
    width: int = 0
    vocab: int = 0
    bos: str = ""  # in place of the prompt format's own; "": that one
    stop: str = ""

    @property
    def folder(self) -> Path:
        """Where the files lie: safetensors weights, config.json, tokenizer.json."""
        return Path("models") / self.name

    @property
    def form(self) -> PromptFormat:
        """How the model is prompted."""
        known = FORMATS[self.prompt_format]
        return replace(known, bos=self.bos or known.bos, stop=self.stop or known.stop)


def load_profile(name: str, path: Path = CATALOG) -> Profile:
    """The profile of a model. Raises UserError for an unknown name, key or prompt format."""
    entries = read_yaml(path)
    if name not in entries:
        raise unknown("model", name, entries, str(path))
    return _profile(name, entries[name], path)


def load_catalog(path: Path = CATALOG) -> dict[str, Profile]:
    """Every profile by its name, in the order of the file. Raises UserError as `load_profile` does."""
    return {name: _profile(name, entry, path) for name, entry in read_yaml(path).items()}


def _profile(name: str, entry: Any, path: Path) -> Profile:
    profile = typed(partial(Profile, name), entry, f"{path}:{name}")
    if profile.prompt_format not in FORMATS:
        raise unknown("prompt format", profile.prompt_format, FORMATS, f"{path}:{name}: prompt_format")
    return profile


def check_files(profile: Profile, folder: Path | None = None) -> Path:
    """The model's folder (models/<name>/, or the one given), safe to load.

    Raises UserError when files are missing or broken, or are not those of the model that the profile describes.
    """
    folder = folder or profile.folder
    for needed in ("config.json", "tokenizer.json"):
        if not (folder / needed).is_file():
            way = f"get them with `sectune fetch {profile.name}`, or " if profile.hub else ""
            raise UserError(f"{folder / needed}: not found; {way}put the files of model {profile.name} into {folder}/")
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        raise UserError(f"{folder}: no *.safetensors; weights in other formats (pickle) are not loaded, convert them")
    for path in (folder / "config.json", folder / "tokenizer.json", *weights):
        _check_fetched(path)
    config = _config(folder / "config.json")
    if "auto_map" in config and not profile.architecture:
        raise UserError(
            f"{folder / 'config.json'}: auto_map asks for remote code, which is never run; where the library has the "
            f"model's class itself, name it as `architecture` in {CATALOG}"
        )
    _check_whole(folder)
    _check_agreement(profile, config, sum(map(_parameters, weights)), folder)
    return folder


def _check_fetched(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(_POINTER)) == _POINTER:
            raise UserError(f"{path}: a Git LFS pointer, not the file itself; run `git lfs pull` where it comes from")


def _config(path: Path) -> dict[str, Any]:
    config = read_json(path)
    if not isinstance(config, dict):
        raise UserError(f"{path}: a JSON object is needed, got {type(config).__name__}; copy the model's own file again")
    return config


def _check_whole(folder: Path) -> None:
    """Every file that the index of weights names is there."""
    index = folder / "model.safetensors.index.json"
    if not index.is_file():
        return
    missing = sorted({name for name in _config(index).get("weight_map", {}).values() if not (folder / name).is_file()})
    if missing:
        raise UserError(f"{folder / missing[0]}: not found, and {index.name} names it; copy the model's files again")


def _parameters(path: Path) -> int:
    """How many numbers a file of weights holds for the model of text, from its header; no weight is read."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np") as file:
            names = [name for name in file.keys() if _ASIDE.isdisjoint(name.split("."))]
            return sum(math.prod(file.get_slice(name).get_shape()) for name in names)
    except SafetensorError as error:
        raise UserError(f"{path}: cut off or not safetensors ({error}); copy or convert it again") from error


def _check_agreement(profile: Profile, config: dict[str, Any], parameters: int, folder: Path) -> None:
    """config.json and weights are those of the model that the profile describes."""
    text = config.get("text_config", config)
    classes, longest = config.get("architectures") or [], text.get("max_position_embeddings", 0)
    found = (
        ("architecture", profile.architecture, ", ".join(classes) or "missing", profile.architecture in classes),
        ("vocab", profile.vocab, text.get("vocab_size"), profile.vocab == text.get("vocab_size")),
        ("context", profile.context, longest, not longest or longest >= profile.context),
        ("parameters", profile.parameters, parameters, abs(parameters - profile.parameters) <= _NEAR * profile.parameters),
    )
    faults = [
        f"{key} is {wanted} in {CATALOG}, {there} in the files" for key, wanted, there, agrees in found if wanted and not agrees
    ]
    if faults:
        raise UserError(
            f"{folder}: not the model that entry {profile.name} describes: {'; '.join(faults)}; correct one of the two"
        )
