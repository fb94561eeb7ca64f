"""Where every contestant starts: one folder with random weights, an adapter, a tokenizer and the rows, made once."""

import json
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from tokenizers import Tokenizer, models
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from tests.bench.trainers.gpu import build
from tests.bench.trainers.rows import Row
from tests.bench.trainers.spec import Spec

SMALL, TINY = (4, 192), (1, 16)  # layers and width of the model that is raced, and of one that costs next to nothing
LORA = {"r": 8, "lora_alpha": 16, "lora_dropout": 0.0}


def make_start(folder: Path, vocabulary: int, rows: list[Row], shape: tuple[int, int] = SMALL) -> None:
    """Write start/, adapter/ and rows.json into `folder`; the last 16 of `rows` are held out."""
    layers, width = shape
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=vocabulary, hidden_size=width, intermediate_size=4 * width, num_hidden_layers=layers,
        num_attention_heads=width // 64 or 1, num_key_value_heads=width // 64 or 1, max_position_embeddings=4096,
        pad_token_id=0, bos_token_id=None, eos_token_id=1,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder / "start")
    words = {"<pad>": 0, "<end>": 1} | {f"t{at}": at for at in range(2, vocabulary)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<pad>"))
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<end>").save_pretrained(folder / "start")
    # Fresh adapters are drawn at random: everyone takes up the one that is drawn here
    model = AutoModelForCausalLM.from_pretrained(folder / "start")
    torch.manual_seed(1)
    get_peft_model(model, LoraConfig(target_modules="all-linear", task_type="CAUSAL_LM", **LORA)).save_pretrained(
        folder / "adapter"
    )
    (folder / "rows.json").write_text(json.dumps({"train": rows[:-16], "held_out": rows[-16:]}))


def model_and_tokenizer(spec: Spec) -> tuple[Any, Any]:
    """What a contestant trains, loaded as the users of transformers and peft do."""
    tokenizer = AutoTokenizer.from_pretrained(Path(spec.folder) / "start")
    if spec.shape:
        return build(spec.shape, spec.method, spec.contestant), tokenizer
    model: Any = AutoModelForCausalLM.from_pretrained(Path(spec.folder) / "start")
    if spec.method == "lora":
        model = PeftModel.from_pretrained(model, Path(spec.folder) / "adapter", is_trainable=True)
    return model, tokenizer
