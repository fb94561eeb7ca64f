"""One sample a word."""

from collections.abc import Sequence
from typing import Any

from stages.tasks.toy.prompt import messages

from stages.core.params import TaskOptions

Row = dict[str, Any]
MAIN_KIND = "colour"


class Options(TaskOptions):
    """None of its own."""


def keys(record: Row) -> list[str]:
    return [record["family"]]


def views(record: Row) -> list[list[str]]:
    return [list(record["word"])]


def stratum(records: Sequence[Row]) -> str:
    return str(records[0]["colour"])


def side(record: Row) -> str:
    return ""


def make(records: Sequence[Row], room: Any, options: Any) -> tuple[list[Row], list[Any]]:
    return [
        {
            "id": record["id"][:24], "record_id": record["id"], "group": "", "kind": MAIN_KIND, "format": "plain", "lang": "en",
            "messages": messages(record["word"]), "completion": record["colour"], "labels": "{}", "source": record["source"],
            "language": "en", "role": record["colour"], "pair": "", "stops": [],
            "tokens": room.prompt_size(messages(record["word"])) + room.answer_size(record["colour"]),
        }
        for record in records
    ], []  # fmt: skip


def balanced(samples: Sequence[Row], options: Any) -> list[Row]:
    return list(samples)


def augmented(records: Sequence[Row], room: Any, options: Any, seed: int) -> list[tuple[str, Row]]:
    return []
