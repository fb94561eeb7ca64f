"""Questions about plain English whose answers stand in it: which sentence, which names, what a sentence says.

They teach to look up a passage and to answer in JSON with the words that stand there. They know only forms of words
(a version, a file, an address), never what a name means.
"""

import random
import re
from collections.abc import Callable

from stages.methods.pretrain.dialogue import dialogue, fact

SENTENCES = (2, 12)  # fewest and most of one passage
TURNS = 5
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(`])")
_MARKUP = re.compile(r"^\s*(\.\. |[=\-~^\"'*#+`]{4,}|\||:\w+:|>>>|\$ |[*\-] )")
_ROLE = re.compile(
    r":[\w:+.-]+:`~?!?([^`<]+?)(?:\s*<[^>]*>)?`_{0,2}|`{1,2}([^`]+?)(?:\s*<[^>]*>)?`{1,2}_{0,2}|\*{1,2}([^*]+)\*{1,2}"
)
# Forms of names, the telling ones first: what matches an earlier one is not matched again.
_FORMS = {
    "address": r"https?://[^\s)>\]]+[\w/]|\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[\w.+-]+@[\w-]+\.[\w.]+\b",
    "file": r"(?:~?/)?(?:[\w.-]+/)*[\w-]+"
    r"\.(?:py|txt|rst|html|js|json|ya?ml|toml|cfg|ini|conf|pem|css|sql|db|sh|exe|dll|log|zip|md)\b",
    "version": r"\bv?\d+(?:\.\d+)+(?:\.?(?:a|b|rc|dev|post)\d+)?\b",
    "identifier": r"\b[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?:\(\))?|\b\w+\(\)"
    r"|\b[A-Za-z]\w*_\w+\b|\b[a-z]+[A-Z]\w*\b|\b(?:[A-Z][a-z0-9]+){2,}\b",
    "acronym": r"\b[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*\b",
    "name": r"(?<=[a-z,;:] )[A-Z][a-z]+(?: [A-Z][a-z]+)*\b",
}
_ANY = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in _FORMS.items()))
MOST_NAMES = 12

Lines = dict[int, str]  # sentence number -> sentence
Answered = tuple[str, str] | None
Question = Callable[[Lines, list[str], random.Random], Answered]


def passages(text: str) -> list[list[str]]:
    """Sentences of each paragraph of a documentation text, without its markup; paragraphs of one sentence are left out.

    >>> passages("Title\\n=====\\n\\nCall :func:`open` first.  It reads ``a.txt``.")
    [['Call open first.', 'It reads a.txt.']]
    """
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        lines = paragraph.split("\n")
        if any(_MARKUP.match(line) for line in lines) or lines[0].startswith(("   ", "\t")) or not paragraph.strip():
            continue
        plain = " ".join(_ROLE.sub(lambda role: next(filter(None, role.groups()), ""), " ".join(lines)).split())
        sentences = _SENTENCE.split(plain)
        if len(sentences) > 1 and all(15 <= len(one) <= 400 for one in sentences) and plain[-1] in ".!?":
            found.append(sentences)
    return found


def readings(text: str, foreign: list[str], seed: str) -> list[str]:
    """ChatML conversations over successive passages of `text`; a function of the text, `foreign` and the seed alone.

    foreign: names of other texts, for questions whose answer is no.
    """
    draw, made, held = random.Random(seed), [], list[str]()
    wanted = draw.randint(*SENTENCES)
    for sentences in passages(text):
        held += sentences
        if len(held) >= wanted:
            made.append(_conversation(dict(enumerate(held[: SENTENCES[1]], start=1)), foreign, draw))
            held, wanted = [], draw.randint(*SENTENCES)
    return [one for one in made if one]


def names(text: str) -> list[tuple[str, str]]:
    """(name, form) of every name in `text`, in order, each once.

    >>> names("Set DEBUG in settings.py, as of Python 3.14.")
    [('DEBUG', 'acronym'), ('settings.py', 'file'), ('Python', 'name'), ('3.14', 'version')]
    """
    return list({found[0]: (found[0], str(found.lastgroup)) for found in _ANY.finditer(text)}.values())


def _conversation(lines: Lines, foreign: list[str], draw: random.Random) -> str:
    asked = list(dict.fromkeys(pair for _ in range(TURNS) if (pair := draw.choice(_QUESTIONS)(lines, foreign, draw))))
    shown = "```\n" + "\n".join(f"[{number}] {line}" for number, line in lines.items()) + "\n```\n"
    return dialogue(asked, shown)


def _mentions(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    """Which sentences hold a name; in a quarter of the cases one that is not there."""
    here = [name for name, _ in names("\n".join(lines.values()))]
    pool = foreign if foreign and draw.random() < 0.25 else here
    if not pool:
        return None
    name = draw.choice(pool)
    at = [number for number, line in lines.items() if name in line]
    return f"Which sentences mention {name}?", fact({"found": bool(at), "evidence": at})


def _said(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    number = draw.choice(list(lines))
    return f"What does sentence {number} say?", lines[number]


def _of_sentence(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    number = draw.choice(list(lines))
    found = names(lines[number])[:MOST_NAMES]
    return f"Which names does sentence {number} hold?", fact({"names": [name for name, _ in found]})


def _listed(lines: Lines, foreign: list[str], draw: random.Random) -> Answered:
    """Every name with its form and the sentences it stands in."""
    found = names("\n".join(lines.values()))[:MOST_NAMES]
    entries = [
        {"name": name, "form": form, "evidence": [number for number, line in lines.items() if name in line]}
        for name, form in found
    ]
    return "List the names in this passage, their forms and where they stand.", fact({"names": entries})


_QUESTIONS: tuple[Question, ...] = (_mentions, _mentions, _said, _of_sentence, _listed, _listed)
