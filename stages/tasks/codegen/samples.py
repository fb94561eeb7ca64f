"""From records to samples: each task in each prompt form, with the answer that belongs to the form."""

import json
import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from stages.core.errors import UserError
from stages.core.files import sha256_text
from stages.core.params import TaskOptions
from stages.core.rejects import Reject
from stages.core.typed import FILLED
from stages.metrics.lexing import lex
from stages.prompting.room import Room
from stages.tasks.codegen import prompt
from stages.tasks.codegen.lib.records import tested

Row = dict[str, Any]
MAIN_KIND = "code_generation"
TESTED_KIND = "code_with_tests"  # a kind of its own, since a budget of its own keeps the few there are in the test set
LEAST_LEXEMES = 25  # of a view; shorter code, names masked, is like much other code


class Options(TaskOptions):
    """The task's own settings, from params.yaml."""

    formats: Annotated[list[Literal["chat", "completion"]], FILLED]


def keys(record: Row) -> list[str]:
    """What ties a record to others: its file or row, the question, and the code but for its names."""
    asked = " ".join(re.findall(r"\w+", f"{record['instruction']} {record['input']}".lower()))
    found = [f"family:{record['family']}", f"asked:{asked}" if record["kind"] == "task" else ""]
    return [key for key in (*found, f"body:{record['body']}" if record["body"] else "") if key]


def views(record: Row) -> list[list[str]]:
    """What near-duplicates are found by: the words of the question, and the code with names, numbers and texts masked."""
    words = re.findall(r"\w+", f"{record['instruction']} {record['input']}".lower())
    lexemes = [_mask(lexeme) for lexeme in lex(record["code"], record["language"])]
    return [words, lexemes if len(lexemes) >= LEAST_LEXEMES else []]


def stratum(records: Sequence[Row]) -> str:
    """What a group mainly is: source, language, and whether its answers can be tested."""
    proven = "tested" if any(map(tested, records)) else "untested"
    return f"{records[0]['source']}:{records[0]['language']}:{proven}"


def side(record: Row) -> str:
    """The side that the source fixes, "" where it leaves it open."""
    return str(record["side"])


def make(records: Sequence[Row], room: Room, options: Options) -> tuple[list[Row], list[Reject]]:
    """Samples of one group of records, and a Reject for each that does not fit the room.

    Raises UserError instead when `over_length` is `error`.
    """
    samples: list[Row] = []
    rejects: list[Reject] = []
    for record in records:
        for form in prompt.forms_of(record, options.formats):
            sample = _sample(record, form, room)
            fault = room.misfit(sample["messages"], sample["completion"])
            if fault and options.over_length == "error":
                raise UserError(f"{record['source']}:{record['path']}: {form}: {fault[1]} ({fault[0]}); "
                                "raise the scale's token budget or set over_length to reject")  # fmt: skip
            if fault:
                rejects.append(Reject(record["path"], 1, form, *fault, record["source"]))
            else:
                samples.append(sample)
    return samples, rejects


def balanced(samples: Sequence[Row], options: Options) -> list[Row]:
    """Training samples as they are: no answer is taught too often."""
    return list(samples)


def augmented(records: Sequence[Row], room: Room, options: Options, seed: int) -> list[tuple[str, Row]]:
    """None: code is not made up from code."""
    return []


def _sample(record: Row, form: str, room: Room) -> Row:
    chat = form == prompt.CHAT
    messages = prompt.chat(record) if chat else prompt.completion(record)
    whole = chat or record["kind"] == "task"
    answer = record["code"] if whole else prompt.body_of(record["code"])
    labels = {name: record[name] for name in ("code", "prelude", "setup", "asserts", "calls", "runs")}
    labels |= {"function": record["kind"] == "function", "head": "" if whole else f"{record['stub']}\n"}
    kind = TESTED_KIND if tested(record) else MAIN_KIND
    name = f"{record['id']}:{kind}:{form}"
    return {
        "id": sha256_text(name)[:24], "record_id": record["id"], "group": "", "kind": kind, "format": form, "lang": "en",
        "messages": messages, "completion": answer, "labels": json.dumps(labels, sort_keys=True, ensure_ascii=False),
        "source": record["source"], "language": record["language"], "role": "tested" if tested(record) else "untested",
        "pair": "",
        "tokens": room.prompt_size(messages) + room.answer_size(answer), "stops": prompt.stops(record, form),
    }  # fmt: skip


def _mask(lexeme: str) -> str:
    if lexeme[:1].isalpha() or lexeme[:1] == "_":
        return lexeme if lexeme in _KEYWORDS else "I"
    if lexeme[:1].isdigit():
        return "0"
    return "S" if lexeme[:1] in "\"'`" else lexeme


_KEYWORDS = frozenset(
    "def class return if elif else for while in not and or is lambda try except finally raise with as import from yield del pass "
    "break continue global nonlocal assert async await True False None print len range function var let const new this switch "
    "case public private static void int float double char bool string select where insert update delete join group order "
    "by".split()
)
