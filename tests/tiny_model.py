"""Two real layers of Qwen2 with random weights, and a project folder around them in which train and predict run in seconds."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stages.core.params import TrainBudget
from stages.core.tables import sample_schema, write_table
from stages.core.tuning import Lora
from stages.methods.batching.batches import Encoded
from stages.prompting.catalog import Profile
from tests.tiny import make_tiny

TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
PROFILE = Profile("tiny", "Apache-2.0", "chatml", 512, TARGETS, ["k_proj", "v_proj", "down_proj"], ["down_proj"])
LORA = Lora(r=8, alpha=16, dropout=0.1, learning_rate=5e-3)
QLORA = LORA.model_copy(update={"bits": 4})
ANSWERS = ["reentrancy", "tx origin", "nothing", "unchecked call"]

PARAMS = """
scale: demo
model: tiny
seed: 7
threads: 1
precision: float32
tasks:
  audit:
    validate: {max_rejected_share: 0.5}
    split: {test_share: 0.3, val_share: 0.05, near_duplicate: 0.75, over_length: reject}
    budgets:
      demo:
        split: {max_tokens: 128, answer_tokens: 16, train_samples: 8, train_other: 1, test_samples: 5, test_other: 1}
        steps: 40
        predict: {constrained_samples: 0, draws: 0}
methods:
  base: {kind: base}
  lora: {kind: lora, r: 4, alpha: 8, dropout: 0.1, learning_rate: 5.0e-03}
runs:
  audit-base: {task: audit, method: base}
  audit-lora: {task: audit, method: lora}
evaluate: {bootstrap: 100, confidence: 0.95}
scales:
  demo:
    train: {batch_size: 2, accumulation: 2, warmup_steps: 2, checkpoint_steps: 3}
    predict: {batch_size: 2, temperature: 1.0}
"""


def make_model(folder: Path) -> None:
    """Write tokenizer, settings and weights of a two-layer Qwen2, the same bytes each time."""
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM

    make_tiny(folder)
    torch.manual_seed(0)
    Qwen2ForCausalLM(Qwen2Config(
        vocab_size=400, hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=512, initializer_range=0.1, tie_word_embeddings=True,
        bos_token_id=None, eos_token_id=None, pad_token_id=None,
    )).save_pretrained(folder)  # fmt: skip


def make_catalog(models: Path) -> None:
    """Write catalog.yaml with the one entry `tiny`."""
    targets = "".join(f"    - {name}\n" for name in TARGETS)
    (models / "catalog.yaml").write_text(
        f"tiny:\n  licence: Apache-2.0\n  prompt_format: chatml\n  context: 512\n  lora_targets:\n{targets}"
    )


def make_training_project(folder: Path) -> Path:
    """Settings, base model and splits of a task: all that `train` and `predict` read."""
    make_model(folder / "models/tiny")
    make_catalog(folder / "models")
    (folder / "params.yaml").write_text(PARAMS)
    for side, count in (("train", 8), ("val", 2), ("test", 5)):
        write_table(folder / f"data/split/audit/{side}.parquet", samples(side, count), sample_schema())
    return folder


def samples(side: str, count: int) -> list[dict[str, Any]]:
    """Rows as `split` writes them, of unequal length; the answer follows from the number in the question."""
    return [_sample(f"{side}-{number}", number) for number in range(count)]


def _sample(name: str, number: int) -> dict[str, Any]:
    text = f"contract C{number} " + "{ function pay() external; } " * (1 + number % 3) + f"end C{number}"
    return {
        "id": name, "record_id": name, "group": name, "kind": "audit", "format": "plain", "lang": "en",
        "messages": [{"role": "system", "content": "Find."}, {"role": "user", "content": text}],
        "completion": ANSWERS[number % len(ANSWERS)], "labels": "{}", "source": "authored", "language": "solidity",
        "role": "vulnerable", "pair": name, "tokens": len(text), "stops": [],
    }  # fmt: skip


def budget(**changes: int) -> TrainBudget:
    """A small training budget with some of its numbers changed."""
    return TrainBudget(**({"steps": 6, "batch_size": 2, "accumulation": 1, "warmup_steps": 1, "checkpoint_steps": 2} | changes))


def rows(lengths: Sequence[int], supervised: int = 4) -> list[Encoded]:
    """Rows of the given lengths; the last `supervised` tokens of each are supervised."""
    made = [[(7 * at + 11 * length) % 350 + 30 for at in range(length)] for length in lengths]
    return [{"input_ids": ids, "labels": [-100] * (len(ids) - supervised) + ids[-supervised:]} for ids in made]
