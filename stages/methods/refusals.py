"""Combinations that would crash, or train and be wrong without a word: refused with the reason before anything is trained."""

from typing import Any

from stages.core.errors import UserError
from stages.core.tuning import Method, PrefixTuning
from stages.prompting.catalog import Profile

ATTENTION = {"full_attention", "sliding_attention", "chunked_attention"}  # layers that remember keys and values


def refuse(method: Method, profile: Profile, config: Any, device: str, packing: bool) -> None:
    """Raises UserError when `method` can not tune the model that `config` (transformers) describes.

    packing: whether rows are laid end to end in training.
    """
    text = config.get_text_config()
    others = sorted(set(getattr(text, "layer_types", None) or []) - ATTENTION)
    reason = (
        (_of_packing(method, others) if packing else None)
        or (_of_prefixes(method, text, others) if isinstance(method, PrefixTuning) else None)
        or _of_prompts(method, profile, text)
    )
    if reason is None and method.stored_bits == 4 and not four_bits(device):
        reason = f"bitsandbytes has no 4-bit kernels for this machine's {device}; set bits to 16"
    if reason is not None:
        raise UserError(f"params.yaml:methods: kind {method.kind} with model {profile.name}: {reason}")


def four_bits(device: str) -> bool:
    """Whether bitsandbytes can quantise on this device, tried out."""
    try:
        import torch
        from bitsandbytes.functional import quantize_4bit

        quantize_4bit(torch.ones(64, 64, device=device), quant_type="nf4")
    except Exception:  # noqa: BLE001  whatever is wrong with the library, it can not
        return False
    return True


def _of_packing(method: Method, others: list[str]) -> str | None:
    if method.virtual_tokens:
        return "learnt prompts stand in front of each row, and packed rows have one front for all; turn packing off"
    if others:
        return f"its {', '.join(others)} layers read on from one row into the next where rows stand end to end; set packing to false in models/catalog.yaml"
    return None


def _of_prefixes(method: PrefixTuning, text: Any, others: list[str]) -> str | None:
    if others:
        return f"its {', '.join(others)} layers keep no keys and values, where a prefix is put; take prompt_tuning or an adapter"
    if getattr(text, "kv_lora_rank", None):
        return "its attention keeps keys and values of unequal width, a prefix has one; take prompt_tuning or an adapter"
    window = getattr(text, "sliding_window", None)
    if window and method.tokens >= window:
        return f"a prefix of {method.tokens} tokens fills its attention window of {window}; lower tokens"
    return None


def _of_prompts(method: Method, profile: Profile, text: Any) -> str | None:
    if method.virtual_tokens >= profile.context:
        return f"{method.virtual_tokens} virtual tokens leave no room in a context of {profile.context}; lower tokens"
    if method.virtual_tokens and getattr(text, "hidden_size_per_layer_input", None):
        return "it looks tokens up in every layer, and virtual tokens are in no table; take an adapter"
    return None
