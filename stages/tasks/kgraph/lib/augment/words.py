"""Words of reporting replaced by others of the same meaning; names, mentions and addresses are never touched."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from random import Random

from stages.core.files import read_yaml
from stages.tasks.kgraph.lib.names import spans
from stages.tasks.kgraph.lib.shown import Passage, surfaces

WORDS = Path(__file__).with_name("words.yaml")
SHARE = 0.7  # of the words that could be replaced
_EDGES = {"en": (r"(?<![\w.\-/])", r"(?![\w\-/])(?!\.\w)"), "ko": (r"(?<![가-힣\w])", ""), "zh": ("", "")}


def reworded(passage: Passage, draw: Random) -> Passage | None:
    """The passage in other words, about SHARE of those that have another; None when none was replaced."""
    names = [name for item in passage.entities for name in surfaces(item)]
    said = [_reworded(sentence, names, passage.language, draw) for sentence in passage.sentences]
    return None if said == passage.sentences else passage._replace(sentences=said)


def _reworded(sentence: str, names: Iterable[str], language: str, draw: Random) -> str:
    kept = [span for name in names for span in spans(name, sentence)]
    known = _others(language)

    def other(match: re.Match[str]) -> str:
        inside = any(start < match.end() and match.start() < end for start, end in kept)
        if inside or draw.random() >= SHARE:
            return match[0]
        word = draw.choice(known[match[0].lower()])
        return word[0].upper() + word[1:] if match[0][0].isupper() else word

    return _pattern(language).sub(other, sentence)


@cache
def _others(language: str) -> Mapping[str, list[str]]:
    """{word: the words that may stand for it}."""
    found: dict[str, list[str]] = {}
    for words in read_yaml(WORDS)[language]:
        for word in words:
            found.setdefault(word, []).extend(other for other in words if other != word)
    return found


@cache
def _pattern(language: str) -> re.Pattern[str]:
    before, after = _EDGES[language]
    words = sorted(_others(language), key=lambda word: (-len(word), word))
    return re.compile(f"{before}(?:{'|'.join(map(re.escape, words))}){after}", re.IGNORECASE)
