"""What stands beside the weights: held-out figures, data table, model card; and the copy into models/nano."""

import json
import math
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from stages.core.errors import UserError
from stages.core.files import fresh_dir, read_json, write_json, write_text
from stages.methods.pretrain.curve import curve_csv, curve_png

PROMOTED = (
    "README.md",
    "LICENSE",
    "config.json",
    "generation_config.json",
    "loss_curve.csv",
    "loss_curve.png",
    "model.safetensors",
    "pretraining.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
MAX_WEIGHTS = 28_000_000  # bytes: what git is asked to hold for one version


def bits_per_byte(loss: float, tokens: int, size: int) -> float:
    """Held-out loss in nats a token as bits a byte, comparable between tokenizers.

    >>> bits_per_byte(math.log(2), tokens=10, size=40)
    0.25
    """
    return loss / math.log(2) * tokens / size


def figures(losses: dict[str, float], sizes: dict[str, dict[str, int]]) -> dict[str, dict[str, float]]:
    """Held-out loss by kind as nats a token and bits a byte, with the number of held-out tokens."""
    found = {}
    for kind, loss in losses.items():
        size = sizes[f"held_out-{kind}"]
        found[kind] = {
            "loss": loss,
            "bits_per_byte": bits_per_byte(loss, size["tokens"], size["bytes"]),
            "tokens": size["tokens"],
        }
    return found


def data_table(documents: list[dict[str, str]]) -> str:
    """Markdown: kinds of text with their number of documents and licences."""
    rows = ["| kind of text | documents | sources | licences (SPDX) |", "|---|---|---|---|"]
    for kind in sorted({one["kind"] for one in documents}):
        held = [one for one in documents if one["kind"] == kind]
        licences = ", ".join(f"{name} {count}" for name, count in sorted(Counter(one["licence"] for one in held).items()))
        rows.append(f"| {kind} | {len(held):,} | {len({one['source'] for one in held})} | {licences} |")
    return "\n".join(rows)


def describe(
    out: Path, curve: list[dict[str, float]], wanted: dict[str, Any], weights: int, losses: dict[str, Any], listed: Path
) -> None:
    """Write curve, figures, document list and README.md into `out`."""
    curve_csv(out / "loss_curve.csv", curve)
    curve_png(out / "loss_curve.png", curve)
    facts = read_json(listed)
    write_json(out / "pretraining.json", facts | {"held_out": losses, "settings": wanted, "weights": weights})
    write_text(out / "LICENSE", _LICENCE)
    write_text(out / "README.md", readme(curve, wanted, weights, losses, facts["documents"]))


def readme(
    curve: list[dict[str, float]], wanted: dict[str, Any], weights: int, losses: dict[str, Any], documents: list[dict[str, str]]
) -> str:
    """The model card."""
    shape, train = wanted["model"], wanted["train"]
    figures = "\n".join(
        f"| {kind} | {row['loss']:.3f} | {row['bits_per_byte']:.3f} | {row['tokens']:,} |" for kind, row in sorted(losses.items())
    )
    return _CARD.format(
        weights=weights / 1e6,
        layers=", ".join(layer.replace("_", " ") for layer in shape["layers"]),
        width=shape["hidden_size"],
        heads=shape["heads"],
        kv_heads=shape["kv_heads"],
        inner=shape["intermediate_size"],
        vocab=shape["vocab_size"],
        positions=shape["positions"],
        device="a GPU" if wanted["device"] == "cuda" else "a CPU",
        copying=train["copying"],
        steps=train["steps"],
        anneal=train["anneal"],
        batch=train["batch"],
        block=train["block"],
        tokens=curve[-1]["tokens"] / 1e6,
        rate=train["learning_rate"],
        matrix_rate=train["matrix_rate"],
        data=data_table(documents),
        figures=figures,
        mix=json.dumps(train["mix"]).strip("{}").replace('"', ""),
        mix_anneal=json.dumps(train["mix_anneal"]).strip("{}").replace('"', ""),
    )


def promote(out: Path, target: Path) -> None:
    """Copy the finished model to `target`, whole or not at all.

    Raises UserError when something is missing in `out` or the weights are larger than git should hold.
    """
    missing = [name for name in PROMOTED if not (out / name).is_file()]
    if missing:
        raise UserError(f"{out}: {', '.join(missing)} missing; run `python -m stages.pretrain train` first")
    size = (out / "model.safetensors").stat().st_size
    if size > MAX_WEIGHTS:
        raise UserError(f"{out}/model.safetensors: {size:,} bytes, at most {MAX_WEIGHTS:,}; choose a smaller shape")
    with fresh_dir(target) as scratch:
        for name in PROMOTED:
            shutil.copyfile(out / name, scratch / name)


_LICENCE = """\
The weights, the tokenizer and the other files of this folder are licensed under the Apache License, Version 2.0
(SPDX: Apache-2.0); its full text stands in the file LICENSE at the root of this repository. The texts the model learnt
from keep their own licences, named one by one in pretraining.json.
"""
_CARD = """\
---
license: apache-2.0
library_name: transformers
pipeline_tag: text-generation
---
# nano

A causal language model of {weights:.1f} million weights that SecTune carries in its repository, so that the whole
pipeline, tuning included, runs on a laptop without a model hub. It is a base to tune, not a model to ask.

| | |
|---|---|
| architecture | LFM2: {layers}; {width} wide, {heads} heads, {kv_heads} key-value heads, feed-forward {inner} |
| vocabulary | {vocab:,} byte-level BPE tokens; line numbers 0 to 399 are one token each |
| context | {positions:,} positions, trained on blocks of {block:,} |
| weights | bfloat16 safetensors |
| prompt format | ChatML (`<|im_start|>role`, `<|im_end|>`); end of text `<|endoftext|>` |
| first lesson | {copying:,} steps of copying random tokens |
| training | {steps:,} steps of {batch} x {block:,} tokens, {tokens:.1f} million tokens in all |
| arithmetic | bfloat16 products, float32 weights and sums; on {device} |
| optimizer | Muon at {matrix_rate:g} for matrices, AdamW at {rate:g} for the rest; falling to 0 in the last {anneal:,} steps |
| mix in the plateau | {mix} |
| mix in the last {anneal:,} steps | {mix_anneal} |

## Data

Texts with permissive licences only, each listed with source, path, licence and sha256 in `pretraining.json`.

{data}

Half of the Solidity and Rust stands without comments, as audit prompts show it. Five kinds are our own:

- `contracts`: teaching families of this repository that `models/pretrain/sources.yaml` names (`families` in
  `pretraining.json`; the split keeps those on the training side), code and neutral description only, no label.
- `exercises`, made from the code above: ChatML conversations over numbered lines whose answers stand in the code (which
  line declares this function, where is that name used, quote line 12, which lines loop, read the time, call another
  contract), answered in one line of JSON. Facts about lines; no word on what is weak.
- `reading`, made from the prose: the same for numbered sentences (which sentences mention this name, what does sentence 3
  say, list the names, their forms and where they stand). A form is a version, a file, an address, an acronym; nothing on
  what a name means, and no relation between two.
- `functions`, taken out of the Python: functions that stand on their own, each behind the first paragraph of its docstring.
- `glossary`: what the classes of weakness are called and mean, their SWC and CWE ids, how each is prevented: definitions
  as in any textbook, never a contract or a verdict on one.

Copies of OpenZeppelin, solady and solmate are left out, because the audit task tests on them. Held out of training:
2 % of the documents, and the families whose name's sha256 starts with 7. The tokenizer was learnt once, from an earlier
state of these texts and `models/pretrain/words.txt`; it stays as it is, because adapters and token counts rest on its ids.

## Held-out loss

| kind of text | nats a token | bits a byte | tokens held out |
|---|---|---|---|
{figures}

![loss curve](loss_curve.png)

## What it can and cannot do

- It knows the surface of Solidity, less of Rust and Python; it can be tuned in minutes on two cores.
- It answers simple questions on numbered code and sentences in JSON, not always rightly; it has never seen the form of a
  verdict or a graph.
- It knows little of the world, cannot hold a conversation, and does not find weaknesses untuned. What it writes is
  often wrong. Never rely on it, tuned or not, to judge a contract that holds money.
- English dominates; Chinese and Korean are known to the tokenizer more than to the model.

## Make it again

    python -m stages.pretrain corpus     # fetch the pinned packages, select texts
    python -m stages.pretrain tokenizer
    python -m stages.pretrain train      # resumes after a kill
    python -m stages.pretrain promote    # copy models/pretrain/out to models/nano

Same settings, same package versions, same thread count and processor type: same bytes with `device: cpu`, which takes days
for this many tokens. With `device: cuda` it takes minutes, and no two runs agree in their last digits.
"""
