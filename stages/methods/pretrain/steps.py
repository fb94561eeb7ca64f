"""The stages of the base model's pipeline: each reads files, calls one part, writes a folder that is whole or absent."""

import shutil
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from stages.core.errors import UserError
from stages.core.files import dump_json, fresh_dir, read_json, read_jsonl, read_text, read_yaml, write_json, write_jsonl
from stages.core.process import alone
from stages.methods.pretrain.corpus import Document, gather

ROOM = Path("models/pretrain")
CORPUS, TOKENS, OUT = ROOM / "work/corpus", ROOM / "work/tokens", ROOM / "out"
NANO = Path("models/nano")
SHIPPED = Path("data/sources/audit/teaching")


def settings() -> dict[str, Any]:
    """models/pretrain/params.yaml, whole."""
    return dict(read_yaml(ROOM / "params.yaml"))


def corpus() -> None:
    """work/corpus/: documents.jsonl (texts) and pretraining.json (what each is, where from, under which licence)."""
    told = settings()["corpus"]
    documents = gather(ROOM / "sources.yaml", ROOM / ".cache", SHIPPED, told["cap"], told["caps"])
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
    import torch
    from transformers import PreTrainedTokenizerFast

    from stages.methods.device import keep_memory
    from stages.methods.pretrain import card, loop, model, streams

    wanted = settings()
    if wanted["device"] == "cuda" and not torch.cuda.is_available():
        raise UserError(f"{ROOM}/params.yaml:device: cuda, and there is no GPU here; set cpu, which takes days, not minutes")
    torch.set_num_threads(wanted["threads"])
    torch.set_flush_denormal(True)  # vanishing probabilities would make the loss slice 20 times slower
    # All operations used here are deterministic on a processor once the thread count is fixed; torch's own switch
    # would add nothing but the filling of every new tensor, a third of the time.
    keep_memory()
    learnt = PreTrainedTokenizerFast.from_pretrained(TOKENS)
    net = model.build(wanted["model"], learnt.get_vocab(), wanted["seed"]).to(wanted["device"])
    state = _state(wanted)
    with alone(state.parent):
        curve = loop.train(net, TOKENS, state, loop.Settings(seed=wanted["seed"], **wanted["train"]))
    held_out = streams.load(TOKENS, "held_out")
    losses = loop.held_out_loss(net, held_out, wanted["train"]["block"])
    with fresh_dir(OUT) as out:
        model.save(net, learnt.get_vocab(), out)
        copy_tokenizer(TOKENS, out)
        figures = card.figures(losses, read_json(TOKENS / "sizes.json"))
        card.describe(out, curve, wanted, model.parameters(net), figures, CORPUS / "pretraining.json")
    shutil.rmtree(state.parent, ignore_errors=True)


def promote() -> None:
    """Copy out/ to models/nano, which is in git."""
    from stages.methods.pretrain import card

    card.promote(OUT, NANO)


def copy_tokenizer(source: Path, target: Path) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(source / name, target / name)


def read_documents() -> list[Document]:
    rows = (row for _, row in read_jsonl(CORPUS / "documents.jsonl"))
    return [Document(**{key: row[key] for key in ("kind", "source", "path", "licence", "text")}) for row in rows]


def _state(wanted: dict[str, Any]) -> Path:
    """Where this run's state is kept: another setting or another stream is another place."""
    digest = sha256(dump_json(wanted).encode())
    for path in sorted(TOKENS.glob("*.npy")):
        digest.update(sha256(path.read_bytes()).digest())
    return Path(".state/pretrain") / digest.hexdigest()[:16] / "state.pt"
