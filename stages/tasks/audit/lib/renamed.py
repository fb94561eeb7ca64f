"""Code under other names: the same contract, told by what it does and not by what it is about.

A weakness does not depend on whether a contract sells ferry tickets or beer, but a model that has seen few cases of a class
tells them by such words. Only names that the files themselves declare change; names of the language, of token standards and
of other contracts stay.
"""

import random
import re
from collections.abc import Iterable

from stages.tasks.audit.lib.names import names
from stages.tasks.audit.lib.neutral import STANDARD

_NOUNS = (
    "acorn anchor apron arch badge banner barn basin basket beacon bell bench berry blade block boat bolt bond bowl branch brick "
    "bridge brush bucket cabin cable cart castle chain chair chart chest cliff clock cloth coast coil comb copper corner crate "
    "creek crown curtain cushion desk dial dome door drum dune eagle engine fabric falcon farm fence fern field flag flask "
    "flute forest fountain frame garden gate gear glove grain grove hammer harbor hatch hedge hill hook horn island jacket "
    "kettle key kite ladder lake lamp lantern leaf ledge lens lever lodge loom mast meadow mill mirror moat needle nest oar "
    "orchard oven paddle panel parcel path pearl pebble piano pier pillar pine pipe plank plate plot plum pond port pot press "
    "quarry quilt rack raft rail ramp reed ribbon ridge ring river robe roof rope saddle sail scale screen seat shelf shell "
    "ship shore silo slate sleeve slope spade spoon spring stable stall stamp star station stem stone stool stove strap "
    "stream table tent thread tile timber torch tower trail tray tunnel valley vase vault veil vessel village violin wagon "
    "wall well wharf wheel willow window wing wool yard"
).split()
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_KEPT = STANDARD | {"constructor", "owner", "initialize", "receive", "fallback", "self", "ctx", "deps", "env", "info", "main"}
_INTERFACE = re.compile(rb"\binterface\s+\w+[^{};]*\{|^interface \w+:\n(?:[ \t]+[^\n]*\n|\n)*", re.MULTILINE)


def renaming(codes: Iterable[str], language: str, draw: random.Random) -> dict[str, str]:
    """{old name: new name} for the names that `codes`, the variants of one case, declare."""
    declared: dict[str, None] = {}
    used: set[str] = set()
    for code in codes:
        found, foreign = names(code, language), _interfaces(code)
        used |= {name.text for name in found}
        own = [name for name in found if name.declared and not any(a <= name.start < b for a, b in foreign)]
        declared |= dict.fromkeys(name.text for name in own if name.text not in _KEPT)
    return {old: _fresh(old, used, draw) for old in declared if len(old) > 1}


def renamed(code: str, language: str, new: dict[str, str]) -> str:
    """`code` with every name in `new` replaced, on the same lines."""
    raw, shift = bytearray(code.encode()), 0
    for name in names(code, language):
        if name.text in new:
            old, fresh = name.text.encode(), new[name.text].encode()
            raw[name.start + shift : name.start + shift + len(old)] = fresh
            shift += len(fresh) - len(old)
    return raw.decode()


def _interfaces(code: str) -> list[tuple[int, int]]:
    """Byte spans of interface bodies: what is declared there belongs to other contracts, and its name says what it does."""
    raw, spans = code.encode(), []
    for head in _INTERFACE.finditer(raw):
        end, depth = head.end(), int(head[0].endswith(b"{"))
        start = end if depth else head.start() + len(b"interface ")
        while depth and end < len(raw):
            depth += (raw[end] == ord("{")) - (raw[end] == ord("}"))
            end += 1
        spans.append((start, end))
    return spans


def _fresh(old: str, used: set[str], draw: random.Random) -> str:
    """A name of the same style and about as many words that collides with none in `used`, which it joins."""
    parts = _PARTS.findall(old.strip("_")) or ["x"]
    lead = old[: len(old) - len(old.lstrip("_"))]
    while True:
        words = [draw.choice(_NOUNS) for _ in parts[:3]]
        if old.isupper():
            made = "_".join(words).upper()
        elif "_" in old.strip("_"):
            made = "_".join(words)
        else:
            made = "".join(word.capitalize() for word in words)
            made = made if old.lstrip("_")[:1].isupper() else made[0].lower() + made[1:]
        if (made := lead + made) not in used:
            used.add(made)
            return made
