"""Names replaced by invented ones of the same shape, alike in text, graph and descriptions.

What a small model learns from real names is those names; copies with others teach it to copy. Words that say what a thing
is (Loader, Group, 组织) stay, and so do labels whose names carry meaning (Software, Sector, Location, AttackPattern …).
"""

import re
from collections.abc import Iterable, Mapping
from random import Random

from stages.tasks.kgraph.lib.augment.shapes import indicator, invented
from stages.tasks.kgraph.lib.names import normal
from stages.tasks.kgraph.lib.shown import Passage, Row, surfaces

NAMED = frozenset({"ThreatActor", "Campaign", "Malware", "Tool", "Organization"})  # renamed word by word
ADDRESSES = frozenset({"Domain", "IPAddress", "URL", "EmailAddress", "Hash", "Vulnerability", "File"})  # by their form
_OWN_SCRIPT = frozenset({"ThreatActor", "Campaign", "Malware"})  # Chinese and Korean names of others are mostly plain words
_ACRONYM = re.compile(r"[A-Z]{3,}")  # stands for its name elsewhere too, noted as a mention or not
_CHUNK = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[\u3400-\u9fff]+|[가-힣]+")


def renamed(passage: Passage, draw: Random) -> Passage | None:
    """The passage about other things; None when nothing was renamed or two names would have become one."""
    salt = f"{draw.random()}"
    chunks: dict[str, str] = {}
    fixed: dict[str, str] = {}
    for item in passage.entities:
        label, name = item["labels"][0], item["name"]
        if name not in passage.text:
            continue
        if label in ADDRESSES:
            fixed |= {surface: indicator(label, surface, salt) for surface in surfaces(item)}
        elif label in NAMED:
            own = [chunk for chunk in _CHUNK.findall(name) if chunk.isascii() or label in _OWN_SCRIPT]
            chunks |= {chunk: invented(chunk, salt) for chunk in own}
    known = {surface for item in passage.entities for surface in surfaces(item)}
    swaps = {surface: fixed.get(surface) or _by_chunk(surface, chunks) for surface in sorted(known)}
    swaps = {chunk: new for chunk, new in chunks.items() if _ACRONYM.fullmatch(chunk)} | swaps
    if all(old == new for old, new in swaps.items()) or _merges(swaps):
        return None
    return _swapped(passage, swaps)


def _by_chunk(surface: str, chunks: Mapping[str, str]) -> str:
    return _CHUNK.sub(lambda match: chunks.get(match[0], match[0]), surface)


def _merges(swaps: Mapping[str, str]) -> bool:
    """Whether names that differed are now one."""
    return len({normal(new) for new in swaps.values()}) < len({normal(old) for old in swaps})


def _swapped(passage: Passage, swaps: Mapping[str, str]) -> Passage:
    pattern = _any_of(swaps)

    def said(text: str) -> str:
        return pattern.sub(lambda match: swaps[match[0]], text)

    def item_of(item: Row) -> Row:
        mentions = [swaps[mention] for mention in item["mentions"]]
        return {**item, "name": swaps[item["name"]], "mentions": mentions, "description": said(item["description"])}

    return passage._replace(sentences=[said(s) for s in passage.sentences], entities=[item_of(e) for e in passage.entities])


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Longest first; a Latin letter or digit at an edge is the edge of a word."""
    found = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        before = "(?<![A-Za-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
        after = "(?![A-Za-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
        found.append(f"{before}{re.escape(name)}{after}")
    return re.compile("|".join(found))
