"""From records to samples: what is asked about a contract, and the answer that would be right.

Made group by group, after the groups have their sides, so nothing derived from a record can cross over.
"""

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from stages.core.errors import UserError
from stages.core.params import TaskOptions
from stages.core.rejects import Reject
from stages.core.typed import FILLED
from stages.prompting.room import Room
from stages.tasks.audit import prompt
from stages.tasks.audit.lib.answer import fix_json
from stages.tasks.audit.lib.audits import audits, excerpts
from stages.tasks.audit.lib.drafts import MAIN_KIND as MAIN_KIND
from stages.tasks.audit.lib.drafts import Draft, Row, as_sample, drafted, misfit
from stages.tasks.audit.lib.vocab import by_id

_KEYWORDS = frozenset(
    "contract library interface function modifier event struct enum error mapping address uint uint256 int bytes bytes32 string "
    "bool public external internal private view pure payable returns return if else for while do break continue require assert "
    "revert emit new delete this super msg sender value origin block timestamp number tx call delegatecall send transfer balance "
    "selfdestruct keccak256 abi ecrecover unchecked memory storage calldata constructor import pragma is using virtual override "
    "fn let mut pub use impl mod match Ok Err Some None Result Option self Self unwrap expect u8 u64 u128 i64 as def raw_call "
    "nonreentrant deploy constant immutable HashMap".split()
)
_LEXEMES = re.compile(r"[A-Za-z_$][\w$]*|\d[\w.]*|\"[^\"\n]*\"|'[^'\n]*'|\S")


class Options(TaskOptions):
    """The task's own settings, from params.yaml."""

    formats: Annotated[list[Literal["plain", "cot"]], FILLED]
    prompt_languages: Annotated[list[Literal["en", "zh", "ko"]], FILLED]
    clean_per_weak: Annotated[float, Field(ge=0.0, le=1.0)]
    list_classes: bool
    own_words: bool
    excerpts: Annotated[int, Field(ge=0, le=20)]


def keys(record: Row) -> list[str]:
    """What ties a record to others: its family, and its project or incident."""
    project = f"project:{record['project']}" if record["project"] else None
    return [f"family:{record['family']}", *([project] if project else [])]


def side(record: Row) -> str:
    """No contract belongs to one side by itself."""
    return ""


def views(record: Row) -> list[list[str]]:
    """What near-duplicates are found by: the masked code."""
    return [masked(record)]


def masked(record: Row) -> list[str]:
    """Lexemes with names, numbers and strings masked, so that a renamed copy is still a copy; prose as its words."""
    if record["kind"] == "text":
        return re.findall(r"\w+", record["code"].lower())
    return [_mask(lexeme) for lexeme in _LEXEMES.findall(record["code"])]


def stratum(records: Sequence[Row]) -> str:
    """What a group mainly is, so that the sides get like shares of it: language and first weakness class."""
    classes = sorted(finding["class"] for record in records for finding in record["findings"])
    return f"{records[0]['kind']}:{records[0]['language']}:{classes[0] if classes else 'clean'}"


def make(records: Sequence[Row], room: Room, settings: Any) -> tuple[list[Row], list[Reject]]:
    """Samples of one group of records, and a Reject for each that does not fit. `settings`: the task's options.

    Raises UserError instead when `over_length` is `error`.
    """
    fixes = {record["pair"]: record for record in records if record["pair"] and record["role"] == "fixed"}
    samples: list[Row] = []
    rejects: list[Reject] = []
    for record in records:
        for draft in _drafts(record, fixes, room, settings):
            fault = misfit(draft, room)
            if fault and settings.over_length == "error":
                raise UserError(f"{record['source']}:{record['path']}: {draft.kind}: {fault[1]} ({fault[0]}); "
                                "raise the scale's token budget or set over_length to reject")  # fmt: skip
            if fault:
                rejects.append(Reject(record["path"], draft.window, draft.kind, *fault, record["source"]))
            else:
                samples.append(as_sample(record, draft, room))
    return samples, rejects


def balanced(samples: Sequence[Row], settings: Any) -> list[Row]:
    """Training samples with at most `clean_per_weak` clean audits for each vulnerable one; other kinds untouched.

    Two of three shipped variants are clean: learned at that ratio, a small model does best by always saying "clean".
    Contracts stay or go with both formats, in the order of their ids, which are hashes: any regular step through the
    list would tie the verdict to a format or a variant.
    """
    audits = [sample for sample in samples if sample["kind"] == MAIN_KIND]
    weak = sum(sample["role"] == "vulnerable" for sample in audits)
    clean = sorted((sample for sample in audits if sample["role"] != "vulnerable"), key=lambda sample: sample["record_id"])
    dropped = {sample["record_id"] for sample in clean[round(weak * settings.clean_per_weak) :]} if weak else set()
    return [s for s in samples if s["kind"] != MAIN_KIND or s["role"] == "vulnerable" or s["record_id"] not in dropped]


def augmented(records: Sequence[Row], room: Room, settings: Any, seed: int) -> list[tuple[str, Row]]:
    """Excerpts of the records of one group, for training alone."""
    return [("excerpt", sample) for sample in excerpts(records, room, settings, seed)]


def _drafts(record: Row, fixes: dict[str, Row], room: Room, settings: Any) -> list[Draft]:
    found: list[Draft] = []
    if record["kind"] == "contract":
        for format in settings.formats:
            found += audits(record, format, room, settings)
        if record["role"] == "vulnerable" and record["pair"] in fixes:
            found.append(_fix(record, fixes[record["pair"]], settings))
        if record["explanation"]:
            shown = prompt.numbered(record["code"])
            found.append(drafted("code_explanation", record, settings, shown, completion=record["explanation"]))
    if record["advice"] and record["role"] in {"vulnerable", "none"}:
        found.append(_practice(record, settings))
    return found


def _fix(record: Row, fixed: Row, settings: Any) -> Draft:
    weakness = record["findings"][0]["class"]
    answer = fix_json(record["code"], fixed["code"], record["fix"] or by_id(weakness).fix)
    labels = {"before": record["code"], "after": fixed["code"], "class": weakness}
    shown, title = prompt.numbered(record["code"]), by_id(weakness).title
    return drafted("vulnerability_fix", record, settings, shown, completion=answer, title=title)._replace(labels=labels)


def _practice(record: Row, settings: Any) -> Draft:
    title = by_id(record["findings"][0]["class"]).title if record["findings"] else record["title"]
    shown = record["code"] if record["kind"] == "text" else prompt.numbered(record["code"])
    return drafted("best_practices", record, settings, shown, completion=record["advice"], title=title)


def _mask(lexeme: str) -> str:
    if lexeme in _KEYWORDS:
        return lexeme
    if lexeme[0].isalpha() or lexeme[0] in "_$":
        return "I"
    if lexeme[0].isdigit():
        return "0"
    return "S" if lexeme[0] in "\"'" and len(lexeme) > 1 else lexeme
