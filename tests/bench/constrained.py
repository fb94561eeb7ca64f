"""What holding answers to a grammar costs: PYTHONPATH=. python tests/bench/constrained.py [vocabulary size, 150000]

Time per token under a JSON grammar against free decoding of as many tokens, by turns in one process, as ratios: random
weights, a byte-level vocabulary made up to the size of real ones. Also the time of what happens once: tokenizer, compile,
closing. Nothing is asserted: times belong to the machine.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import chdir
from functools import partial
from pathlib import Path
from statistics import median

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import Qwen2Config, Qwen2ForCausalLM

from stages.engines.contract import Answer, Request
from stages.engines.hf import HFEngine
from stages.methods.device import prepare
from stages.prompting.catalog import Profile
from stages.prompting.tokens import Tokens

SHAPES = {"2 layers x 64": (2, 64), "4 layers x 512": (4, 512)}
LIMIT, TURNS = 64, 3
TEXT = {"type": "string", "minLength": 120, "maxLength": 400}
SCHEMA = {
    "type": "object", "required": ["items"], "additionalProperties": False, "x-guidance": {"whitespace_flexible": False},
    "properties": {"items": {"type": "array", "minItems": 1, "maxItems": 40, "items": {
        "type": "object", "required": ["kind", "score", "text"], "additionalProperties": False,
        "properties": {"kind": {"enum": ["malware", "tool", "person"]}, "score": {"enum": [0.5, 0.9]}, "text": TEXT},
    }}},
}  # fmt: skip
GRAMMAR = "start: %json " + json.dumps(SCHEMA)


def make_tokenizer(folder: Path, size: int) -> None:
    """tokenizer.json with all bytes, then runs of two to five letters, with a blank or a sign before some, in a fixed order."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    names = {sign: at for at, sign in enumerate(["<|im_start|>", "<|im_end|>", *alphabet])}
    merges, known, grown = [], list("etaoinshrdlucmfwypvbgkqjxz_0123456789"), 0
    heads = ["Ġ", '"', ",", ":", "{", "}", "[", "]", "Ċ", "\\", *known]
    stems = list(heads)
    while len(names) < size:
        stem = stems[grown]
        grown += 1
        for letter in (*known, '"', ",", "}", "]", ":"):
            if stem + letter not in names and len(names) < size:
                names[stem + letter] = len(names)
                merges.append((stem, letter))
                stems.append(stem + letter)
    tokenizer = Tokenizer(models.BPE(names, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(["<|im_start|>", "<|im_end|>"])
    folder.mkdir(parents=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes((2).to_bytes(8, "little") + b"{}")


def engine(tokens: Tokens, size: int, layers: int, width: int) -> HFEngine:
    """Random weights whose head is padded as real ones are; nothing ends a free answer early."""
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=-(-size // 128) * 128, hidden_size=width, intermediate_size=4 * width, num_hidden_layers=layers,
        num_attention_heads=width // 64 or 1, num_key_value_heads=width // 64 or 1, max_position_embeddings=2048,
        tie_word_embeddings=True, bos_token_id=None, eos_token_id=None, pad_token_id=None,
    )  # fmt: skip
    return HFEngine(Qwen2ForCausalLM(config), tokens)


def step(call: Callable[[], list[list[Answer]]]) -> float:
    """Processor milliseconds of a call for each token of its longest answer: other work on the machine counts little."""
    begun = time.process_time()
    answers = call()
    return 1000 * (time.process_time() - begun) / max(answer.tokens for row in answers for answer in row)


def main(size: int) -> None:
    prepare(2, 7)
    make_tokenizer(Path("models/bench"), size)
    tokens = Tokens(Profile("bench", "Apache-2.0", "chatml", 2048, ["q_proj"]))
    for name, (layers, width) in SHAPES.items():
        model = engine(tokens, size, layers, width)
        asked = Request([{"role": "user", "content": "list"}])
        held = asked._replace(grammar=GRAMMAR)
        begun = time.process_time()
        model.generate([held], LIMIT)
        print(f"{name}: ready after {time.process_time() - begun:.2f} s, first answer included")
        for batch in (1, 8):
            turns = [
                [step(partial(model.sample, [one] * batch, LIMIT, 1, 1.0, turn)) for one in (asked, held)]
                for turn in range(TURNS)
            ]
            free, ratio = median(turn[0] for turn in turns), median(turn[1] / turn[0] for turn in turns)
            print(f"  batch {batch}: free {free:.1f} ms a step, held {ratio:.2f} times that")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 150_000)
