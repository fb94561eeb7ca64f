"""A trained run as one plain model: the adapter worked into 16-bit weights, beside all that serving programs read.

The arithmetic is float32 on the CPU, whatever the machine has, so that the same run gives the same bytes everywhere; it
takes four bytes of memory a weight.
"""

import shutil
from pathlib import Path
from typing import Any

import torch
from peft import PeftConfig, PeftModel
from peft.tuners.tuners_utils import BaseTunerLayer
from transformers import AutoModelForCausalLM, PreTrainedModel

from stages.core.errors import UserError
from stages.core.files import read_json, write_json, write_text
from stages.methods.models.loading import load_base
from stages.methods.models.saving import TOKENIZER_FILES
from stages.prompting.catalog import Profile
from stages.prompting.templates import jinja
from stages.prompting.tokens import Tokens

DTYPES = {"bfloat16": torch.bfloat16, "float16": torch.float16, "float32": torch.float32}
_WHOLE = ("config.json", "*.safetensors", "*.safetensors.index.json")
_TERMS = ("LICENSE*", "LICENCE*", "NOTICE*", "USE_POLICY*")


def write_merged(run: Path, profile: Profile, out: Path, dtype: str, bits: int) -> str:
    """Write the model of a run's folder into the folder `out`; says "merged" or, without an adapter, "copied".

    bits: 4 merges into the base rounded to 4 bits and back, which is the one that such a run was tuned and evaluated on; 16
    into the base as it is stored. Never is a merged weight rounded to 4 bits.

    Raises UserError for a run that is not trained or whose method leaves nothing to merge into weights.
    """
    if (run / "adapter_config.json").is_file():
        merged = _merged(run, profile, bits)
        merged.config.use_cache = True
        merged.to(DTYPES[dtype]).save_pretrained(out)  # type: ignore[arg-type]
        done = "merged"
    elif (run / "settings.json").is_file():
        _copy(run if any(run.glob("*.safetensors")) else profile.folder, out, _WHOLE)
        done = "copied"
    else:
        raise UserError(f"{run}: not trained; train this run first: dvc repro train@{run.name}")
    _serving_files(profile, out)
    return done


def load_merged(folder: Path, device: str) -> PreTrainedModel:
    """A merged model as anyone would load it, in the precision of an engine. Raises RuntimeError when weights do not fit."""
    load: Any = AutoModelForCausalLM.from_pretrained
    model, told = load(
        folder, dtype=torch.bfloat16 if device == "cuda" else torch.float32, device_map=device, use_safetensors=True,
        trust_remote_code=False, local_files_only=True, output_loading_info=True,
    )  # fmt: skip
    if faults := {key: names for key, names in told.items() if names}:
        raise RuntimeError(f"{folder}: {faults}")
    assert isinstance(model, PreTrainedModel)
    return model


def _merged(run: Path, profile: Profile, bits: int) -> PreTrainedModel:
    if PeftConfig.from_pretrained(str(run)).is_prompt_learning:
        raise UserError(
            f"{run}: its method learns a prompt, not weights, and can not be merged; serve {run} as an adapter, with peft on "
            f"{profile.folder}"
        )
    load: Any = PeftModel.from_pretrained
    model: Any = load(_wide_base(profile, bits), run).eval()
    _untie(model.get_base_model())
    merged: PreTrainedModel = model.merge_and_unload(safe_merge=True)
    return merged


def _wide_base(profile: Profile, bits: int) -> PreTrainedModel:
    """The base in float32, its linear weights with the values that 4 bits hold when `bits` is 4."""
    base = load_base(profile, 16, "cpu", torch.float32)
    if bits == 4:
        from bitsandbytes.functional import dequantize_4bit
        from bitsandbytes.nn.modules import Linear4bit

        for name, module in load_base(profile, 4, "cpu", torch.float32).named_modules():
            if isinstance(module, Linear4bit):
                small: Any = module.weight
                wide = dequantize_4bit(small.data, small.quant_state).float()
                base.get_submodule(name).weight = torch.nn.Parameter(wide)
    return base


def _untie(base: Any) -> None:
    """Give an adapted head its own weights: merged into those it shares with the embeddings, it would change what is read."""
    head, embeddings = base.get_output_embeddings(), base.get_input_embeddings()
    adapted = isinstance(head, BaseTunerLayer) or isinstance(embeddings, BaseTunerLayer)
    if adapted and head.weight is embeddings.weight:
        inner: Any = head.get_base_layer() if isinstance(head, BaseTunerLayer) else head
        inner.weight = torch.nn.Parameter(inner.weight.detach().clone())
        base.config.get_text_config().tie_word_embeddings = base.config.tie_word_embeddings = False


def _serving_files(profile: Profile, out: Path) -> None:
    """Tokenizer, chat template, and settings of generation: greedy, ended by the stop token, as the run was evaluated."""
    tokens = Tokens(profile)
    _copy(profile.folder, out, (*TOKENIZER_FILES, "generation_config.json", "tokenizer.model", *_TERMS))
    settings = out / "tokenizer_config.json"
    config = read_json(settings) if settings.is_file() else {"tokenizer_class": "PreTrainedTokenizerFast"}
    config.pop("chat_template", None)
    write_json(settings, config | _ends(tokens))
    write_text(out / "chat_template.jinja", jinja(tokens.format))
    model = read_json(out / "config.json")
    before = read_json(out / "generation_config.json") if (out / "generation_config.json").is_file() else {}
    ends = {*_ids(before.get("eos_token_id")), *_ids(model.get("eos_token_id")), tokens.stop_id}
    pads = [*_ids(before.get("pad_token_id")), *_ids(model.get("pad_token_id")), tokens.stop_id]
    generation = {"do_sample": False, "eos_token_id": sorted(ends), "pad_token_id": pads[0]}
    write_json(out / "generation_config.json", generation)


def _ends(tokens: Tokens) -> dict[str, Any]:
    """First and last token of what the model reads. llama.cpp puts a BOS of its own choice first unless it is told."""
    bos = {"bos_token": tokens.format.bos} if tokens.format.bos else {}
    return {**bos, "add_bos_token": bool(bos), "eos_token": tokens.format.stop}


def _ids(value: int | list[int] | None) -> list[int]:
    return [] if value is None else [value] if isinstance(value, int) else value


def _copy(source: Path, out: Path, patterns: tuple[str, ...]) -> None:
    for path in sorted(path for pattern in patterns for path in source.glob(pattern) if path.is_file()):
        shutil.copyfile(path, out / path.name)
