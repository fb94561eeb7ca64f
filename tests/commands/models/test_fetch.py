"""Fetching a model from a small hub on this machine: pinned, whole, checked; what goes wrong is one line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from huggingface_hub.utils import disable_progress_bars, enable_progress_bars

from stages import cli
from stages.prompting.catalog import load_profile
from tests.commands.models.hub import COMMIT, NEWER, Answers, Hub
from tests.project import ROOT, edit, refusal
from tests.tiny import make_tiny

ENTRY = f"""
small:
  hub: org/small
  revision: {COMMIT}
  licence: Apache-2.0
  prompt_format: chatml
  context: 2048
  lora_targets:
    - q_proj
loose:
  hub: org/small
  licence: Apache-2.0
  prompt_format: chatml
  context: 2048
  lora_targets:
    - q_proj
"""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    make_tiny(tmp_path / "tiny")
    server = Hub(("127.0.0.1", 0), Answers)
    server.files = {path.name: path.read_bytes() for path in (tmp_path / "tiny").iterdir()}
    server.files |= {"evil.py": b"1/0", "pytorch_model.bin": b"pickle", "original/params.json": b"{}", "LICENSE": b"yes"}
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def here(hub: Hub, project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project whose catalog has two more models, `small` and `loose`, on that hub."""
    with (project / "models/catalog.yaml").open("a") as file:
        file.write(ENTRY)
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{hub.server_port}")
    monkeypatch.delenv("HF_TOKEN", raising=False)
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)  # read once, when it is imported
    disable_progress_bars()
    yield project
    enable_progress_bars()


def test_the_files_of_the_pinned_commit_are_fetched_and_no_code_and_no_pickle(here: Path, hub: Hub) -> None:
    cli.main(["fetch", "small"])
    found = {path.name: path.read_bytes() for path in (here / "models/small").rglob("*")}
    assert found == {name: hub.files[name] for name in ("LICENSE", "config.json", "model.safetensors", "tokenizer.json")}
    assert not (here / "models/.small.tmp").exists()


def test_a_model_without_pin_is_pinned_when_asked_for_and_nothing_else_changes(here: Path) -> None:
    catalog = here / "models/catalog.yaml"
    before = catalog.read_text()
    cli.main(["fetch", "loose", "--pin"])
    assert load_profile("loose").revision == NEWER
    added = f"loose:\n  hub: org/small\n  revision: {NEWER}\n"
    assert catalog.read_text() == before.replace("loose:\n  hub: org/small\n", added)


def test_a_model_without_pin_is_not_fetched_unasked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(lambda: cli.main(["fetch", "loose"]), capsys)
    assert "loose: no revision; `sectune fetch loose --pin` writes the newest commit" in said


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_other_bytes_than_the_hub_lists_are_refused_and_the_old_files_stay(
    name: str, here: Path, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "models/small").mkdir()
    (here / "models/small/old").write_text("")
    hub.broken = name
    assert f"{name}: other bytes than the hub says" in refusal(lambda: cli.main(["fetch", "small"]), capsys)
    assert [path.name for path in (here / "models/small").iterdir()] == ["old"]


def test_a_gated_model_needs_a_token(
    here: Path, hub: Hub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.gated = True
    assert "gated; accept its licence on the model's page and set HF_TOKEN" in refusal(
        lambda: cli.main(["fetch", "small"]), capsys
    )
    monkeypatch.setenv("HF_TOKEN", "right")
    cli.main(["fetch", "small"])
    assert (here / "models/small/config.json").is_file()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  hub: org/small\n", "  hub: org/gone\n", "org/gone at aaaaaaaaaaaa: no such model, or HF_TOKEN may not read it"),
        (f"  revision: {COMMIT}\n", f"  revision: {'c' * 40}\n", "org/small at cccccccccccc: the hub has no such commit"),
    ],
)
def test_what_the_hub_does_not_have_is_named(
    here: Path, old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(here / "models/catalog.yaml", old, new)
    assert said in refusal(lambda: cli.main(["fetch", "small"]), capsys)


def test_a_model_without_safetensors_is_refused(here: Path, hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    del hub.files["model.safetensors"]
    assert "no *.safetensors; pickled weights are not loaded" in refusal(lambda: cli.main(["fetch", "small"]), capsys)


def test_files_of_another_model_than_the_entry_describes_are_not_taken(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here / "models/catalog.yaml", f"  revision: {COMMIT}\n", f"  revision: {COMMIT}\n  vocab: 5\n")
    assert "vocab is 5 in models/catalog.yaml, None in the files" in refusal(lambda: cli.main(["fetch", "small"]), capsys)
    assert not (here / "models/small").exists()


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"HF_HUB_OFFLINE": "1"}, "HF_HUB_OFFLINE is set; unset it, or put the files into models/small/"),
        ({"HF_ENDPOINT": "http://127.0.0.1:9"}, "could not be fetched ([Errno 111] Connection refused); connect to the network"),
    ],
)
def test_without_a_hub_one_line_says_so(here: Path, variables: dict[str, str], said: str) -> None:
    code = [sys.executable, "-m", "stages.cli", "fetch", "small"]
    done = subprocess.run(
        code, capture_output=True, text=True, cwd=here, env={**os.environ, "PYTHONPATH": str(ROOT), **variables}
    )
    assert done.returncode == 2 and said in done.stderr and len(done.stderr.splitlines()) == 1


def test_the_built_in_model_is_not_fetched(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nano: no hub; its files are part of this repository" in refusal(lambda: cli.main(["fetch", "nano"]), capsys)


def test_fetched_files_are_no_part_of_the_repository() -> None:
    paths = ["models/qwen3-0-6b/model.safetensors", "models/.qwen3-0-6b.tmp/config.json", "models/nano/config.json"]
    done = subprocess.run(["git", "check-ignore", *paths], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.split() == paths[:2]
