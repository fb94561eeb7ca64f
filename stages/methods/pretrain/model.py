"""The base model's shape, and how its weights are written."""

import copy
from pathlib import Path

import torch
from transformers import GenerationConfig, Qwen3Config, Qwen3ForCausalLM

from stages.methods.pretrain.tokenizer import CLOSE, END


def build(shape: dict[str, int], ids: dict[str, int], seed: int) -> Qwen3ForCausalLM:
    """A freshly initialised Qwen3 model with tied embeddings.

    shape: vocab_size, hidden_size, intermediate_size, layers, heads, kv_heads, positions. Qwen3 is Qwen2 with normed
    queries and keys; transformers reads its tokenizer.json as it stands, where for Qwen2 it puts in Qwen2's own split.
    """
    torch.manual_seed(seed)
    return Qwen3ForCausalLM(Qwen3Config(
        vocab_size=shape["vocab_size"], hidden_size=shape["hidden_size"],
        intermediate_size=shape["intermediate_size"], num_hidden_layers=shape["layers"],
        num_attention_heads=shape["heads"], num_key_value_heads=shape["kv_heads"],
        head_dim=shape["hidden_size"] // shape["heads"],
        max_position_embeddings=shape["positions"], tie_word_embeddings=True,
        bos_token_id=None, eos_token_id=ids[END], pad_token_id=ids[END], use_cache=True,
    ))


def save(model: Qwen3ForCausalLM, ids: dict[str, int], folder: Path) -> None:
    """config.json, generation_config.json and model.safetensors in bfloat16."""
    half = copy.deepcopy(model)
    half.bfloat16()
    half.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        do_sample=False, eos_token_id=[ids[END], ids[CLOSE]], pad_token_id=ids[END])
    half.save_pretrained(folder, safe_serialization=True)


def parameters(model: torch.nn.Module) -> int:
    """Number of weights, tied ones counted once."""
    return sum(tensor.numel() for tensor in model.parameters())

