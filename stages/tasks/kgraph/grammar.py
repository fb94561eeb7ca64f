"""What holds a decoder to the compact form: Lark grammars for llguidance, in two passes.

First the entities, with ids e1, e2 … in order, up to `"relationships`. Then, with duplicates merged and the rest
numbered anew, the relationships, whose endpoints can only be ids that are there and whose evidence only sentences of the
passage.
Separators, key order and decimals are those of `form.compact`, so the grammar never fights what training taught. The
passes meet between a word and signs, where tokenizers part texts anyway: both halves have the tokens of the whole.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from stages.tasks.kgraph.lib import form, names
from stages.tasks.kgraph.lib.vocab import label_names, relation_names

_SIGN = r'([^"\\\x00-\x1f]|\\["\\])'  # one character as `form.compact` writes it: only quotes and backslashes are escaped
_FIRST_SIGN = r'([^"\\\x00-\x20\s]|\\["\\])'  # a name does not begin with white space
_NUMBERED = re.compile(r"^\[(\d+)\] ", re.MULTILINE)
_TAIL = '":[]}'  # what makes the first pass a whole answer

SHARE = 0.6  # of the answer's tokens, for the first pass


def first(sample: Mapping[str, Any]) -> str:
    """The grammar of `{"entities":[…],"relationships`; the same for every sample."""
    return _entities()


def then(sample: Mapping[str, Any], text: str) -> tuple[str, str] | None:
    """(entities merged and numbered anew, the grammar of what follows), or None when the first pass is not whole."""
    graph = form.parse(text + _TAIL)
    if graph is None:
        return None
    merged = form.Graph(entities=_merged(graph.entities), relationships=[])
    return form.compact(merged).removesuffix(_TAIL), _relationships(len(merged.entities), _sentences(sample))


def _merged(entities: Iterable[form.Entity]) -> list[form.Entity]:
    """One entity for each normalised name and first label, in order, ids e1, e2 …; the first description stands."""
    kept: dict[tuple[str, str], form.Entity] = {}
    for entity in entities:
        old = kept.setdefault((names.normal(entity.name), entity.labels[0]), entity)
        if not old.description:
            kept[names.normal(entity.name), entity.labels[0]] = old.model_copy(update={"description": entity.description})
    return [entity.model_copy(update={"id": f"e{number}"}) for number, entity in enumerate(kept.values(), start=1)]


def _sentences(sample: Mapping[str, Any]) -> int:
    """How many sentences the prompt numbers, at most as many as evidence may name."""
    found = [int(number) for number in _NUMBERED.findall(sample["messages"][-1]["content"])]
    return min(max(found, default=1), form.MOST_SENTENCES)


@cache
def _entities() -> str:
    """Ids are not left to the model: the n-th entity is e<n>."""
    most = form.MOST_ENTITIES
    return "\n".join(
        [
            r'start: "{\"entities\":[" (tail | item1 more2)',
            r'tail: "],\"relationships"',
            *(f'more{n}: tail | "," item{n} more{n + 1}' for n in range(2, most)),
            f'more{most}: tail | "," item{most} tail',
            *(rf'item{n}: "{{\"id\":\"e{n}" body' for n in range(1, most + 1)),
            r'body: "\",\"name\":\"" NAME "\",\"labels\":[" labels "],\"description\":\"" DESCRIPTION? "\"}"',
            rf'labels: label ("," label){{0,{form.MOST_LABELS - 1}}}',
            r'label: "\"" LABEL "\""',
            f"LABEL: {_either(label_names())}",
            f"NAME: /{_FIRST_SIGN}{_SIGN}{{0,{form.LONGEST_NAME - 1}}}/",
            f"DESCRIPTION: /{_SIGN}{{1,{form.LONGEST_DESCRIPTION}}}/",
        ]
    )


@lru_cache(maxsize=64)
def _relationships(entities: int, sentences: int) -> str:
    """No relationship joins an entity to itself, so each source has its own list of targets."""
    if entities < 2:
        return f"start: {json.dumps(_TAIL)}"
    ids = [f"e{number}" for number in range(1, entities + 1)]
    return "\n".join(
        [
            rf'start: "\":[" (link ("," link){{0,{form.MOST_RELATIONSHIPS - 1}}})? "]}}"',
            r'link: "{\"source\":\"" ends "\",\"type\":\"" TYPE "\",\"confidence\":" LEVEL ",\"evidence\":[" numbers "]}"',
            f'numbers: SENTENCE ("," SENTENCE){{0,{form.MOST_EVIDENCE - 1}}}',
            "ends: " + " | ".join(rf'"{one}\",\"target\":\"" NOT_{one.upper()}' for one in ids),
            *(f"NOT_{one.upper()}: {_either(other for other in ids if other != one)}" for one in ids),
            f"TYPE: {_either(relation_names())}",
            f"LEVEL: {_either(f'{level:.2f}' for level in form.LEVELS)}",
            f"SENTENCE: {_either(str(number) for number in range(1, sentences + 1))}",
        ]
    )


def _either(literals: Iterable[str]) -> str:
    return " | ".join(f'"{literal}"' for literal in literals)
