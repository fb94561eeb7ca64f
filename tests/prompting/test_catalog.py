import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stages.core.errors import UserError
from stages.core.files import read_yaml
from stages.prompting.catalog import Profile, check_files, load_catalog, load_profile
from tests.tiny import make_tiny

REAL = Path(__file__).parents[2] / "models/catalog.yaml"
TINY = Profile("tiny", "Apache-2.0", "chatml", 2048, ["q_proj"])


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[str, str], str]:
    """What load_profile says about the real entry of nano with one text replaced."""

    def edit(old: str, new: str) -> str:
        text = REAL.read_text()
        assert old in text
        (tmp_path / "catalog.yaml").write_text(text.replace(old, new, 1))
        with pytest.raises(UserError) as error:
            load_profile("nano", tmp_path / "catalog.yaml")
        return str(error.value)

    return edit


def test_every_committed_profile_loads() -> None:
    profiles = load_catalog(REAL)
    assert profiles["nano"] == load_profile("nano", REAL)
    assert [name for name, profile in profiles.items() if not profile.lora_targets] == []


FACTS = ("commercial", "architecture", "parameters", "layers", "width", "vocab")


def test_every_committed_profile_says_what_is_needed_to_judge_it() -> None:
    profiles = load_catalog(REAL).values()
    assert [profile.name for profile in profiles if not all(getattr(profile, fact) for fact in FACTS)] == []
    assert [profile.name for profile in profiles if not profile.hub] == ["nano"]
    assert [profile.name for profile in profiles if not profile.ia3_targets] == []


def test_every_committed_name_can_stand_in_params_yaml() -> None:
    assert [name for name in read_yaml(REAL) if not re.fullmatch("[a-z0-9][a-z0-9-]*", name)] == []


def test_pins_are_whole_commits_and_no_two_models_share_one() -> None:
    pins = [profile.revision for profile in load_catalog(REAL).values() if profile.revision]
    assert len(pins) > 30 and len(set(pins)) == len(pins)


def test_models_that_only_continue_text_say_how_they_begin_and_end_one() -> None:
    """By their architecture's custom: those with a BOS need it (gemma-7b is lost without), StarCoder2, Qwen and Yi have none."""
    bare = {name: profile for name, profile in load_catalog(REAL).items() if profile.prompt_format == "instruction"}
    without = {name for name, profile in bare.items() if not profile.form.bos}
    assert without == {name for name in bare if name.startswith(("starcoder2", "yi-coder"))} and len(bare) > len(without)
    assert {bare[name].form.stop for name in without} == {"<|endoftext|>"}


def test_the_files_of_a_model_lie_in_a_folder_of_its_name() -> None:
    assert load_profile("nano", REAL).folder == Path("models/nano")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\nnano:", "\nnino:", "unknown model 'nano' (did you mean nino?)"),
        (
            "\n  licence:",
            "\n  license:",
            "catalog.yaml:nano: licence: key is missing; add it; unknown key 'license' (did you mean licence?)",
        ),
        ("context: 2048", "context: long", "catalog.yaml:nano: context: got 'long': Input should be a valid integer"),
        (
            "prompt_format: chatml",
            "prompt_format: chat",
            "nano: prompt_format: unknown prompt format 'chat' (did you mean chatml",
        ),
        ("  licence: Apache-2.0\n", "", "catalog.yaml:nano: licence: key is missing; add it"),
    ],
)
def test_a_broken_entry_is_named_with_key_and_value(refused: Callable[[str, str], str], old: str, new: str, said: str) -> None:
    assert said in refused(old, new)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make_tiny(tmp_path / "models/tiny")
    return tmp_path / "models/tiny"


def test_a_folder_with_weights_settings_and_tokenizer_is_fit_to_load(here: Path) -> None:
    assert check_files(TINY) == Path("models/tiny")


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_missing_file_is_named(here: Path, name: str) -> None:
    (here / name).unlink()
    with pytest.raises(UserError, match=name.replace("model", r"\*")):
        check_files(TINY)


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n"
HEADER = b'{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}'
WEIGHTS = len(HEADER).to_bytes(8, "little") + HEADER + b"1234"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("config.json", b'{"model_type": "qwen2",', "config.json:1:24: not valid JSON"),
        ("config.json", b"\x80\x02", "config.json: not UTF-8"),
        ("config.json", b"[1]", "config.json: a JSON object is needed, got list; copy the model's own file again"),
        ("config.json", POINTER, "config.json: a Git LFS pointer, not the file itself; run `git lfs pull`"),
        ("tokenizer.json", POINTER, "tokenizer.json: a Git LFS pointer, not the file itself; run `git lfs pull`"),
        ("model.safetensors", POINTER, "model.safetensors: a Git LFS pointer, not the file itself; run `git lfs pull`"),
        ("model.safetensors", b"", "model.safetensors: cut off or not safetensors"),
        ("model.safetensors", b"PK\x03\x04 a zip file", "model.safetensors: cut off or not safetensors"),
        ("model.safetensors", (8).to_bytes(8, "little") + b"no json!", "model.safetensors: cut off or not safetensors"),
        ("model.safetensors", WEIGHTS[:20], "model.safetensors: cut off or not safetensors"),
        ("model.safetensors", WEIGHTS[:-1], "model.safetensors: cut off or not safetensors"),
        ("model-2.safetensors", b"", "model-2.safetensors: cut off or not safetensors"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_named(here: Path, name: str, content: bytes, said: str) -> None:
    (here / "model.safetensors").write_bytes(WEIGHTS)
    assert check_files(TINY)
    (here / name).write_bytes(content)
    with pytest.raises(UserError, match=re.escape(f"models/tiny/{said}")):
        check_files(TINY)


def test_pickled_weights_do_not_count(here: Path) -> None:
    (here / "model.safetensors").rename(here / "pytorch_model.bin")
    with pytest.raises(UserError, match="weights in other formats"):
        check_files(TINY)


def test_a_model_that_brings_its_own_code_is_refused_unless_the_library_has_its_class(here: Path) -> None:
    config = {"model_type": "qwen2", "architectures": ["Qwen2ForCausalLM"], "auto_map": {"AutoModel": "evil.Model"}}
    (here / "config.json").write_text(json.dumps(config))
    assert check_files(replace(TINY, architecture="Qwen2ForCausalLM"))
    with pytest.raises(UserError, match="auto_map asks for remote code, which is never run"):
        check_files(TINY)


CONFIG = {"architectures": ["Qwen2ForCausalLM"], "vocab_size": 9, "max_position_embeddings": 2048}
PART = {
    "visual.a": {"dtype": "U8", "shape": [2, 9], "data_offsets": [0, 18]},
    "b": {"dtype": "U8", "shape": [5, 8], "data_offsets": [18, 58]},
}
AGREEING = replace(TINY, architecture="Qwen2ForCausalLM", vocab=9, parameters=40)


@pytest.fixture
def described(here: Path) -> Path:
    """Files that agree with AGREEING: 40 parameters, beside 18 of a part that is left out."""
    header = json.dumps(PART).encode()
    (here / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + bytes(58))
    (here / "config.json").write_text(json.dumps({"text_config": CONFIG, "architectures": CONFIG["architectures"]}))
    return here


def test_files_that_agree_with_their_entry_are_fit_to_load(described: Path) -> None:
    assert check_files(AGREEING) and check_files(replace(AGREEING, parameters=42))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"architecture": "Gemma"}, "architecture is Gemma in models/catalog.yaml, Qwen2ForCausalLM in the files"),
        ({"vocab": 10}, "vocab is 10 in models/catalog.yaml, 9 in the files"),
        ({"context": 4096}, "context is 4096 in models/catalog.yaml, 2048 in the files"),
        ({"parameters": 2000}, "parameters is 2000 in models/catalog.yaml, 40 in the files"),
        ({"parameters": 43}, "parameters is 43 in models/catalog.yaml, 40 in the files"),
        ({"vocab": 8, "parameters": 1}, "vocab is 8 in models/catalog.yaml, 9 in the files; parameters is 1 in"),
    ],
)  # fmt: skip
def test_files_of_another_model_are_refused_with_what_differs(described: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(UserError, match=re.escape(f"models/tiny: not the model that entry tiny describes: {said}")):
        check_files(replace(AGREEING, **change))


def test_a_part_that_the_index_names_has_to_be_there(described: Path) -> None:
    index = {"weight_map": {"b": "model.safetensors", "c": "model-2.safetensors"}}
    (described / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(UserError, match="models/tiny/model-2.safetensors: not found, and model.safetensors.index.json names it"):
        check_files(AGREEING)


def test_missing_files_of_a_model_with_a_hub_can_be_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="get them with `sectune fetch tiny`, or put the files"):
        check_files(replace(TINY, hub="org/tiny"))
