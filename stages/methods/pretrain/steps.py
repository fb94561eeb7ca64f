"""The stages of the base model's pipeline: each reads files, calls one part, writes a folder that is whole or absent."""

import shutil
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from stages.core.files import dump_json, fresh_dir, read_json, read_jsonl, read_text, read_yaml, write_json, write_jsonl
from stages.methods.pretrain.corpus import Document, gather

ROOM = Path("models/pretrain")
CORPUS, TOKENS, EXERCISES = (ROOM / "work" / name for name in ("corpus", "tokens", "exercises"))
OUT, PRACTISED = ROOM / "out", ROOM / "practised"
NANO = Path("models/nano")
SHIPPED = Path("data/sources/audit/teaching")


def settings() -> dict[str, Any]:
    """models/pretrain/params.yaml, whole."""
    return dict(read_yaml(ROOM / "params.yaml"))


def corpus() -> None:
    """work/corpus/: documents.jsonl (texts) and pretraining.json (what each is, where from, under which licence)."""
    documents = gather(ROOM / "sources.yaml", ROOM / ".cache", SHIPPED, settings()["corpus"]["cap"])
    families = sorted({one.source.partition(":")[2] for one in documents if one.kind == "contracts"})
    with fresh_dir(CORPUS) as out:
        write_jsonl(out / "documents.jsonl", (one.entry() | {"text": one.text} for one in documents))
        write_json(out / "pretraining.json", {"documents": [one.entry() for one in documents], "families": families})
    for kind, count in sorted(Counter(one.kind for one in documents).items()):
        characters = sum(len(one.text) for one in documents if one.kind == kind)
        print(f"corpus: {kind}: {count:,} documents, {characters:,} characters")


def tokenizer() -> None:
    """work/tokens/: the tokenizer's files, and per kind a training and a held-out stream of uint16 ids.

    The promoted tokenizer is used again unless `tokenizer.learn` is true: adapters and token counts elsewhere in the
    project rest on its ids.
    """
    from transformers import PreTrainedTokenizerFast

    from stages.methods.pretrain import streams
    from stages.methods.pretrain.tokenizer import learn, save

    wanted, documents = settings(), read_documents()
    told = wanted["tokenizer"]
    if told["learn"]:
        known = learn(documents, told["vocab_size"], told["shares"], read_text(ROOM / "words.txt"), told["context"])
    else:
        known = PreTrainedTokenizerFast.from_pretrained(NANO)
    with fresh_dir(TOKENS) as out:
        if told["learn"]:
            save(known, out)
        else:
            copy_tokenizer(NANO, out)
        write_json(out / "sizes.json", streams.write(out, documents, known, wanted["seed"], wanted["train"]["block"]))


def train() -> None:
    """out/: weights, settings and tokenizer as models/nano holds them, loss curve, held-out loss by kind of text."""
    from stages.methods.pretrain import loop, model

    wanted = settings()
    ids = _prepare(wanted["threads"])
    net, state = model.build(wanted["model"], ids, wanted["seed"]), _state(wanted, "train", TOKENS)
    told = loop.Settings(seed=wanted["seed"], **wanted["train"])
    _write(net, OUT, loop.train(net, [TOKENS], state, told), told, [TOKENS])
    shutil.rmtree(state.parent, ignore_errors=True)


def practice() -> None:
    """practised/: the model of out/ after dense exercises of which only the answers are learnt; what is promoted."""
    from functools import partial

    import numpy as np
    from transformers import PreTrainedTokenizerFast, Qwen3ForCausalLM

    from stages.methods.pretrain import loop
    from stages.methods.pretrain.practice import answers, stream

    wanted, documents = settings(), read_documents()
    ids = _prepare(wanted["threads"])
    known = PreTrainedTokenizerFast.from_pretrained(TOKENS)
    told = loop.Settings(seed=wanted["seed"], **wanted["practice"])
    with fresh_dir(EXERCISES) as out:
        for split in ("train", "held_out"):
            held = [one for one in documents if one.held_out == (split == "held_out")]
            np.save(out / f"{split}-practice.npy", stream(held, known, wanted["seed"], told.block))
    net = Qwen3ForCausalLM.from_pretrained(OUT, dtype="float32")
    state = _state(wanted, "practice", TOKENS, EXERCISES, OUT)
    mark = partial(answers, ids=ids, role=known.encode("assistant\n", add_special_tokens=False))
    _write(net, PRACTISED, loop.train(net, [TOKENS, EXERCISES], state, told, mark=mark), told, [TOKENS, EXERCISES], mark)
    shutil.rmtree(state.parent, ignore_errors=True)


def _prepare(threads: int) -> dict[str, int]:
    """Fix what decides speed and last digits; the vocabulary."""
    import torch
    from transformers import PreTrainedTokenizerFast

    from stages.methods.pretrain.loop import keep_freed_memory

    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)  # vanishing numbers are slow, and mean nothing
    # All operations used here are deterministic on a processor once the thread count is fixed; torch's own switch
    # would add nothing but the filling of every new tensor, a third of the time.
    keep_freed_memory()
    return PreTrainedTokenizerFast.from_pretrained(TOKENS).get_vocab()  # type: ignore[no-any-return]


def _write(net: Any, target: Path, curve: list[dict[str, float]], told: Any, folders: list[Path], mark: Any = None) -> None:
    """Weights, tokenizer, curve, figures and card of a stage."""
    from stages.methods.pretrain import card, loop, model, streams

    wanted = settings()
    held_out = {kind: ids for folder in folders for kind, ids in streams.load(folder, "held_out").items()}
    losses = loop.held_out_loss(net, held_out, told, mark=mark)
    earlier = card.read_curve(OUT / "loss_curve.csv") if target == PRACTISED else []
    with fresh_dir(target) as out:
        model.save(net, _prepare(wanted["threads"]), out)
        copy_tokenizer(TOKENS, out)
        figures = card.figures(losses, read_json(TOKENS / "sizes.json"))
        card.describe(out, card.joined(earlier, curve), wanted, model.parameters(net), figures, CORPUS / "pretraining.json")


def promote() -> None:
    """Copy practised/ to models/nano, which is in git."""
    from stages.methods.pretrain import card

    card.promote(PRACTISED, NANO)


def copy_tokenizer(source: Path, target: Path) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(source / name, target / name)


def read_documents() -> list[Document]:
    rows = (row for _, row in read_jsonl(CORPUS / "documents.jsonl"))
    return [Document(**{key: row[key] for key in ("kind", "source", "path", "licence", "text")}) for row in rows]


def _state(wanted: dict[str, Any], stage: str, *inputs: Path) -> Path:
    """Where this run's state is kept: another setting or another input is another place."""
    digest = sha256(dump_json(wanted | {"stage": stage}).encode())
    for path in sorted(path for folder in inputs for path in folder.iterdir() if path.suffix in {".npy", ".safetensors"}):
        digest.update(sha256(path.read_bytes()).digest())
    return Path(".state/pretrain") / digest.hexdigest()[:16] / "state.pt"
