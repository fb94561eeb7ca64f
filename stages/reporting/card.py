"""The full model card of a run: what it is, from what it was made, under which terms, how good it is, how to serve it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stages.reporting.markdown import share, table
from stages.reporting.obligations import terms


@dataclass(frozen=True)
class Facts:
    """All that a card tells. Nothing in it depends on the day, the machine or its user."""

    name: str  # what the folder is called
    run: str
    settings: Mapping[str, Any]  # settings.json of the run
    numbers: Mapping[str, Any]  # reports/<task>/training/<run>.json
    scores: Mapping[str, Any]  # reports/<task>/scores/<run>.json
    sources: Sequence[Mapping[str, Any]]  # name, licence, shippable, revision, trust, samples: what training saw, by licence
    base_origin: str  # where the base model comes from: hub name and revision, "" for the built-in one
    note: Mapping[str, Any] | None  # merge.json; None: an adapter


def model_card(facts: Facts) -> str:
    """README.md of a model that is passed on."""
    task, base = facts.settings["task"], facts.settings["base"]
    head = [
        "---", f"base_model: {base['name']}", f"license: {base['licence'].lower()}",
        f"library_name: {'transformers' if facts.note else 'peft'}", f"tags: [sectune, {task}]", "---", f"# {facts.name}", "",
    ]  # fmt: skip
    parts = {
        "Intended use": _USE, "Limits": _limits(facts), "Scores": _scores(facts), "Data": _data(facts), "Terms": _duties(facts),
        "Training": _training(facts), "Merged weights": _parity(facts), "Serving": _serving(facts),
    }  # fmt: skip
    sections = [f"## {title}\n\n{text}" for title, text in parts.items() if text]
    return "\n".join(head) + "\n\n".join([_what(facts), *sections]) + "\n"


_USE = (
    "Research on, and triage of, the task's inputs by people who check each answer. Not a replacement for an audit, a review or "
    "an analyst; nothing it writes may be run, deployed or acted on unread."
)


_ONTO = {
    "evaluated": " The run was tuned and evaluated on a base held in 4 bits; the adapter was merged into those values, written "
    "out in 16 bits.",
    "stored": " The run was tuned and evaluated on a base held in 4 bits, but merged into the base as it is stored: this model "
    "is NOT quite the one that the scores are of.",
}


def _what(facts: Facts) -> str:
    base, method = facts.settings["base"], facts.settings["method"]
    origin = f", {facts.base_origin}" if facts.base_origin else ""
    kind = ", ".join(f"{key} {value}" for key, value in sorted(method.items()))
    return (
        f"Run `{facts.run}` of SecTune, task `{facts.settings['task']}`: base model `{base['name']}`{origin}, tuned with {kind}."
    )


def _limits(facts: Facts) -> str:
    flaws = sorted({f"- data `{source['name']}`: {source['trust']}" for source in facts.sources if source["trust"]})
    lines = [
        f"- measured on {facts.scores['n']} test samples of the same sources as training; other inputs were not measured",
        "- answers can be wrong or not of the asked form; both are counted in the scores below",
        "- text that spells a control token can open a new turn where a server renders prompts by template; SecTune's own code "
        "encodes it as plain text",
    ]
    return "\n".join([*lines, *flaws])


def _scores(facts: Facts) -> str:
    scores = facts.scores
    rows = [
        [name, share(entry), entry["n"], entry["direction"]] for name, entry in sorted(scores["metrics"].items()) if entry["n"]
    ]
    return (
        f"Main metric `{scores['main']}`; value and 95 % interval over the test set `{scores['test_digest'][:16]}` (copied from "
        f"`reports/{scores['task']}/scores/{facts.run}.json`), as the run was evaluated.\n\n"
        + table(["metric", "value", "n", "better"], rows)
    )


def _data(facts: Facts) -> str:
    if not facts.sources:
        return "Nothing was trained."
    rows = [
        [source["name"], source["revision"], source["licence"], source["samples"], "yes" if source["shippable"] else "NO"]
        for source in facts.sources
    ]
    digests = "\n".join(f"- `{name}` sha256 `{digest}`" for name, digest in sorted(facts.settings["data"].items()))
    return table(["source", "revision", "licence", "training samples", "may be passed on"], rows) + "\n\n" + digests


def _duties(facts: Facts) -> str:
    licence = facts.settings["base"]["licence"]
    known = terms(licence)
    lines = [f"- base model, {licence}: {duty}" for duty in known.duties]
    if known.name and not facts.name.lower().startswith(known.name.lower()):
        lines.append(f"- this name, {facts.name}, does not begin with {known.name}: give it another before you pass it on")
    licences = sorted({source["licence"] for source in facts.sources})
    if licences:
        lines.append(f"- training data, {', '.join(licences)}: name the sources (the table above does)")
    if kept := sorted({source["name"] for source in facts.sources if not source["shippable"]}):
        lines.append(f"- trained on {', '.join(kept)}, whose terms allow study on one's own machine: do NOT pass this model on")
    return "\n".join(lines)


def _training(facts: Facts) -> str:
    plain = {key: value for key, value in facts.numbers.items() if isinstance(value, int | float)}
    return table(["", "value"], sorted(plain.items())) if plain else ""


def _parity(facts: Facts) -> str:
    if not facts.note:
        return ""
    note, found, itself = facts.note, facts.note["parity"], facts.note["parity_of_the_run_with_itself"]
    onto = _ONTO[note["onto"]] if note["bits"] == 4 and note["done"] == "merged" else ""
    return (
        f"{note['done'].capitalize()}, weights {note['dtype']}. Of {found['tokens']} tokens that the run wrote greedily to "
        f"{found['answers']} fixed prompts of the test set, this model puts {found['same_tokens']} first itself; whole answers "
        f"that are the same: {share(found['answer_share'])} (the run, read a second time: "
        f"{itself['same_tokens']} tokens).{onto}"
    )


def _serving(facts: Facts) -> str:
    base = facts.settings["base"]
    if not facts.note:
        return (
            f"    vllm serve models/{base['name']} --enable-lora --lora-modules {facts.run}=models/{facts.run}\n\n"
            "with the chat template that `sectune merge` writes; only LoRA adapters are served so, others must be merged."
        )
    note = facts.note
    system = f" and the system text\n\n> {note['system']}" if note["system"] else ""
    return (
        f"    vllm serve {facts.name} --max-model-len {note['context']}\n"
        f"    sectune gguf {facts.name}\n\n"
        "called in the folder above this one; the second makes a file for llama.cpp and Ollama with its Modelfile.\n\n"
        f"Ask with temperature 0, at most {note['answer_tokens']} new tokens{system}\n\n"
        f"`chat_template.jinja` renders prompt format `{note['prompt_format']}` to the token ids of training. As a base model "
        f"of SecTune, put the folder into models/ and the entry of `{note['base']}` under its name into models/catalog.yaml."
    )
