"""Instruction rows (JSONL, form `alpaca` or `category`, see stages/tasks/audit/lib/instructions.py) as audit records.

A row with code and a verdict, or a category that names a class, is a labelled contract; edits of it are its fix; an
explanation or a good practice is kept with the contract it speaks of. A row without code is a text. Rows about the same
code are one record. A file that is not JSONL is an error; a row that cannot be used is refused with its field, one that
cannot be read or stored with its line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from stages.core.files import BadLine, sift_jsonl
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.answer import apply_fix, parse_fix, parse_verdict
from stages.tasks.audit.lib.instructions import FORMS, Code, asked, code_in, weakness_named
from stages.tasks.audit.lib.records import Record, finding, record
from stages.tasks.audit.readers.labels import merged

_PROSE = {"code_explanation": "explanation", "best_practices": "advice"}  # kind of question -> field of a record


@dataclass
class _Book:
    """What the rows of one file have said so far."""

    path: str
    source: str
    records: dict[Code, Record] = field(default_factory=dict)
    texts: list[Record] = field(default_factory=list)
    fixes: list[tuple[int, Code, Code]] = field(default_factory=list)  # row, weak code, its fix
    prose: list[tuple[int, Code, str, str]] = field(default_factory=list)  # row, code, field, text

    def family(self, row: int) -> str:
        return f"{self.source}/{PurePosixPath(self.path).stem}-{row}"

    def reject(self, row: int, name: str, value: object, rule: str) -> Reject:
        return Reject(self.path, row, name, str(value), rule)


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """Records and refused rows of each file. Raises UserError at a line that is not a JSON object."""
    for path in files:
        if not path.endswith(".jsonl"):
            yield Reject(path, 1, "path", path, "not a .jsonl file")
            continue
        book = _Book(path, entry.name)
        for number, row in sift_jsonl(root / path):
            refused = book.reject(number, "line", *row) if isinstance(row, BadLine) else _take(book, number, row)
            if refused:
                yield refused
        yield from _attach(book)
        yield from [*book.records.values(), *book.texts]


def _take(book: _Book, number: int, row: Mapping[str, Any]) -> Reject | None:
    """Enter one row into the book, or say why not."""
    form = "category" if "response" in row else "alpaca"
    if fault := _fault(form, row):
        return book.reject(number, *fault)
    ask, given = row["instruction"], row.get("input", "")
    answer_field = "response" if form == "category" else "output"
    answer, category = row[answer_field].strip(), row.get("category", "")
    kind, named = asked(ask)
    weakness = weakness_named(category) or named
    code = code_in(ask, given)
    if not code.language:
        book.texts.append(_text(book, number, ask, given, answer, weakness))
        return None
    if prose := _PROSE.get(kind or category):
        book.prose.append((number, code, prose, answer))
        return None
    findings = _findings(answer, weakness)
    if findings is None:
        value = category if form == "category" else answer
        return book.reject(
            number, "category" if form == "category" else answer_field, value, "neither a verdict nor a weakness class"
        )
    if weakness and weakness not in {found["class"] for found in findings}:
        return book.reject(number, answer_field, answer, f"the verdict contradicts the category {weakness}")
    if (edits := parse_fix(answer)) is not None:
        after = apply_fix(code.text, edits)
        if after is None:
            return book.reject(number, answer_field, answer, "the edits do not fit the code")
        book.fixes.append((number, code, Code(code.language, after)))
    return _enter(book, number, code, findings)


def _fault(form: str, row: Mapping[str, Any]) -> tuple[str, object, str] | None:
    """(field, value, rule) of the first field that is missing or not text."""
    for name in FORMS[form]:
        if name == "input" and name not in row:
            continue
        value = row.get(name)
        if not isinstance(value, str) or (name not in ("input", "category") and not value.strip()):
            return name, "" if value is None else value, f"form {form} needs text here"
    return None


def _findings(answer: str, weakness: str) -> list[Record] | None:
    """What the row says is wrong, [] for nothing, None when it does not say."""
    claims = parse_verdict(answer, "plain")
    claims = parse_verdict(answer, "cot") if claims is None else claims
    if claims is not None:
        return merged(finding(claim.weakness, claim.lines, claim.reason) for claim in claims)
    return [finding(weakness)] if weakness else None


def _enter(book: _Book, number: int, code: Code, findings: Sequence[Record]) -> Reject | None:
    known = book.records.get(code)
    if known is None:
        book.records[code] = record(
            path=book.path,
            language=code.language,
            role="vulnerable" if findings else "clean",
            code=code.text,
            findings=findings,
            family=book.family(number),
        )
        return None
    if {found["class"] for found in known["findings"]} != {found["class"] for found in findings}:
        return book.reject(number, "instruction", known["family"], "another row says something else about the same code")
    reasons = {found["class"]: found["reason"] for found in findings}
    known["findings"] = merged([*known["findings"], *findings])
    for found in known["findings"]:
        found["reason"] = found["reason"] or reasons[found["class"]]
    return None


def _text(book: _Book, number: int, ask: str, given: str, answer: str, weakness: str) -> Record:
    return record(
        path=book.path,
        language="text",
        kind="text",
        code=given.strip() or ask,
        findings=[finding(weakness)] if weakness else [],
        family=book.family(number),
        title=ask.rpartition("\n")[2] if asked(ask)[0] else ask.partition("\n")[0],
        advice=answer,
    )


def _attach(book: _Book) -> Iterator[Reject]:
    """Fixes to their weak contracts, prose to the contract it speaks of."""
    for number, before, after in book.fixes:
        weak = book.records[before]
        weak["pair"] = weak["pair"] or weak["family"]
        if after in book.records and book.records[after]["role"] == "vulnerable":
            yield book.reject(number, "instruction", book.records[after]["family"], "the fix is weak in another row")
            continue
        fixed = book.records.setdefault(after, record(path=book.path, language=after.language, code=after.text))
        fixed |= {"role": "fixed", "family": weak["family"], "pair": weak["pair"]}
    for number, code, name, text in book.prose:
        if code in book.records:
            book.records[code][name] = text
        else:
            yield book.reject(number, "instruction", code.text, "no row says whether this code is weak")
