"""English relation phrases brought to one form, so that "has been targeting" meets "target"."""

import re

_WORD = re.compile(r"[a-z0-9][a-z0-9.&']*")
_BE = frozenset("is are was were be been being am".split())
_HAVE = frozenset("has have had having".split())
_FILLERS = frozenset(
    "can could may might will would shall should must do does did also still now newly often again ongoing the a an its their "
    "his her various several multiple".split()
)
_KEPT_LY = frozenset("supply apply rely reply ally".split())
_IRREGULAR = {
    "stole": "steal", "stolen": "steal", "sent": "send", "wrote": "write", "written": "write", "built": "build", "ran": "run",
    "led": "lead", "gave": "give", "given": "give", "took": "take", "taken": "take", "made": "make", "found": "find",
    "began": "begin", "begun": "begin", "saw": "see", "seen": "see", "held": "hold", "hid": "hide", "hidden": "hide",
    "known": "know", "knew": "know", "spread": "spread", "hijacked": "hijack", "sold": "sell", "bought": "buy", "got": "get",
    "gained": "gain", "became": "become", "chose": "choose", "came": "come", "broke": "break", "hit": "hit", "said": "say",
}  # fmt: skip


def stems(text: str) -> list[list[str]]:
    """Ways to read a phrase as stems, best first: as it stands, then without auxiliaries and verbs of trying.

    >>> stems("has been targeting")
    [['be', 'target'], ['target']]
    >>> stems("attempted to steal")
    [['attempt', 'to', 'steal'], ['steal']]
    """
    raw = [word.strip(".'") for word in _WORD.findall(re.sub("[_-]", " ", text.lower()))]
    words = [word for word in raw if word and word not in _FILLERS and not (word.endswith("ly") and word not in _KEPT_LY)]
    if len(words) > 1 and words[0] in _HAVE and (words[1] in _BE or _is_participle(words[1])):
        words = words[1:]
    ways = [[_stem(word) for word in words]]
    rest = words[1:] if words and words[0] in _BE and len(words) > 1 else words
    passive = rest is not words and _is_participle(rest[0]) and "by" not in rest[1:2]
    stemmed = [_stem(word) for word in rest]
    if rest is not words and not (passive and len(stemmed) == 1):
        ways.append(stemmed)
    if stemmed[:1] and stemmed[0] in _TRYING and stemmed[1:2] != ["by"]:
        ways.append(stemmed[2:] if stemmed[1:2] == ["to"] else stemmed[1:])
    return [way for way in ways if way] or [[]]


_TRYING = {"attempt", "try", "begin", "start", "continu", "appear", "seek", "aim", "intend", "design", "help"}


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or (word in _IRREGULAR and word not in {"led"}) or word.endswith("en")


def _stem(word: str) -> str:
    """A form that all inflections of a regular verb share; not always a word.

    >>> {_stem(word) for word in ("drop", "drops", "dropped", "dropping")}
    {'drop'}
    """
    if word in _BE:
        return "be"
    if word in _HAVE:
        return "have"
    word = _IRREGULAR.get(word, word)
    for ending, instead in (("ing", ""), ("ied", "y"), ("ies", "y"), ("ed", ""), ("s", "")):
        kept = word.removesuffix(ending) + instead
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")) and len(kept) > 1 and re.search("[aeiouy]", kept):
            word = kept
            break
    word = word.removesuffix("e") if len(word) > 2 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" else word
