"""From records to samples: what is asked about a contract, and the answer that would be right.

Made group by group, after the groups have their sides, so nothing derived from a record can cross over.
"""

import json
import re
from collections.abc import Sequence
from random import Random
from typing import Any

from stages.core.errors import UserError
from stages.core.files import sha256_text
from stages.core.rejects import Reject
from stages.prompting.room import Room
from stages.tasks.audit import prompt
from stages.tasks.audit.lib.answer import changed_lines, cot_answer, fix_json, verdict_json
from stages.tasks.audit.lib.reasoning import steps
from stages.tasks.audit.lib.vocab import by_id

Row = dict[str, Any]
MAIN_KIND = "security_audit"
EXCERPT = 100  # excerpts are numbered from here, windows from 1
AROUND, LONGEST_EXCERPT = (1, 8), 36  # lines
_KEYWORDS = frozenset(
    "contract library interface function modifier event struct enum error mapping address uint uint256 int bytes bytes32 string "
    "bool public external internal private view pure payable returns return if else for while do break continue require assert "
    "revert emit new delete this super msg sender value origin block timestamp number tx call delegatecall send transfer balance "
    "selfdestruct keccak256 abi ecrecover unchecked memory storage calldata constructor import pragma is using virtual override "
    "fn let mut pub use impl mod match Ok Err Some None Result Option self Self unwrap expect u8 u64 u128 i64 as def raw_call "
    "nonreentrant deploy constant immutable HashMap".split()
)
_LEXEMES = re.compile(r"[A-Za-z_$][\w$]*|\d[\w.]*|\"[^\"\n]*\"|'[^'\n]*'|\S")


def keys(record: Row) -> list[str]:
    """What ties a record to others: its family, and its project or incident."""
    project = f"project:{record['project']}" if record["project"] else None
    return [f"family:{record['family']}", *([project] if project else [])]


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
    """Samples of one group of records, and a Reject for each that does not fit. `settings`: the task's split section.

    Raises UserError instead when `over_length` is `error`.
    """
    fixes = {record["pair"]: record for record in records if record["pair"] and record["role"] == "fixed"}
    samples: list[Row] = []
    rejects: list[Reject] = []
    for record in records:
        for draft in _drafts(record, fixes, room, settings):
            fault = _fault(draft, room)
            if fault and settings.over_length == "error":
                raise UserError(f"{record['source']}:{record['path']}: {draft['kind']}: {fault[1]} ({fault[0]}); "
                                "raise the scale's token budget or set over_length to reject")  # fmt: skip
            if fault:
                rejects.append(Reject(record["path"], draft["window"], draft["kind"], *fault, record["source"]))
            else:
                samples.append(_sample(record, draft, room))
    return samples, rejects


def excerpts(records: Sequence[Row], room: Room, settings: Any, count: int, seed: int) -> list[Row]:
    """For training alone: `count` short windows around each weakness, and as many around the nearest line its fix changed.

    A whole contract hides one weak line among fifty; here a small model sees what makes it weak, and what mends it. Formats
    alternate. A weakness without lines, or with lines far apart, gives none.
    """
    fixes = {record["pair"]: record for record in records if record["pair"] and record["role"] == "fixed"}
    samples = []
    for record in records:
        fixed = fixes.get(record["pair"]) if record["role"] == "vulnerable" and record["kind"] == "contract" else None
        if fixed is None:
            continue
        weak = {line for finding in record["findings"] for line in finding["lines"]}
        changed = changed_lines(record["code"], fixed["code"])
        mended = {min(changed, key=lambda line: abs(line - min(weak, default=0)))} if changed else set()
        for number in range(count):
            draw = Random(f"{seed}:{record['id']}:{number}")
            around = draw.randint(*AROUND), draw.randint(*AROUND)
            format = settings.formats[number % len(settings.formats)]
            for source, spots in ((record, weak), (fixed, mended)):
                if shown := _near(source["code"], spots, *around):
                    draft = _window(source, format, room, settings, shown, EXCERPT + number, 0)
                    samples += [] if _fault(draft, room) else [_sample(source, draft, room)]
    return samples


def _near(code: str, spots: set[int], above: int, below: int) -> list[tuple[int, str]]:
    """The lines that are not blank from `above` lines before the first of `spots` to `below` after the last; [] when many."""
    lines = [(n, text) for n, text in enumerate(code.split("\n"), start=1) if text.strip()]
    at = [index for index, (number, _) in enumerate(lines) if number in spots]
    shown = lines[max(0, at[0] - above) : at[-1] + below + 1] if at else []
    return shown if len(shown) <= LONGEST_EXCERPT else []


def balanced(samples: Sequence[Row]) -> list[Row]:
    """Training samples with no more clean audits than vulnerable ones; other kinds untouched.

    Two of three shipped variants are clean: learned at that ratio, a small model does best by always saying "clean".
    Contracts stay or go with both formats, in the order of their ids, which are hashes: any regular step through the
    list would tie the verdict to a format or a variant.
    """
    audits = [sample for sample in samples if sample["kind"] == MAIN_KIND]
    weak = sum(sample["role"] == "vulnerable" for sample in audits)
    clean = sorted((sample for sample in audits if sample["role"] != "vulnerable"), key=lambda sample: sample["record_id"])
    dropped = {sample["record_id"] for sample in clean[weak:]} if weak else set()
    return [s for s in samples if s["kind"] != MAIN_KIND or s["role"] == "vulnerable" or s["record_id"] not in dropped]


def _drafts(record: Row, fixes: dict[str, Row], room: Room, settings: Any) -> list[Row]:
    found: list[Row] = []
    if record["kind"] == "contract":
        for format in settings.formats:
            found += _audits(record, format, room, settings)
        if record["role"] == "vulnerable" and record["pair"] in fixes:
            found.append(_fix(record, fixes[record["pair"]], settings))
        if record["explanation"]:
            shown = prompt.numbered(record["code"])
            found.append(_draft("code_explanation", record, settings, shown, completion=record["explanation"]))
    if record["advice"] and record["role"] in {"vulnerable", "none"}:
        found.append(_practice(record, settings))
    return found


def _audits(record: Row, format: str, room: Room, settings: Any) -> list[Row]:
    lines = [(n, text) for n, text in enumerate(record["code"].split("\n"), start=1) if text.strip()]
    empty = _draft(MAIN_KIND, record, settings, "", format=format, guide=room.guide)
    windows = room.windows(lines, room.prompt_size(empty["messages"]))
    drafts = [empty | {"fault": gap}] if (gap := _gap(lines, windows)) else []
    lost = ("no lines", "a weakness without lines in a contract of several windows")
    fault = lost if len(windows) > 1 and not all(finding["lines"] for finding in record["findings"]) else None
    for number, (start, end) in enumerate(windows, start=1):
        draft = _window(record, format, room, settings, lines[start : end + 1], number, len(windows))
        drafts.append(draft | {"fault": fault})
    return drafts


def _window(
    record: Row, format: str, room: Room, settings: Any, lines: Sequence[tuple[int, str]], number: int, windows: int
) -> Row:  # fmt: skip
    """The draft that shows these (number, text) lines, the `number`-th of `windows`; 0 windows make an excerpt."""
    first, last = lines[0][0], lines[-1][0]
    findings = _inside(record["findings"], first, last, whole=windows == 1)
    shown = "\n".join(f"{n}| {text}" for n, text in lines)
    brief = [{**finding, "reason": by_id(finding["class"]).title} for finding in findings]
    if format == "plain":
        answer = verdict_json(findings if room.own_words else brief)
    else:  # the steps have the reason already
        answer = cot_answer(steps(record, findings, first, last, room.own_words), verdict_json(brief))
    gold = [{"class": f["class"], "accept": f["accept"], "lines": f["lines"]} for f in findings]
    labels = {"vulnerable": bool(findings), "findings": gold, "exhaustive": record["exhaustive"],
              "first_line": first, "last_line": last, "window": number, "windows": windows}  # fmt: skip
    draft = _draft(MAIN_KIND, record, settings, shown, format=format, completion=answer, guide=room.guide)
    return draft | {"labels": labels, "window": number, "role": _role(record, findings)}


def _gap(lines: Sequence[tuple[int, str]], windows: Sequence[tuple[int, int]]) -> tuple[str, str] | None:
    """The lines that stand in no window, since one of them alone is too long."""
    shown = {at for start, end in windows for at in range(start, end + 1)}
    hidden = [str(number) for at, (number, _) in enumerate(lines) if at not in shown]
    return (f"lines {', '.join(hidden)}", "a line is too long for a window") if hidden else None


def _inside(findings: Sequence[Row], first: int, last: int, whole: bool) -> list[Row]:
    """Findings a window shows; one without lines can be placed only when the whole contract is shown."""
    found = []
    for finding in findings:
        lines = [n for n in finding["lines"] if first <= n <= last]
        if lines or (whole and not finding["lines"]):
            reason = finding["reason"] or by_id(finding["class"]).description
            found.append({**finding, "lines": lines, "reason": reason})
    return found


def _role(record: Row, findings: Sequence[Row]) -> str:
    return "clean" if record["role"] == "vulnerable" and not findings else str(record["role"])


def _fix(record: Row, fixed: Row, settings: Any) -> Row:
    weakness = record["findings"][0]["class"]
    answer = fix_json(record["code"], fixed["code"], record["fix"] or by_id(weakness).fix)
    labels = {"before": record["code"], "after": fixed["code"], "class": weakness}
    shown, title = prompt.numbered(record["code"]), by_id(weakness).title
    return _draft("vulnerability_fix", record, settings, shown, completion=answer, title=title) | {"labels": labels}


def _practice(record: Row, settings: Any) -> Row:
    title = by_id(record["findings"][0]["class"]).title if record["findings"] else record["title"]
    shown = record["code"] if record["kind"] == "text" else prompt.numbered(record["code"])
    return _draft("best_practices", record, settings, shown, completion=record["advice"], title=title)


def _draft(
    kind: str, record: Row, settings: Any, shown: str, completion: str = "", format: str = "plain", title: str = "",
    guide: bool = False,
) -> Row:  # fmt: skip
    langs = settings.prompt_languages
    lang = langs[int(sha256_text(f"{record['id']}:{kind}:{format}")[:8], 16) % len(langs)]
    messages = prompt.messages(kind, format, lang, record["language"], shown, title, prompt.answer_guide() if guide else "")
    return {"kind": kind, "format": format, "lang": lang, "messages": messages, "completion": completion,
            "labels": {}, "window": 1, "role": record["role"], "fault": None}  # fmt: skip


def _fault(draft: Row, room: Room) -> tuple[str, str] | None:
    if draft["fault"]:
        return draft["fault"][0], draft["fault"][1]
    answer = room.answer_size(draft["completion"])
    if answer > room.answer:
        return f"{answer} tokens", f"answer over {room.answer} tokens"
    if (size := room.prompt_size(draft["messages"]) + answer) > room.total:
        return f"{size} tokens", f"prompt and answer over {room.total} tokens"
    return None


def _sample(record: Row, draft: Row, room: Room) -> Row:
    name = f"{record['id']}:{draft['kind']}:{draft['format']}:{draft['lang']}:{draft['window']}"
    return {
        "id": sha256_text(name)[:24], "record_id": record["id"], "group": "", "kind": draft["kind"],
        "format": draft["format"], "lang": draft["lang"], "messages": draft["messages"], "completion": draft["completion"],
        "labels": json.dumps(draft["labels"], sort_keys=True, ensure_ascii=False), "source": record["source"],
        "language": record["language"], "role": draft["role"], "pair": record["pair"],
        "tokens": room.prompt_size(draft["messages"]) + room.answer_size(draft["completion"]),
    }  # fmt: skip


def _mask(lexeme: str) -> str:
    if lexeme in _KEYWORDS:
        return lexeme
    if lexeme[0].isalpha() or lexeme[0] in "_$":
        return "I"
    if lexeme[0].isdigit():
        return "0"
    return "S" if lexeme[0] in "\"'" and len(lexeme) > 1 else lexeme
