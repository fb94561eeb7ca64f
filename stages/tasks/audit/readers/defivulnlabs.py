"""DeFiVulnLabs: a lesson a file, with a weak contract, at times its correction, and tests that exploit it.

Tests and attackers are blanked out, so lines keep their numbers, except where the weak code is in the test itself.
A lesson with both contracts gives two records: each keeps the shared code and loses the other contract.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, record
from stages.tasks.audit.readers.labels import Label, labels, no_class

# Top-level definitions: formatted sources close them with a brace in the first column.
_DEFINITION = re.compile(r"^(?:abstract )?(contract|library|interface) (\w+)(.*?)(?:\{\}$|^\}$)", re.MULTILINE | re.DOTALL)
_TEST = re.compile(r"(Contract|Misuse)Test$|Attack")
_NOTE = re.compile(r"^(Name|Mitigation)s?:[ \t]*\n?(.+?)(?=\n\s*\n|\n(?:Test|REF|Scenario)|\*/)", re.MULTILINE | re.DOTALL)


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """A vulnerable record a lesson, and a fixed one where upstream corrects it."""
    for path in files:
        name = PurePosixPath(path).stem
        label = labels("defivulnlabs").get(name)
        if label is None:
            yield no_class(path, name)
            continue
        code = read_text(root / path)
        notes = {key: " ".join(text.split()) for key, text in _NOTE.findall(code)}
        family = f"{entry.name}/{name}"
        shared = {"path": path, "family": family, "pair": family if label.fixed else ""}
        yield record(
            **shared,
            role="vulnerable",
            code=_without(code, _unwanted(code, label) | {label.fixed}),
            findings=[label.found()],
            title=notes.get("Name", ""),
            advice=notes.get("Mitigation", ""),
        )
        if label.fixed:
            yield record(**shared, role="fixed", code=_without(code, _unwanted(code, label) | {label.flawed}))


def _unwanted(code: str, label: Label) -> set[str]:
    """Names of tests and attackers, unless a labelled line stands in one."""
    found = set()
    for match in _DEFINITION.finditer(code):
        first = code.count("\n", 0, match.start()) + 1
        last = code.count("\n", 0, match.end()) + 1
        if _TEST.search(match[2]) and not any(first <= line <= last for line in label.lines):
            found.add(match[2])
    return found


def _without(code: str, names: set[str]) -> str:
    """The code with these definitions replaced by as many blank lines."""

    def blank(match: re.Match[str]) -> str:
        return "\n" * match[0].count("\n") if match[2] in names else match[0]

    return _DEFINITION.sub(blank, code)
