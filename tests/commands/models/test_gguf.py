"""sectune gguf: an existing converter is called, and the Modelfile asks as training asked."""

import json
from pathlib import Path

import pytest

from stages import cli
from stages.commands.models.gguf import modelfile
from stages.prompting.prompts import FORMATS
from tests.project import refusal

NOTE = {
    "run": "audit-lora",
    "prompt_format": "chatml",
    "bos": "",
    "stop": "<|im_end|>",
    "system": "Find.",
    "context": 512,
    "answer_tokens": 16,
}
WRITES = "import sys; open(sys.argv[sys.argv.index('--outfile') + 1], 'w').write(' '.join(sys.argv[1:2] + sys.argv[4:]))"
REFUSES = "import sys; print('no such architecture', file=sys.stderr); sys.exit(1)"


@pytest.fixture
def merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    folder = Path("merged")
    folder.mkdir()
    (folder / "merge.json").write_text(json.dumps(NOTE))
    return folder


def test_a_converter_that_is_given_writes_the_file_and_the_modelfile_stands_beside(merged: Path) -> None:
    Path("convert.py").write_text(WRITES)
    cli.main(["gguf", "merged", "--outtype", "f16", "--converter", "convert.py"])
    assert (merged / "model.gguf").read_text() == "merged --outtype f16"
    assert sorted(path.name for path in merged.iterdir()) == ["Modelfile", "merge.json", "model.gguf"]


def test_a_converter_on_the_path_is_found(merged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = Path("bin/convert_hf_to_gguf.py")
    tool.parent.mkdir()
    tool.write_text(WRITES)
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent.resolve()))
    cli.main(["gguf", "merged"])
    assert (merged / "model.gguf").read_text() == "merged --outtype bf16"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["merged"],
            "no converter to GGUF on the PATH (convert_hf_to_gguf.py or convert-hf-to-gguf); give the one of a llama.cpp",
        ),
        (["merged", "--converter", "gone.py"], "--converter: gone.py is no file"),
        (["merged", "--converter", "refuses.py"], "refuses.py refused merged: no such architecture"),
        (["."], ".: no merge.json, so not a merged model; make one: `sectune merge RUN --out .`"),
    ],
)
def test_what_can_not_be_converted_is_one_line_and_leaves_nothing(
    arguments: list[str], says: str, merged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("refuses.py").write_text(REFUSES)
    assert says in refusal(lambda: cli.main(["gguf", *arguments]), capsys)
    assert [path.name for path in merged.iterdir()] == ["merge.json"]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_modelfile_ends_answers_as_the_prompt_format_does(name: str) -> None:
    lines = modelfile(NOTE | {"prompt_format": name, "bos": FORMATS[name].bos, "stop": FORMATS[name].stop}).splitlines()
    assert f'PARAMETER stop "{FORMATS[name].stop}"' in lines
    assert {"PARAMETER temperature 0", "PARAMETER repeat_penalty 1", "PARAMETER num_ctx 512", 'SYSTEM """Find."""'} <= set(lines)
    assert 'SYSTEM """' not in modelfile(NOTE | {"system": ""})
