"""Prefix tuning starts from what the model itself keeps of some tokens.

Random keys and values disturb it from the first step on; those of real tokens are what it knows (Li and Liang 2021, section 7.4).
"""

from typing import Any

import torch

from stages.core.errors import UserError


@torch.no_grad()
def start(model: Any) -> Any:
    """The peft model, its prefix set to keys and values of as many random tokens.

    Raises UserError for a model whose cache is not one pair of equal shape a layer.
    """
    config, base = model.peft_config["default"], model.get_base_model()
    weight = model.prompt_encoder["default"].embedding.weight
    ids = torch.randint(0, base.config.get_text_config().vocab_size, (1, config.num_virtual_tokens), device=model.device)
    layers = base.eval()(input_ids=ids, use_cache=True).past_key_values.layers
    found = [getattr(layer, name, None) for layer in layers for name in ("keys", "values")]
    pairs = [tensor for tensor in found if tensor is not None]
    heads = config.num_attention_heads
    shape = (1, heads, config.num_virtual_tokens, config.token_dim // heads)
    if len(pairs) != 2 * config.num_layers or any(tensor.shape != shape for tensor in pairs):
        raise UserError(
            f"models of type {base.config.model_type} keep other things of a token than a key and a value in every layer, and "
            "prefix_tuning can not put any there; take prompt_tuning or an adapter"
        )
    weight.copy_(torch.stack(pairs)[:, 0].permute(2, 0, 1, 3).flatten(1))  # (2 x layers, heads, tokens, width) -> rows of tokens
    return model
