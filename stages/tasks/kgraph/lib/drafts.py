"""A passage with its right answer: as a draft, checked against the room, as a sample."""

import json
from typing import Any, NamedTuple

from stages.core.files import sha256_text
from stages.prompting.room import Room
from stages.tasks.kgraph import prompt
from stages.tasks.kgraph.lib.form import MOST_ENTITIES, MOST_RELATIONSHIPS, MOST_SENTENCES, compact
from stages.tasks.kgraph.lib.shown import Passage, Row, graph, renumbered, window

MAIN_KIND, FORMAT = "graph_extraction", "compact"


class Draft(NamedTuple):
    """A question with its right answer; `fault` is (value, rule) of what keeps it from being a sample."""

    passage: Passage
    lang: str
    messages: list[dict[str, str]]
    completion: str
    part: str  # which window of the record it is: "1", or "first-last" sentence
    copy: str  # "" for the record itself, else the augmentation and its number
    fault: tuple[str, str] | None = None


def drafted(record: Row, passage: Passage, room: Room, options: Any, part: str, copy: str = "") -> Draft:
    """Question and answer about a `part` of a record or of a `copy` of it, which draw the language of the question."""
    langs = options.prompt_languages
    lang = langs[int(sha256_text(f"{record['id']}:{copy}")[:8], 16) % len(langs)]
    shown = renumbered(passage)
    messages = prompt.messages(lang, shown.sentences, prompt.answer_guide() if options.list_vocabulary else "")
    draft = Draft(shown, lang, messages, "", part, copy)
    if fault := _over_bounds(shown):
        return draft._replace(fault=fault)
    draft = draft._replace(completion=compact(graph(shown, options.descriptions)))
    return draft._replace(fault=room.misfit(draft.messages, draft.completion))


def windows(record: Row, passage: Passage, room: Room, options: Any) -> list[Draft]:
    """The passage whole where it fits, else in runs of whole sentences, each as long as the room allows.

    A sentence that fits alone with its answer in no room gives a draft with a fault.
    """
    whole = drafted(record, passage, room, options, "1")
    if whole.fault is None or len(passage.sentences) < 2:
        return [whole]
    found: list[Draft] = []
    first = 1
    while first <= len(passage.sentences):
        last, draft = first, drafted(record, window(passage, first, first), room, options, f"{first}-{first}")
        while draft.fault is None and last < len(passage.sentences):
            longer = drafted(record, window(passage, first, last + 1), room, options, f"{first}-{last + 1}")
            if longer.fault:
                break
            last, draft = last + 1, longer
        found.append(draft)
        first = last + 1
    return found


def as_sample(record: Row, draft: Draft, room: Room) -> Row:
    """The row of data/split, but for its group."""
    name = f"{record['id']}:{MAIN_KIND}:{FORMAT}:{draft.lang}:{draft.part}:{draft.copy}"
    return {
        "id": sha256_text(name)[:24], "record_id": record["id"], "group": "", "kind": MAIN_KIND, "format": FORMAT,
        "lang": draft.lang, "messages": draft.messages, "completion": draft.completion,
        "labels": json.dumps(_labels(draft.passage), sort_keys=True, ensure_ascii=False), "source": record["source"],
        "language": record["language"], "role": draft.passage.role, "pair": "", "stops": [],
        "tokens": room.prompt_size(draft.messages) + room.answer_size(draft.completion),
    }  # fmt: skip


def _labels(passage: Passage) -> Row:
    """What the scorer compares with: the number of sentences, entities with all their spellings, relationships."""
    entities = [{key: item[key] for key in ("id", "labels", "name", "mentions")} for item in passage.entities]
    links = [{key: link[key] for key in ("type", "source", "target", "evidence")} for link in passage.relationships]
    return {"sentences": len(passage.sentences), "entities": entities, "relationships": links}


def _over_bounds(passage: Passage) -> tuple[str, str] | None:
    bounds = (
        (passage.sentences, MOST_SENTENCES, "sentences"),
        (passage.entities, MOST_ENTITIES, "entities"),
        (passage.relationships, MOST_RELATIONSHIPS, "relationships"),
    )
    over = ((f"{len(rows)} {what}", f"more than {most} {what}") for rows, most, what in bounds if len(rows) > most)
    return next(over, None)
