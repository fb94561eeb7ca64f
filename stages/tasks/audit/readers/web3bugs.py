"""Web3Bugs: high-risk findings of Code4rena contests as prose, with the labels of a later study.

bugs.csv names contest, finding and label; reports/<contest>.md holds the text. Discussion below a finding, names of
its finders and code excerpts are left out; the recommendation becomes the good practice.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, record
from stages.tasks.audit.readers.labels import NO_CLASS, labels

TABLE = "results/bugs.csv"
OUT_OF_SCOPE = {"O1", "O2", "O3", "O4", "O5"}  # real, but outside the study: kept without a class
DOUBTED = {"O6", "O7"}
FEWEST = 8  # words; a shorter description or recommendation says nothing
_HEADING = re.compile(r"^#{1,4} .*?\[([A-Z]+-\d+)\].*$|^# .*$", re.MULTILINE)
_META = re.compile(r"^(date|sponsor): *(.+?) *$", re.MULTILINE)
_CODE = re.compile(r"^[ \t]*```.*?^[ \t]*```[ \t]*$", re.MULTILINE | re.DOTALL)
_TALK = re.compile(r"^\*\*-? ?\[.*|^\*\*[^*\n]{1,60}(noted|commented|confirmed|responded).*", re.MULTILINE | re.DOTALL)
_ADVICE = re.compile(
    r"^(?:#+ |\*\*)(?:General )?(?:Recommend|Mitigation)[^\n]*\n(.*?)(?=^#|\Z)|^(Recommend\b.*?)(?=\n\s*\n|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_NOISE = re.compile(
    r"^_Submitted.*$|^#+ Tools? Used\s*\n[^#]*|^#+ .*$|!?\[\]\([^)]*\)|<?https?://[^\s>]+>?", re.MULTILINE | re.IGNORECASE
)
_LINK = re.compile(r"!?\[([^]]+)\]\([^)]*\)")


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One text a finding of the contests whose report is at hand."""
    rows = csv.DictReader(read_text(root / TABLE).splitlines(), skipinitialspace=True)
    for number, row in enumerate(rows, start=2):
        path = f"reports/{row['Contest ID']}.md"
        if path in files:
            yield _finding(row, number, path, read_text(root / path), entry)


def _finding(row: dict[str, str], number: int, path: str, report: str, entry: Source) -> Record | Reject:
    label, known = row["Bug Label"], labels("web3bugs")
    if label in DOUBTED:
        return Reject(TABLE, number, "Bug Label", label, "upstream doubts the finding")
    if label not in known and label not in OUT_OF_SCOPE:
        return Reject(TABLE, number, "Bug Label", label, NO_CLASS)
    text, advice = _parts(_section(report, row["Bug ID"]))
    if not text:
        return Reject(TABLE, number, "Bug ID", row["Bug ID"], f"no description in {path}")
    meta = dict(_META.findall(report.split("\n---", 1)[0]))
    return record(
        path=path,
        language="text",
        kind="text",
        code=text,
        findings=[known[label].found()] if label in known else [],
        family=f"{entry.name}/{row['Contest ID']}",
        project=meta.get("sponsor", "").lower(),
        title=row["Bug Description"],
        advice=advice,
        date=_day(meta.get("date", "")),
        origin="finding",
    )


def _day(date: str) -> str:
    """yyyy-mm-dd from a date whose month and day may have one digit."""
    return "-".join(part.zfill(2) for part in date.split("-"))


def _section(report: str, bug: str) -> str:
    """What stands under the heading of a finding, up to the next finding or chapter; code is taken out."""
    prose = _CODE.sub("", report)
    headings = list(_HEADING.finditer(prose))
    for at, heading in enumerate(headings):
        if heading[1] == bug:
            end = headings[at + 1].start() if at + 1 < len(headings) else len(prose)
            return _TALK.sub("", prose[heading.end() : end])
    return ""


def _parts(section: str) -> tuple[str, str]:
    """(description, recommendation), each "" when it is too short to say anything."""
    advice = " ".join(first or second for first, second in _ADVICE.findall(section))
    return _said(_ADVICE.sub("", section)), _said(advice)


def _said(text: str) -> str:
    """Prose without addresses and headings, at most one blank line in a row; "" when it is too short."""
    plain = _NOISE.sub("", _LINK.sub(r"\1", text))
    lines = "\n".join(line.strip() for line in plain.split("\n"))
    said = re.sub(r"\n{3,}", "\n\n", lines).strip().rstrip(":")
    return said if len(said.split()) >= FEWEST else ""
