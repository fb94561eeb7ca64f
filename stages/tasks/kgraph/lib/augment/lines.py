"""Transforms of whole sentences: another order, lines around them, or only those that name nothing."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from stages.core.files import read_yaml
from stages.tasks.kgraph.lib.names import stands_in
from stages.tasks.kgraph.lib.shown import Passage, surfaces

LINES = Path(__file__).with_name("lines.yaml")
MOST_AROUND, MOST_ALONE = 2, 4  # added lines on each side; sentences of an empty passage
_REFERS = {  # words that point to another sentence, which then has to stay before this one
    "en": r"\b(it|its|itself|they|them|their|he|his|she|her|this|these|those|such|both|former|latter|another|other|same|then|"
    r"later|next|also|afterwards|finally|first|second|instead|however|meanwhile|thus|therefore|once|after that|"
    r"the (attackers?|actors?|group|gang|malware|loader|backdoor|campaign|file|server|company|payload|implant|operators?))\b",
    "zh": r"该|此|其|这|那|它|他们|她|随后|之后|然后|接着|最后|上述|前者|后者|同一|另一|另外|也|则|攻击者|再",
    "ko": r"(?<![가-힣])(이|그|해당|이들|그들|이는|이를|그는|이것|그것|이후|그 뒤|이어|또한|아울러|다른|같은|먼저|마지막|"
    r"공격자|다시)(?=[\s,은는이가을를])",
}  # fmt: skip


def reordered(passage: Passage, draw: Random) -> Passage | None:
    """The sentences in another order. None where a sentence may refer to another, by a word or by a mention of a name."""
    refers = re.compile(_REFERS[passage.language], re.IGNORECASE)
    mentions = [name for item in passage.entities for name in surfaces(item)[1:]]
    if any(refers.search(sentence) for sentence in passage.sentences) or any(stands_in(m, passage.text) for m in mentions):
        return None
    order = draw.sample(range(len(passage.sentences)), len(passage.sentences))
    if order == sorted(order):
        return None
    place = {old + 1: new for new, old in enumerate(order, start=1)}
    return _moved(passage, [passage.sentences[at] for at in order], place)


def surrounded(passage: Passage, draw: Random) -> Passage:
    """Lines of a newsletter before and after the passage: at least one, at most MOST_AROUND on a side."""
    before, after = draw.choice([(1, 0), (0, 1), (1, 1), (MOST_AROUND, 0), (0, MOST_AROUND)])
    lines = draw.sample(_lines("noise", passage.language), before + after)
    place = {number: number + before for number in range(1, len(passage.sentences) + 1)}
    return _moved(passage, [*lines[:before], *passage.sentences, *lines[before:]], place)


def emptied(passage: Passage, draw: Random) -> Passage | None:
    """Sentences of the passage that name no entity, in their order, and neutral ones among them: nothing to extract."""
    names = [name for item in passage.entities for name in surfaces(item)]
    bare = [s for s in passage.sentences if not any(name in s or stands_in(name, s) for name in names)]
    count = draw.randint(1, MOST_ALONE)
    own = sorted(draw.sample(range(len(bare)), min(len(bare), count))) if passage.entities else []
    shown = [bare[at] for at in own]
    for line in draw.sample(_lines("neutral", passage.language), max(count - len(shown), 0)):
        shown.insert(draw.randint(0, len(shown)), line)
    return Passage(shown, [], [], passage.language)


def _moved(passage: Passage, sentences: Sequence[str], place: dict[int, int]) -> Passage:
    """The passage with other sentences, evidence going with `place` = {old number: new number}."""
    links = [{**link, "evidence": sorted(place.get(n, 0) for n in link["evidence"])} for link in passage.relationships]
    return passage._replace(sentences=list(sentences), relationships=links)


@cache
def _lines(kind: str, language: str) -> list[str]:
    return list(read_yaml(LINES)[kind][language])
