"""A base model, or what a run has made of it, from its folder: safetensors only, no remote code."""

import logging
import math
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from transformers import AutoConfig, AutoModelForCausalLM, BitsAndBytesConfig, GenerationConfig, PreTrainedModel

from stages.core.errors import UserError
from stages.core.tuning import Method
from stages.prompting.catalog import Profile, check_files

WEIGHTS = {False: "adapter_config.json", True: "model.safetensors"}  # what a run's folder has, by whether it is a whole model
_DTYPES = {"BF16": torch.bfloat16, "F16": torch.float16, "F32": torch.float32}

for _known in (
    "`is_gradient_checkpointing`",  # peft asks by the old name
    "Model has `tie_word_embeddings=True`",  # adapters are kept beside their base, never merged into a tied head
    "Setting `save_embedding_layers` to `True`",  # no token is ever added, so the embeddings are the base's own
    "Adapter 'default': .* LoRA tensor",  # AdaLoRA may leave a matrix no rank at all
    "The following rank_pattern keys did not match",  # of AdaLoRA: LoRA's reader asks, AdaLoRA's own finds them
    "Unsupported layer type .*Norm",  # of whose sizes nothing is asked
):
    warnings.filterwarnings("ignore", _known)


def load_base(profile: Profile, bits: int, device: str, dtype: torch.dtype | None = None) -> PreTrainedModel:
    """The base model in `dtype`, else in bfloat16 on a GPU and float32 on a CPU; `bits` 4 stores its linear layers as NF4.

    NF4 as in Dettmers et al. 2023, QLoRA (arXiv 2305.14314), without double quantisation.
    """
    return _load(check_files(profile), bits, device, dtype)


def load_config(folder: Path) -> Any:
    """config.json as transformers reads it. Raises UserError for a model that has no class in the library itself."""
    try:
        return AutoConfig.from_pretrained(folder, trust_remote_code=False, local_files_only=True)
    except ValueError as error:
        said = str(error).split(".")[0]
        raise UserError(
            f"{folder / 'config.json'}: {said}; code that a model brings is never run, choose another model"
        ) from error


def _load(folder: Path, bits: int, device: str, dtype: torch.dtype | None) -> PreTrainedModel:
    load_config(folder)
    if device == "cpu":  # "install a faster kernel": there is none for a processor
        logging.getLogger("transformers.integrations.hub_kernels").setLevel(logging.ERROR)
    dtype = dtype or (torch.bfloat16 if device == "cuda" else torch.float32)
    quantise = BitsAndBytesConfig(  # type: ignore[no-untyped-call]
        load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=dtype
    )
    model: PreTrainedModel = AutoModelForCausalLM.from_pretrained(
        folder,
        dtype=dtype,
        device_map=device,
        use_safetensors=True,
        trust_remote_code=False,
        local_files_only=True,
        quantization_config=quantise if bits == 4 else None,
    )
    if bits == 4:
        _keep_four_bit_layout(model)
    model.config.use_cache = False
    # generate() would mix in what the model's own settings ask for, a repetition penalty for one
    model.generation_config = GenerationConfig()  # type: ignore[no-untyped-call]
    return model


def _keep_four_bit_layout(model: PreTrainedModel) -> None:
    """Hold bitsandbytes back from repacking 4-bit weights for processors with AVX512-BF16.

    It does so at the first forward pass in evaluation mode. The packed kernel has no gradient: training after a look at
    the validation loss would go on without a word, and no layer below would learn. It also rounds the scales to bfloat16.
    """
    from bitsandbytes.nn.modules import Linear4bit

    for module in model.modules():
        if isinstance(module, Linear4bit):
            module.support_avx512bf16_for_cpu = False


def load_tuned(profile: Profile, method: Method, run: Path, device: str) -> Any:
    """The tuned model of models/<run>/: the base with its adapter on it, or the run's own weights.

    Raises UserError when there is none.
    """
    needed = run / ("model.safetensors.index.json" if (run / "model.safetensors.index.json").is_file() else WEIGHTS[method.whole])
    if not needed.is_file():
        raise UserError(f"{run}: no {needed.name}; train this run first: dvc repro train@{run.name}")
    if method.whole:
        check_files(profile)
        return _load(run, 16, device, None).requires_grad_(False)
    from peft import PeftModel  # slow to import, and an untuned model needs none of it

    base = load_base(profile, method.stored_bits, device)
    return PeftModel.from_pretrained(base, run, is_trainable=False).requires_grad_(False)  # peft leaves learnt prompts trainable


def stored_dtype(profile: Profile) -> torch.dtype:
    """What most of the model's weights are stored in."""
    sizes: Counter[str] = Counter()
    for path in sorted(profile.folder.glob("*.safetensors")):
        with safe_open(path, framework="pt") as file:
            for name in file.keys():
                part = file.get_slice(name)
                sizes[part.get_dtype()] += math.prod(part.get_shape())
    return _DTYPES.get(sizes.most_common(1)[0][0], torch.float32)


def exact_dtype(profile: Profile, dtype: torch.dtype) -> torch.dtype:
    """`dtype` where the stored weights have it, else float32: weights that are saved again must not be rounded on the way."""
    return dtype if stored_dtype(profile) == dtype else torch.float32
