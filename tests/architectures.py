"""Two real layers of each architecture in models/catalog.yaml, with random weights, as a user's model lies in its folder."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from stages.prompting.catalog import CATALOG, Profile, load_catalog
from tests.project import ROOT
from tests.tiny import make_tiny

CONTEXT = 256
_SIZES: dict[str, Any] = {
    "vocab_size": 400, "hidden_size": 64, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
    "num_key_value_heads": 2, "max_position_embeddings": CONTEXT, "initializer_range": 0.1,
    "bos_token_id": None, "eos_token_id": None, "pad_token_id": None,
}  # fmt: skip
_LATENT: dict[str, Any] = {  # attention through a narrow place, some experts shared by all tokens
    "num_key_value_heads": 4, "n_routed_experts": 4, "num_experts_per_tok": 2, "n_shared_experts": 1,
    "moe_intermediate_size": 64, "first_k_dense_replace": 1, "kv_lora_rank": 16, "q_lora_rank": None, "qk_rope_head_dim": 8,
    "qk_nope_head_dim": 8, "v_head_dim": 16, "n_group": 1, "topk_group": 1, "topk_method": "greedy",
}  # fmt: skip
_EXPERTS: dict[str, Any] = {"head_dim": 16, "num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 64}
_STATES: dict[str, Any] = {
    "head_dim": 16, "layer_types": ["linear_attention", "full_attention"], "linear_num_key_heads": 2,
    "linear_num_value_heads": 4, "linear_key_head_dim": 16, "linear_value_head_dim": 16,
}  # fmt: skip
_EYES: dict[str, Any] = {
    "depth": 1, "hidden_size": 32, "intermediate_size": 32, "num_heads": 2, "out_hidden_size": 64, "patch_size": 4,
    "num_position_embeddings": 16,
}  # fmt: skip


def _made(name: str, **more: Any) -> Any:
    """`LlamaForCausalLM` of the sizes here and what else its settings take."""
    import transformers

    stem = name.removesuffix("ForCausalLM")
    return getattr(transformers, name)(getattr(transformers, f"{stem}Config")(**_SIZES | more))


def _with_eyes(name: str) -> Any:
    import transformers

    text = _SIZES | _STATES
    return getattr(transformers, name)(transformers.Qwen3_5Config(text_config=text, vision_config=_EYES))


MAKERS: dict[str, Callable[[str], Any]] = {
    "Lfm2ForCausalLM": lambda name: _made(name, layer_types=["conv", "full_attention"], block_auto_adjust_ff_dim=False),
    "LlamaForCausalLM": _made,
    "GemmaForCausalLM": lambda name: _made(name, head_dim=32, num_key_value_heads=1),
    "Starcoder2ForCausalLM": lambda name: _made(name, sliding_window=32, use_bias=True),
    "Qwen2ForCausalLM": _made,
    "Qwen3ForCausalLM": lambda name: _made(name, head_dim=16),
    "Qwen3MoeForCausalLM": lambda name: _made(name, **_EXPERTS),
    "DeepseekV2ForCausalLM": lambda name: _made(name, **_LATENT),
    "Qwen3_5ForConditionalGeneration": _with_eyes,
}


@cache
def examples() -> dict[str, Profile]:
    """{architecture: the first model of the catalog that has it}."""
    return {profile.architecture: profile for profile in reversed(load_catalog(ROOT / CATALOG).values())}


def make_architecture(architecture: str, root: Path) -> Profile:
    """Write a model below `root`, the same bytes each time; its profile is that of the catalog but for the sizes."""
    import torch

    name = f"tiny-{architecture.lower().replace('_', '-')}"
    make_tiny(root / "models" / name)
    torch.manual_seed(0)
    model = MAKERS[architecture](architecture)
    model.save_pretrained(root / "models" / name)
    text = sum(weight.numel() for path, weight in model.named_parameters() if ".visual." not in path)
    return replace(examples()[architecture], name=name, context=CONTEXT, parameters=text, layers=2, width=64, vocab=400)
