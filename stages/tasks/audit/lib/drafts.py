"""A question about a record with the answer that would be right: as a draft, checked against the room, as a sample."""

import json
from typing import Any, NamedTuple

from stages.core.files import sha256_text
from stages.prompting.room import Room
from stages.tasks.audit import prompt

Row = dict[str, Any]
MAIN_KIND = "security_audit"


class Draft(NamedTuple):
    """A question with its right answer, not yet checked against the room."""

    kind: str
    format: str
    lang: str
    messages: list[dict[str, str]]
    completion: str
    role: str
    labels: Row
    window: int = 1
    fault: tuple[str, str] | None = None  # (value, rule) of what already keeps it from being a sample


def drafted(
    kind: str, record: Row, settings: Any, shown: str, completion: str = "", format: str = "plain", title: str = "",
    guide: bool = False,
) -> Draft:  # fmt: skip
    """Question and answer; the language of the question is drawn by the record's id."""
    langs = settings.prompt_languages
    lang = langs[int(sha256_text(f"{record['id']}:{kind}:{format}")[:8], 16) % len(langs)]
    messages = prompt.messages(kind, format, lang, record["language"], shown, title, prompt.answer_guide() if guide else "")
    return Draft(kind, format, lang, messages, completion, record["role"], {})


def misfit(made: Draft, room: Room) -> tuple[str, str] | None:
    """(value, rule) of what keeps a draft from being a sample, None when it fits."""
    return made.fault or room.misfit(made.messages, made.completion)


def as_sample(record: Row, made: Draft, room: Room) -> Row:
    """The row of data/split, but for its group."""
    name = f"{record['id']}:{made.kind}:{made.format}:{made.lang}:{made.window}"
    return {
        "id": sha256_text(name)[:24], "record_id": record["id"], "group": "", "kind": made.kind,
        "format": made.format, "lang": made.lang, "messages": made.messages, "completion": made.completion,
        "labels": json.dumps(made.labels, sort_keys=True, ensure_ascii=False), "source": record["source"],
        "language": record["language"], "role": made.role, "pair": record["pair"],
        "tokens": room.prompt_size(made.messages) + room.answer_size(made.completion), "stops": [],
    }  # fmt: skip
