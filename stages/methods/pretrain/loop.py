"""The training loop: short, because a plain loop suffices. Resumes from the newest state.

Runs where the model lies. Matrices are multiplied in bfloat16 and kept in float32: twice the tokens a second on two cores
with bfloat16 units. A processor without such units is slower than in float32, and its last digits differ.
"""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import cross_entropy
from transformers import PreTrainedModel

from stages.methods.pretrain import copying, streams
from stages.methods.pretrain.model import move, optimizers_for

_AT_ONCE = 8  # held-out rows in one call of the model


@dataclass(frozen=True)
class Settings:
    """The `train` section of params.yaml."""

    copying: int  # steps of `copying` before the first text
    block: int  # tokens a row
    batch: int  # rows a step
    steps: int
    warmup: int  # steps from 0 to the full rate
    anneal: int  # last steps: the rate falls to 0 in a line, and the mix changes to `mix_anneal`
    learning_rate: float  # AdamW's, for embeddings, norms and convolutions
    matrix_rate: float  # Muon's, for the matrices of the layers
    weight_decay: float
    clip: float  # largest gradient norm
    seed: int
    evaluate_every: int
    save_every: int
    mix: dict[str, float]
    mix_anneal: dict[str, float]

    def phases(self) -> list[tuple[int, Mapping[str, float]]]:
        return [(self.steps - self.anneal, self.mix), (self.anneal, self.mix_anneal)]


def rate(step: int, settings: Settings) -> float:
    """Factor on the learning rate at 0-based `step`: warm-up, plateau, line down to 0 (WSD, arXiv 2404.06395)."""
    left = (settings.steps - step) / max(1, settings.anneal)
    return min(1.0, (step + 1) / max(1, settings.warmup), left)


def loss_of(model: PreTrainedModel, rows: torch.Tensor) -> torch.Tensor:
    """Mean next-token loss in nats over `rows`, (rows, block + 1) ids; a tensor on the model's device."""
    rows = rows.to(model.device, non_blocking=True)
    with torch.autocast(model.device.type, dtype=torch.bfloat16):
        logits = model(input_ids=rows[:, :-1], use_cache=False).logits
    return cross_entropy(logits.flatten(0, 1).float(), rows[:, 1:].flatten())


@torch.no_grad()
def held_out_loss(model: PreTrainedModel, held_out: Mapping[str, streams.Ids], block: int, most: int = 24) -> dict[str, float]:
    """{kind: mean loss in nats a token} over at most `most` blocks of each held-out stream."""
    found = {}
    for kind, stream in sorted(held_out.items()):
        count = min(most, (len(stream) - 1) // block)
        if count:
            rows = torch.from_numpy(streams.read(held_out, [(kind, number) for number in range(count)], block))
            found[kind] = math.fsum(loss_of(model, part).item() * len(part) for part in torch.split(rows, _AT_ONCE)) / count
    return found


def train(
    model: PreTrainedModel, folder: Path, state: Path, settings: Settings, say: Callable[[str], None] = print
) -> list[dict[str, float]]:
    """Train in place on the streams of `folder`; the curve as rows of step, tokens, rate, loss and held-out losses."""
    learnt, held_out = streams.load(folder, "train"), streams.load(folder, "held_out")
    sizes = {kind: (len(stream) - 1) // settings.block for kind, stream in learnt.items()}
    steps = streams.plan(sizes, settings.phases(), settings.batch, settings.seed)
    optimizers = optimizers_for(model, settings.learning_rate, settings.matrix_rate, settings.weight_decay)
    if not state.is_file():
        right = copying.learn(model, optimizers, settings.copying, settings.seed, settings.clip)
        say(f"copying: {right:.0%} of the repeated tokens right after {settings.copying} steps")
    start, curve, recent = _restore(state, model, optimizers)
    began = time.monotonic()
    for step in range(start, settings.steps):
        rows = torch.from_numpy(streams.read(learnt, steps[step], settings.block))
        loss = loss_of(model, rows)
        move(model, optimizers, loss, rate(step, settings), settings.clip)
        recent.append(loss.detach())  # not read yet: a GPU works on while the next step is laid out
        done = step + 1
        if done % settings.evaluate_every == 0 or done == settings.steps:
            row = {
                "step": done,
                "tokens": done * settings.batch * settings.block,
                "rate": rate(step, settings),
                "loss": _mean(recent),
            }
            curve.append(row | {f"held_out_{k}": v for k, v in held_out_loss(model, held_out, settings.block, 4).items()})
            recent = []
            say(_progress(curve[-1], settings, (time.monotonic() - began) / (done - start)))
        if done % settings.save_every == 0:
            _keep(state, model, optimizers, {"step": done, "curve": curve, "recent": recent})
    return curve


def _mean(losses: list[torch.Tensor]) -> float:
    return math.fsum(torch.stack(losses).tolist()) / len(losses)


def _progress(row: dict[str, float], settings: Settings, seconds: float) -> str:
    held = " ".join(f"{k.removeprefix('held_out_')} {v:.3f}" for k, v in row.items() if k.startswith("held_out_"))
    left = (settings.steps - row["step"]) * seconds / 60
    return (
        f"step {row['step']:.0f}/{settings.steps} loss {row['loss']:.3f} | {held} | "
        f"{settings.batch * settings.block / seconds:,.0f} tokens/s, {left:.0f} min left"
    )


def _keep(state: Path, model: torch.nn.Module, optimizers: list[torch.optim.Optimizer], reached: dict[str, Any]) -> None:
    """Write the whole state beside the old one, then put it in its place: a kill leaves one or the other."""
    state.parent.mkdir(parents=True, exist_ok=True)
    scratch = state.with_suffix(".tmp")
    held = [optimizer.state_dict() for optimizer in optimizers]
    torch.save({"model": model.state_dict(), "optimizers": held} | reached, scratch)
    scratch.replace(state)


def _restore(
    state: Path, model: PreTrainedModel, optimizers: list[torch.optim.Optimizer]
) -> tuple[int, list[dict[str, float]], list[torch.Tensor]]:
    """(steps done, curve so far, losses since its last row)."""
    if not state.is_file():
        return 0, [], []
    held = torch.load(state, weights_only=True, map_location=model.device)
    model.load_state_dict(held["model"])
    for optimizer, kept in zip(optimizers, held["optimizers"], strict=True):
        optimizer.load_state_dict(kept)
    return held["step"], held["curve"], held["recent"]
