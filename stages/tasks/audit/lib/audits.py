"""Audits of a contract: in windows that fit the room, each with the verdict on what it shows; and excerpts for training."""

from collections.abc import Sequence
from random import Random
from typing import Any

from stages.prompting.room import Room
from stages.tasks.audit.lib.answer import changed_lines, cot_answer, verdict_json
from stages.tasks.audit.lib.drafts import MAIN_KIND, Draft, Row, as_sample, drafted, misfit
from stages.tasks.audit.lib.names import names
from stages.tasks.audit.lib.reasoning import steps
from stages.tasks.audit.lib.renaming import renamed
from stages.tasks.audit.lib.vocab import by_id

EXCERPT = 100  # excerpts are numbered from here, windows from 1
AROUND, LONGEST_EXCERPT = (0, 2, 4, 8, 16), 48  # lines


def audits(record: Row, format: str, room: Room, settings: Any) -> list[Draft]:
    """Drafts of a contract in one answer format: one for each window, and one whose `fault` names lines that none shows."""
    lines = [(n, text) for n, text in enumerate(record["code"].split("\n"), start=1) if text.strip()]
    empty = drafted(MAIN_KIND, record, settings, "", format=format, guide=settings.list_classes)
    windows = room.windows(lines, room.prompt_size(empty.messages))
    drafts = [empty._replace(fault=gap)] if (gap := _gap(lines, windows)) else []
    lost = ("no lines", "a weakness without lines in a contract of several windows")
    fault = lost if len(windows) > 1 and not all(finding["lines"] for finding in record["findings"]) else None
    for number, (start, end) in enumerate(windows, start=1):
        draft = _window(record, format, room, settings, lines[start : end + 1], number, len(windows))
        drafts.append(draft._replace(fault=fault))
    return drafts


def _window(
    record: Row, format: str, room: Room, settings: Any, lines: Sequence[tuple[int, str]], number: int, windows: int
) -> Draft:  # fmt: skip
    """The draft that shows these (number, text) lines, the `number`-th of `windows`; 0 windows make an excerpt."""
    first, last = lines[0][0], lines[-1][0]
    findings = _inside(record["findings"], first, last, whole=windows == 1)
    shown = "\n".join(f"{n}| {text}" for n, text in lines)
    brief = [{**finding, "reason": by_id(finding["class"]).title} for finding in findings]
    if format == "plain":
        answer = verdict_json(findings if settings.own_words else brief)
    else:  # the steps have the reason already
        answer = cot_answer(steps(record, findings, first, last, settings.own_words), verdict_json(brief))
    gold = [{"class": f["class"], "accept": f["accept"], "lines": f["lines"]} for f in findings]
    labels = {"vulnerable": bool(findings), "findings": gold, "exhaustive": record["exhaustive"],
              "first_line": first, "last_line": last, "window": number, "windows": windows}  # fmt: skip
    draft = drafted(MAIN_KIND, record, settings, shown, format=format, completion=answer, guide=settings.list_classes)
    return draft._replace(labels=labels, window=number, role=_role(record, findings))


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


def excerpts(records: Sequence[Row], room: Room, settings: Any, seed: int) -> list[Row]:
    """For training alone: as many windows as `excerpts` says around each weakness, and around the nearest line its fix changed.

    A whole contract hides one weak line among fifty; here a small model sees what makes it weak, and what mends it. Windows
    are short to long, so that finding the line is learnt by and by; each has names of its own; formats alternate. A weakness
    without lines, or with lines far apart, gives none. Of windows on fixes there are `clean_per_weak` times as many.
    """
    fixes = {record["pair"]: record for record in records if record["pair"] and record["role"] == "fixed"}
    samples, count = [], settings.excerpts
    for record in records:
        fixed = fixes.get(record["pair"]) if record["role"] == "vulnerable" and record["kind"] == "contract" else None
        if fixed is None or count == 0:
            continue
        weak = {line for finding in record["findings"] for line in finding["lines"]}
        changed = changed_lines(record["code"], fixed["code"])
        mended = {min(changed, key=lambda line: abs(line - min(weak, default=0)))} if changed else set()
        shown_in = ((record, weak, count), (fixed, mended, count * settings.clean_per_weak))
        members = [(source, spots, times, names(source["code"], source["language"])) for source, spots, times in shown_in]
        for number in range(count):
            draw = Random(f"{seed}:{record['id']}:{number}")
            around = draw.choice(AROUND), draw.choice(AROUND)
            format = settings.formats[number % len(settings.formats)]
            for source, spots, times, found in members:
                if number >= times:
                    continue
                if not settings.own_words:  # words of the case cite its names
                    other = renamed(source["code"], found, source["language"], Random(f"{seed}:{source['id']}:{number}"))
                    source = {**source, "code": other}
                if shown := _near(source["code"], spots, *around):
                    draft = _window(source, format, room, settings, shown, EXCERPT + number, 0)
                    samples += [] if misfit(draft, room) else [as_sample(source, draft, room)]
    return samples


def _near(code: str, spots: set[int], above: int, below: int) -> list[tuple[int, str]]:
    """The lines that are not blank from `above` lines before the first of `spots` to `below` after the last; [] when many."""
    lines = [(n, text) for n, text in enumerate(code.split("\n"), start=1) if text.strip()]
    at = [index for index, (number, _) in enumerate(lines) if number in spots]
    shown = lines[max(0, at[0] - above) : at[-1] + below + 1] if at else []
    return shown if len(shown) <= LONGEST_EXCERPT else []
