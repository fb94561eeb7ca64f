"""Two real layers of each family of models that the catalog names, with random weights; and the rows they are tried on."""

from collections.abc import Callable
from typing import Any

import torch
import transformers as t
from torch import nn

WINDOW = 8  # tokens; shorter than most rows here
_SIZES = {
    "vocab_size": 120, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4,
    "num_key_value_heads": 2, "max_position_embeddings": 256, "initializer_range": 0.2,
    "bos_token_id": None, "eos_token_id": None, "pad_token_id": None,
}  # fmt: skip
_SLIDING = {"sliding_window": WINDOW, "layer_types": ["sliding_attention", "full_attention"]}
_EXPERTS = {
    "num_key_value_heads": 4, "n_routed_experts": 4, "num_experts_per_tok": 2, "n_shared_experts": 1, "moe_intermediate_size": 16,
    "first_k_dense_replace": 1, "kv_lora_rank": 8, "q_lora_rank": None, "qk_rope_head_dim": 4, "qk_nope_head_dim": 8,
    "v_head_dim": 8, "n_group": 1, "topk_group": 1, "topk_method": "greedy",
}  # fmt: skip

MAKERS: dict[str, Callable[[], Any]] = {
    "llama": lambda: t.LlamaForCausalLM(t.LlamaConfig(**_SIZES)),
    "gemma": lambda: t.GemmaForCausalLM(t.GemmaConfig(**_SIZES, head_dim=16)),
    "qwen2": lambda: t.Qwen2ForCausalLM(t.Qwen2Config(**_SIZES, use_sliding_window=True, **_SLIDING)),
    "qwen3": lambda: t.Qwen3ForCausalLM(t.Qwen3Config(**_SIZES, head_dim=16)),
    "mistral": lambda: t.MistralForCausalLM(t.MistralConfig(**_SIZES, head_dim=8, sliding_window=WINDOW)),
    "starcoder2": lambda: t.Starcoder2ForCausalLM(
        t.Starcoder2Config(**_SIZES, sliding_window=WINDOW, residual_dropout=0.0, embedding_dropout=0.0)
    ),
    "deepseek_v2": lambda: t.DeepseekV2ForCausalLM(t.DeepseekV2Config(**_SIZES | _EXPERTS)),
}
RESHAPING: dict[str, Callable[[], Any]] = {  # families that change scores after the head, or add a router's loss
    "gemma2": lambda: t.Gemma2ForCausalLM(t.Gemma2Config(
        **_SIZES, head_dim=16, final_logit_softcapping=3.0, attn_logit_softcapping=5.0, **_SLIDING, query_pre_attn_scalar=16,
        attn_implementation="eager",
    )),
    "gemma3": lambda: t.Gemma3ForCausalLM(t.Gemma3TextConfig(
        **_SIZES, head_dim=16, final_logit_softcapping=3.0, **_SLIDING, query_pre_attn_scalar=16,
    )),
    "cohere": lambda: t.CohereForCausalLM(t.CohereConfig(**_SIZES, logit_scale=0.25)),
    "granite": lambda: t.GraniteForCausalLM(t.GraniteConfig(**_SIZES, logits_scaling=4.0)),
    "mixtral": lambda: t.MixtralForCausalLM(t.MixtralConfig(
        **_SIZES, num_local_experts=4, output_router_logits=True, router_aux_loss_coef=0.5,
    )),
}  # fmt: skip


def make(name: str) -> Any:
    """A model of the family, the same weights each time, in evaluation mode."""
    torch.manual_seed(0)
    model = (MAKERS | RESHAPING)[name]().eval()
    for module in model.modules():  # starts at zero in some: no gradient would show
        if isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.normal_(module.bias, std=0.1)
    return model


def gradients(model: Any, loss: torch.Tensor) -> dict[str, torch.Tensor]:
    """{name: gradient of the loss} of all weights that got one."""
    model.zero_grad()
    loss.backward()
    return {name: weight.grad.clone() for name, weight in model.named_parameters() if weight.grad is not None}
