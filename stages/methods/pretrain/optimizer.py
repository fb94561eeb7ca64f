"""Muon for the matrices, AdamW for the rest: on this model it reaches a given loss in fewer steps than AdamW alone.

Muon (Jordan et al. 2024, kellerjordan.github.io/posts/muon) makes each matrix's momentum orthogonal with five
Newton-Schulz steps. torch has one too, but it iterates in bfloat16, which processors without bfloat16 units emulate;
this one stays in float32.
"""

import torch

_A, _B, _C = 3.4445, -4.7750, 2.0315  # coefficients of the quintic, from the post above


def orthogonal(matrix: torch.Tensor, rounds: int = 5) -> torch.Tensor:
    """A matrix with the singular vectors of `matrix` and singular values near 1 (0.7 to 1.2), same shape."""
    tall = matrix.shape[0] > matrix.shape[1]
    x: torch.Tensor = matrix.t() if tall else matrix
    x = x / (torch.linalg.vector_norm(x) + 1e-7)
    for _ in range(rounds):
        square = x @ x.t()
        x = _A * x + (_B * square + _C * square @ square) @ x
    return x.t() if tall else x


class Muon(torch.optim.Optimizer):
    """For 2-D weights only. lr: step length relative to an orthogonal matrix; decay is decoupled as in AdamW."""

    def __init__(self, params: list[torch.nn.Parameter], lr: float, weight_decay: float, momentum: float = 0.95) -> None:
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            for weight in group["params"]:
                held = self.state[weight].setdefault("momentum", torch.zeros_like(weight))
                held.lerp_(weight.grad, 1 - group["momentum"])
                update = orthogonal(weight.grad.lerp(held, group["momentum"]))  # Nesterov
                weight.mul_(1 - group["lr"] * group["weight_decay"])
                weight.add_(update, alpha=-group["lr"] * max(1.0, weight.shape[0] / weight.shape[1]) ** 0.5)


def make(model: torch.nn.Module, rate: float, matrix_rate: float, decay: float) -> list[torch.optim.Optimizer]:
    """[Muon over the matrices of the layers, AdamW over embeddings, norms and biases]."""
    matrices = [weight for name, weight in model.named_parameters() if weight.ndim == 2 and "embed" not in name]
    rest = [weight for name, weight in model.named_parameters() if weight.ndim < 2 or "embed" in name]
    adam = torch.optim.AdamW(rest, lr=rate, betas=(0.9, 0.95), weight_decay=0.0, fused=True)
    return [Muon(matrices, matrix_rate, decay), adam]
