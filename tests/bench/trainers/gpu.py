"""The section that needs a CUDA device: models of real sizes with random weights, LoRA and QLoRA, against TRL set best."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.trainers.rounds import Result, Worker, interpreter
from tests.bench.trainers.rows import code_like
from tests.bench.trainers.spec import Spec

# hidden, intermediate, layers, heads, key heads, tied: as Qwen2.5 1.5B and 7B; `dot` is for a look on a processor
SHAPES = {"1.5B": (1536, 8960, 28, 12, 2, True), "7B": (3584, 18944, 28, 28, 4, False), "dot": (64, 128, 2, 2, 2, False)}
VOCABULARY = 151_936
RIVALS = ["trl_padding_free", "trl_packed"]
OURS = ["sectune_flattened", "sectune_plain"]
RACES = [("1.5B", "lora"), ("7B", "lora"), ("7B", "qlora"), ("1.5B", "qlora")]
# Dense bfloat16 operations a second by the makers' data sheets, by a part of the device's name
PEAKS = {"H100": 989e12, "H200": 989e12, "A100": 312e12, "L40S": 362e12, "4090": 165e12}
# Steps of the clock, and rows in each: 16 are about 3,300 tokens. The same rows go through once before the clock starts, since
# kernels are compiled anew for sizes of another kind
STEPS, BATCH = 10, 16
LOOK = (2, 4)  # the same for `dot`
HEAD = ["| model | contestant | tokens / s | supervised / s | MFU | peak GiB | held-out loss |", "|---|---|---|---|---|---|---|"]


def build(shape: str, method: str, contestant: str = "") -> Any:
    """A random model of `shape` on the device, with a fresh adapter: the same draw for everyone on the same libraries."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import Qwen2Config, Qwen2ForCausalLM

    hidden, intermediate, layers, heads, key_heads, tied = SHAPES[shape]
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=VOCABULARY, hidden_size=hidden, intermediate_size=intermediate, num_hidden_layers=layers,
        num_attention_heads=heads, num_key_value_heads=key_heads, tie_word_embeddings=tied, max_position_embeddings=4096,
        bos_token_id=None, eos_token_id=1, pad_token_id=0,
    )  # fmt: skip
    if contestant.startswith("trl") and find_spec("flash_attn"):  # what its documentation asks for
        config._attn_implementation = "flash_attention_2"
    torch.set_default_dtype(torch.bfloat16)
    with torch.device("cuda" if torch.cuda.is_available() else "cpu"):
        model = Qwen2ForCausalLM(config)
    torch.set_default_dtype(torch.float32)
    if method == "qlora":
        _quantise(model)
    model.requires_grad_(False)
    return get_peft_model(model, LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM"))


def _quantise(model: Any) -> None:
    """Linear layers but the head as NF4, in place: a random model of this size need not go over the disk."""
    import bitsandbytes
    import torch

    for module in list(model.model.modules()):
        for name, layer in module.named_children():
            if isinstance(layer, torch.nn.Linear):
                small = bitsandbytes.nn.Linear4bit(
                    layer.in_features, layer.out_features, layer.bias is not None, torch.bfloat16, quant_type="nf4", device="meta"
                )
                small.weight = bitsandbytes.nn.Params4bit(layer.weight.data, requires_grad=False, quant_type="nf4")
                small.bias = layer.bias
                setattr(module, name, small.to(layer.weight.device))
    model.is_loaded_in_4bit = True


def useful_work(shape: str, result: Result) -> float:
    """Operations that any exact trainer of an adapter on frozen weights has to do for the rows of `result`.

    Each weight takes 2 operations forward and 2 for the gradient that is handed on, for every token; the head's for supervised
    tokens alone. Attention is left out: at code-like lengths it is under 2 % of the rest.
    """
    hidden, intermediate, layers, heads, key_heads, _ = SHAPES[shape]
    weights = layers * (2 * hidden * hidden + 2 * hidden * hidden * key_heads // heads + 3 * hidden * intermediate)
    return 4 * (weights * result["tokens"] + VOCABULARY * hidden * result["supervised"])


def gpu_tables(rounds: int, shapes: Sequence[str] = ("1.5B", "7B"), seconds: float = 3600.0) -> Iterator[str]:
    """Lines as they come: one a run, then the tables; or why there are none. No run is begun after `seconds`.

    The largest models are run once.
    """
    import torch

    if not torch.cuda.is_available() and set(shapes) != {"dot"}:
        yield "No CUDA device here: this section has not run."
        return
    from tests.bench.trainers.start import TINY, make_start

    steps, batch = LOOK if set(shapes) == {"dot"} else (STEPS, BATCH)
    device = torch.cuda.get_device_name() if torch.cuda.is_available() else "a processor"
    kernels = [name for name in ("flash_attn", "liger_kernel") if find_spec(name)]
    yield f"On {device}, torch {torch.__version__}, bfloat16, {batch} rows a step; kernels that all may use: {kernels or 'none'}."
    ends = time.monotonic() + seconds
    names = [name for name in (*RIVALS, *OURS) if interpreter(name).exists()]
    workers = {name: Worker(name) for name in names}  # they start together
    races = [("dot", "lora"), ("dot", "qlora")] if set(shapes) == {"dot"} else [race for race in RACES if race[0] in shapes]
    table: list[str] = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            rows, held_out = code_like(steps * batch, VOCABULARY, 2), code_like(16, VOCABULARY, 3)
            make_start(Path(folder), VOCABULARY, [*rows, *rows, *held_out], TINY)
            for shape, method in races:
                spec = Spec("", folder, method, 2 * steps, steps, batch, learning_rate=2e-4, precision="bfloat16", shape=shape)
                found: dict[str, list[Result]] = {name: [] for name in names}
                for _ in range(1 if shape == "7B" else rounds):
                    for name in names if method == "lora" else names[: -len(OURS) + 1]:
                        yield _run(workers[name], replace(spec, contestant=name), found[name], device, ends)
                table += [_line(spec, name, runs, device) for name, runs in found.items() if runs]
    finally:
        for worker in workers.values():
            worker.close()
    yield from ["", *HEAD, *table]


def _run(worker: Worker, spec: Spec, runs: list[Result], device: str, ends: float) -> str:
    """One run more, as a line of its own."""
    if time.monotonic() > ends:
        return f"| {spec.shape} {spec.method} | {spec.contestant} | not run: the time was up |"
    found = worker.run(spec)
    if isinstance(found, str):
        return f"| {spec.shape} {spec.method} | {spec.contestant} | failed: {found} |"
    runs.append(found)
    return _line(spec, spec.contestant, [found], device)


def _line(spec: Spec, name: str, runs: Sequence[Result], device: str) -> str:
    wall = median(run["wall"] for run in runs)
    peak = next((peak for part, peak in PEAKS.items() if part in device), 0.0)
    mfu = f"{100 * useful_work(spec.shape, runs[0]) / wall / peak:.0f} %" if peak else "peak unknown"
    most = max(run["peak_mib"] for run in runs) / 1024
    rates = f"{runs[0]['tokens'] / wall:.0f} | {runs[0]['supervised'] / wall:.0f}"
    return f"| {spec.shape} {spec.method} | {name} | {rates} | {mfu} | {most:.1f} | {runs[0]['loss']:.5f} |"
