"""A base model from its folder, with the adapter of a method on it: safetensors only, no remote code."""

import logging
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, BitsAndBytesConfig, GenerationConfig, PreTrainedModel

from stages.core.errors import UserError
from stages.core.params import Method
from stages.prompting.catalog import Profile, check_files

for _known in (
    "`is_gradient_checkpointing`",  # peft asks by the old name
    "Model has `tie_word_embeddings=True`",  # adapters are kept beside their base, never merged into a tied head
    "Setting `save_embedding_layers` to `True`",  # no token is ever added, so the embeddings are the base's own
):
    warnings.filterwarnings("ignore", _known)


def load_base(profile: Profile, bits: int, device: str, dtype: torch.dtype | None = None) -> PreTrainedModel:
    """The base model in `dtype`, else in bfloat16 on a GPU and float32 on a CPU; `bits` 4 stores its linear layers as NF4.

    NF4 as in Dettmers et al. 2023, QLoRA (arXiv 2305.14314), without double quantisation.
    """
    folder = check_files(profile)
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


def adapt(model: PreTrainedModel, method: Method, profile: Profile) -> Any:
    """The model with fresh LoRA matrices (Hu et al. 2021, arXiv 2106.09685) on the profile's target modules.

    Raises UserError when a target name matches no module: LoRA would leave it out without a word.
    """
    missing = [name for name, hits in target_hits(model, profile).items() if hits == 0]
    if missing:
        raise UserError(
            f"models/catalog.yaml:{profile.name}.lora_targets: {', '.join(missing)} match no module; "
            f"modules here: {', '.join(sorted(_linear_names(model)))}"
        )
    model.requires_grad_(False)
    config = LoraConfig(
        r=method.r, lora_alpha=method.alpha, lora_dropout=method.dropout, target_modules=sorted(profile.lora_targets),
        bias="none", task_type="CAUSAL_LM",
    )  # fmt: skip
    return get_peft_model(model, config)


def load_tuned(profile: Profile, bits: int, run: Path, device: str) -> Any:
    """The base model with the trained adapter of models/<run>/ on it. Raises UserError when there is none."""
    if not (run / "adapter_config.json").is_file():
        raise UserError(f"{run}: no adapter_config.json; train this run first: dvc repro train@{run.name}")
    return PeftModel.from_pretrained(load_base(profile, bits, device), run, is_trainable=False)


def target_hits(model: PreTrainedModel, profile: Profile) -> dict[str, int]:
    """How many linear modules carry each target name."""
    found = Counter(_linear_names(model).elements())
    return {name: found[name] for name in profile.lora_targets}


def _linear_names(model: PreTrainedModel) -> Counter[str]:
    return Counter(name.rpartition(".")[2] for name, module in model.named_modules() if isinstance(module, torch.nn.Linear))
