"""sectune merge: a folder that is whole and near the run, or none; what it writes names no day, machine or path."""

import getpass
import json
import socket
from contextlib import chdir
from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from stages import cli
from stages.core.errors import UserError
from tests.commands.models.merging import make_trained_project, train
from tests.project import refusal

COMMAND = ["merge", "audit-lora", "--prompts", "3"]


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which the run was merged twice; the first folder had a stray file."""
    project = make_trained_project(tmp_path_factory.mktemp("project"))
    with chdir(project):
        train()
        cli.main(COMMAND)
        Path("models/audit-lora-merged/stray").touch()
        cli.main(COMMAND)
    return project


@pytest.fixture
def out(merged: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(merged)
    return merged / "models/audit-lora-merged"


def test_a_run_is_merged_and_the_folder_says_how_near_it_is(out: Path) -> None:
    note = json.loads((out / "merge.json").read_text())
    assert note["parity"]["tokens"] > 0 and note["parity"]["token_share"] >= 0.95
    assert note["parity_of_the_run_with_itself"]["same_answers"] == note["parity"]["answers"] == 3
    assert (note["done"], note["system"], note["context"], note["answer_tokens"]) == ("merged", "Find.", 512, 16)


def test_the_folder_is_whole_and_an_earlier_merge_in_it_is_replaced(out: Path) -> None:
    assert sorted(path.name for path in out.iterdir()) == [
        "README.md", "chat_template.jinja", "config.json", "generation_config.json", "merge.json", "model.safetensors",
        "tokenizer.json", "tokenizer_config.json",
    ]  # fmt: skip


def test_its_card_is_the_full_one_and_says_how_to_serve_it(out: Path) -> None:
    card = (out / "README.md").read_text()
    for part in (
        "## Merged weights",
        "| f1 | 0.50",
        "vllm serve audit-lora-merged --max-model-len 512",
        "> Find.",
        "16 new tokens",
    ):
        assert part in card


def test_what_is_written_names_no_machine_user_or_path(out: Path) -> None:
    texts = [path.read_text() for path in out.iterdir() if path.suffix != ".safetensors"]
    assert len(texts) >= 6
    for volatile in (str(out.parents[1]), socket.gethostname(), f"/{getpass.getuser()}/"):
        assert not [text for text in texts if volatile in text]


def test_a_model_that_is_too_far_from_the_run_is_not_written(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stages.methods.models import merging

    def damaged(*arguments: object) -> str:
        done = merge_well(*arguments)  # type: ignore[arg-type]
        path = Path(str(arguments[2])) / "model.safetensors"
        save_file({name: weight.flip(0).contiguous() for name, weight in load_file(path).items()}, path, {"format": "pt"})
        return done

    merge_well = merging.write_merged
    monkeypatch.setattr(merging, "write_merged", damaged)
    with pytest.raises(
        UserError, match=r"^audit-lora: the merged model writes only .* and --least is 95\.00%: rounding moved it"
    ):
        cli.main([*COMMAND, "--out", "models/other"])
    assert out.is_dir() and not [path.name for path in out.parent.iterdir() if "other" in path.name]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["merge", "audit-lore"], "unknown run 'audit-lore' (did you mean audit-lora"),
        (["merge", "audit-lora", "--out", "models/tiny"], "--out: models/tiny is there and is no merged model"),
        (["merge", "audit-lora", "--prompts", "0"], "--prompts: got '0'; a whole number from 1 is needed"),
    ],
)
def test_a_wrong_question_is_refused_and_nothing_is_touched(
    command: list[str], says: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert says in refusal(lambda: cli.main(command), capsys)
    assert (out.parent / "tiny/config.json").is_file()
