import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.core.files import read_yaml
from stages.prompting.catalog import Profile, check_files, load_profile
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
    names = list(read_yaml(REAL))
    assert "nano" in names
    assert [name for name in names if not load_profile(name, REAL).lora_targets] == []


def test_the_files_of_a_model_lie_in_a_folder_of_its_name() -> None:
    assert load_profile("nano", REAL).folder == Path("models/nano")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nano:", "nino:", "unknown model 'nano' (did you mean nino?)"),
        (
            "licence:",
            "license:",
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


def test_a_model_that_brings_its_own_code_is_refused(here: Path) -> None:
    (here / "config.json").write_text(json.dumps({"model_type": "qwen2", "auto_map": {"AutoModel": "evil.Model"}}))
    with pytest.raises(UserError, match="auto_map asks for remote code, which is never run"):
        check_files(TINY)
