"""Combinations that would crash, or train and be wrong without a word: refused with the reason before anything is trained.

Each was tried out on two random layers of the families that the catalog names.
"""

from typing import Any

from stages.core.errors import UserError
from stages.core.tuning import Adalora, Method, PrefixTuning
from stages.prompting.catalog import Profile

_CACHED = {"full_attention", "sliding_attention", "chunked_attention"}  # layers that remember keys and values
_EXPERTS = ("num_experts", "n_routed_experts", "num_local_experts")
_INSTEAD = "take prompt_tuning or an adapter"


def refuse(
    method: Method, profile: Profile, config: Any, device: str, steps: int, longest: int = 0, sharded: bool = False
) -> None:  # fmt: skip
    """Raises UserError when `method` can not tune the model that `config` (transformers) describes.

    steps: of the optimiser in the whole run. longest: tokens of the longest row. sharded: whether several processes hold a
    share of each weight.
    """
    text = config.get_text_config()
    kinds = set(getattr(text, "layer_types", None) or [])
    reason = _of_prompts(method, profile, text, kinds, longest) if method.virtual_tokens else None
    if isinstance(method, PrefixTuning):
        reason = reason or _of_prefixes(method, text, kinds)
    if method.stored_bits == 4:
        reason = reason or _of_four_bits(text, device)
    if isinstance(method, Adalora):
        reason = reason or _of_ranks(steps, sharded)
    if reason:
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


def _of_prompts(method: Method, profile: Profile, text: Any, kinds: set[str], longest: int) -> str | None:
    rows, window = method.virtual_tokens + longest, getattr(text, "sliding_window", None)
    if rows > profile.context:
        return (
            f"{method.virtual_tokens} virtual tokens and rows of {longest} are over its context of {profile.context}; lower one"
        )
    if window and kinds <= {"sliding_attention"} and rows > window:
        return (
            f"all its layers look back {window} tokens, so the end of a row of {longest} never sees the prompt; take an adapter"
        )
    if getattr(text, "hidden_size_per_layer_input", None):
        return "it looks tokens up in every layer, and virtual tokens are in no table; take an adapter"
    return None


def _of_prefixes(method: PrefixTuning, text: Any, kinds: set[str]) -> str | None:
    window = getattr(text, "sliding_window", None)
    if kinds - _CACHED:
        return f"its {_listed(kinds - _CACHED)} layers keep no keys and values, where a prefix is put; {_INSTEAD}"
    if getattr(text, "kv_lora_rank", None):
        return f"its attention keeps keys and values of unequal width, and a prefix has one; {_INSTEAD}"
    if window and method.tokens >= window:
        return f"a prefix of {method.tokens} tokens fills its attention window of {window}; lower tokens"
    return None


def _of_four_bits(text: Any, device: str) -> str | None:
    if any(getattr(text, name, None) for name in _EXPERTS):
        return "its experts lie in joint tensors, which bitsandbytes leaves as they are; set bits to 16"
    return None if four_bits(device) else f"bitsandbytes can not quantise on this machine's {device}; set bits to 16"


def _of_ranks(steps: int, sharded: bool) -> str | None:
    if steps < 2:
        return "it takes ranks away by what an earlier step taught, and the budget is 1 step; set steps to 2 or more"
    if sharded:
        return "it weighs ranks by whole matrices, and each process holds a share of them; set parallel to ddp"
    return None


def _listed(kinds: set[str]) -> str:
    return ", ".join(sorted(kinds))
