"""Attention for rows laid end to end: each token looks only at earlier tokens of its own segment, exactly.

Registered with transformers under the name ATTENTION, without a mask function: no tokens x tokens mask is ever made, so the
cost is that of the segments alone. On a CPU each segment is one call of scaled_dot_product_attention; on CUDA torch's varlen
kernel takes all of them at once where it can. What neither can do exactly (soft-capped scores, sinks, biases) is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from inspect import signature
from typing import Any

import torch
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface

from stages.core.errors import UserError
from stages.core.tuning import Method
from stages.methods.batching.loss import unwrapped
from stages.prompting.catalog import Profile

ATTENTION = "segments"
_CHANGES = ("softcap", "s_aux", "position_bias")  # arguments with which a model asks for other scores than q·k
_HALVES = (torch.float16, torch.bfloat16)  # what the varlen kernel computes in


@contextmanager
def segmented(model: Any) -> Iterator[None]:
    """Within it `model` attends by segments, and only to batches of `flatten`; before and after, as it did.

    It covers backward passes too: layers that are computed again there must attend as they did the first time.
    """
    before = model.config._attn_implementation
    model.set_attn_implementation(ATTENTION)
    try:
        yield
    finally:
        model.set_attn_implementation(before)


def end_to_end(method: Method, profile: Profile) -> bool:
    """Whether training lays rows end to end: where the profile allows it, and no virtual tokens have to stand before each."""
    return profile.packing and not method.virtual_tokens


def check_exact(model: Any, name: str) -> None:
    """Raises UserError where the layers of `model`, whose profile `name` allows rows end to end, mix tokens other than by
    attention: convolutions, states, chunks, or attention that does not go through transformers' interface.
    """
    inner = unwrapped(model)
    kinds = set(getattr(inner.config.get_text_config(), "layer_types", None) or []) - {"full_attention", "sliding_attention"}
    kinds |= {type(module).__name__ for module in inner.modules() if isinstance(module, torch.nn.Conv1d)}
    if kinds or inner._is_stateful or not inner._supports_attention_backend:
        raise UserError(
            f"models/catalog.yaml:{name}.packing: true, but its layers mix tokens by more than attention "
            f"({', '.join(sorted(kinds)) or type(inner).__name__}); set it to false"
        )


def attend(
    module: torch.nn.Module, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, attention_mask: torch.Tensor | None,
    dropout: float = 0.0, scaling: float | None = None, sliding_window: int | None = None,
    cu_seq_lens_q: torch.Tensor | None = None, max_length_q: int = 0, **others: Any,
) -> tuple[torch.Tensor, None]:  # fmt: skip
    """(1, tokens, heads, width of value) from query (1, heads, tokens, width), key and value (1, key heads, tokens, width).

    cu_seq_lens_q: where segments begin, and the end of the last, int32 (segments + 1,).
    sliding_window: how many tokens a token sees at most, itself included; None: all earlier ones of its segment.
    Raises ValueError for what would not be exact; a model that does so has `packing: false` in its profile.
    """
    asked = [name for name in _CHANGES if others.get(name) is not None]
    if asked or attention_mask is not None or cu_seq_lens_q is None or query.shape[0] != 1 or query.shape[2] != key.shape[2]:
        why = ", ".join(asked) or "a batch that is no padding-free row of whole segments"
        raise ValueError(f"attention by segments is not exact with {why}; set `packing: false` in the model's profile")
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    if query.is_cuda and torch.is_autocast_enabled("cuda"):  # as it does for torch's own attention, and not for the kernel
        query, key, value = (part.to(torch.get_autocast_dtype("cuda")) for part in (query, key, value))
    if _varlen_fits(query, key, value, dropout):
        return _varlen(query, key, value, cu_seq_lens_q, max_length_q, scale, sliding_window), None
    bounds = cu_seq_lens_q.tolist()
    parts = [
        _one(query[:, :, at:to], key[:, :, at:to], value[:, :, at:to], dropout, scale, sliding_window)
        for at, to in zip(bounds, bounds[1:], strict=False)
    ]
    return torch.cat(parts, dim=2).transpose(1, 2).contiguous(), None


def _one(
    query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, dropout: float, scale: float, window: int | None
) -> torch.Tensor:
    """Causal attention within one segment. A mask is made only where the window leaves earlier tokens out."""
    length, grouped = query.shape[2], query.shape[1] != key.shape[1]
    if window is None or length <= window:
        return scaled_dot_product_attention(query, key, value, None, dropout, True, scale=scale, enable_gqa=grouped)
    back = torch.arange(length, device=query.device)
    back = back[:, None] - back[None, :]
    seen = (back >= 0) & (back < window)
    return scaled_dot_product_attention(query, key, value, seen, dropout, False, scale=scale, enable_gqa=grouped)


def _varlen_fits(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, dropout: float) -> bool:
    """The kernel is on CUDA, in half precision, knows one width of up to 256 for all three, and no dropout."""
    alike = query.shape[-1] == key.shape[-1] == value.shape[-1] <= 256 and query.dtype == key.dtype == value.dtype
    return query.is_cuda and query.dtype in _HALVES and alike and dropout == 0.0 and _kernel_here()


@cache
def _kernel_here() -> bool:
    """Whether this device and this version of torch have it, with scales and windows."""
    return torch.cuda.get_device_capability() >= (8, 0) and {"scale", "window_size"} <= _known()


@cache
def _known() -> frozenset[str]:
    """What the kernel can be told."""
    from torch.nn.attention.varlen import varlen_attn

    return frozenset(signature(varlen_attn).parameters)


def _varlen(
    query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, bounds: torch.Tensor, longest: int, scale: float,
    window: int | None,
) -> torch.Tensor:  # fmt: skip
    """All segments in one kernel; (left, right) say how many tokens before and after itself a token sees."""
    from torch.nn.attention.varlen import varlen_attn

    q, k, v = (part.squeeze(0).transpose(0, 1).contiguous() for part in (query, key, value))
    seen = (-1 if window is None else window - 1, 0)
    grouped: dict[str, Any] = {"enable_gqa": q.shape[1] != k.shape[1]}
    if "enable_gqa" not in _known():  # before it was an option, heads had to be as many
        grouped, (k, v) = {}, (part.repeat_interleave(q.shape[1] // k.shape[1], dim=1) for part in (k, v))
    out: Any = varlen_attn(q, k, v, bounds, bounds, longest, longest, scale=scale, window_size=seen, **grouped)
    return out.unsqueeze(0)  # type: ignore[no-any-return]


AttentionInterface.register(ATTENTION, attend)
