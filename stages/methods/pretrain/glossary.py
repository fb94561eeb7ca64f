"""Questions about words of the trade: what a class of weakness is called, means, and how it is prevented.

Textbook knowledge that any larger model has read: definitions only, never a contract or a verdict on one.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stages.methods.pretrain.dialogue import dialogue, fact

TURNS = 6
ROUNDS = 24  # how often each entry is asked about, every time among others

Entry = Mapping[str, Any]  # id, title, cwe, swc (may be missing), description, fix


def conversations(entries: Sequence[Entry], seed: int) -> list[str]:
    """ChatML conversations of `TURNS` questions each; a function of the entries and the seed alone."""
    draw = random.Random(f"{seed}-glossary")
    made = []
    for _ in range(ROUNDS):
        order = draw.sample(list(entries), len(entries))
        made += [_conversation(order[at : at + TURNS], draw) for at in range(0, len(order), TURNS)]
    return made


def _conversation(entries: Sequence[Entry], draw: random.Random) -> str:
    return dialogue(draw.choice(_QUESTIONS)(entry) for entry in entries)


def _means(entry: Entry) -> tuple[str, str]:
    return f"What does {entry['id']} mean?", f"{_named(entry)} {entry['description']}"


def _ids(entry: Entry) -> tuple[str, str]:
    return f"Which SWC and CWE ids does {entry['id']} have?", _json(entry)


def _class_of(entry: Entry) -> tuple[str, str]:
    return f"Which class is {entry.get('swc') or entry['title']}?", _json(entry)


def _recognised(entry: Entry) -> tuple[str, str]:
    return f"Name the class: {entry['description']}", f"{_named(entry)}\n{_json(entry)}"


def _prevented(entry: Entry) -> tuple[str, str]:
    return f"How is {entry['title']} prevented?", str(entry["fix"])


def _named(entry: Entry) -> str:
    return f"Class: {entry['title']} ({', '.join(filter(None, (entry.get('swc'), entry['cwe'])))})."


def _json(entry: Entry) -> str:
    known = {"class": entry["id"], "swc": entry.get("swc") or "", "cwe": entry["cwe"]}
    return fact(known)


_QUESTIONS: tuple[Callable[[Entry], tuple[str, str]], ...] = (_means, _ids, _class_of, _recognised, _recognised, _prevented)
