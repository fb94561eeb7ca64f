"""Reviewed library code as negatives: clean means that its authors and auditors left it so, not that it is proven."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, record

_AUTHORED = "labelled weak, but this reader takes all as clean: use the authored layout (case.yaml, vulnerable.*, fixed.*)"
LANGUAGES = {".sol": "solidity", ".vy": "vyper", ".rs": "rust"}
_BODY = re.compile(r"^\s*(abstract\s+)?(contract|library)\s+\w+|^function\s", re.MULTILINE)
_MARKER = re.compile(r"(//+|#|/\*+)[ \t]*!weak\b")  # as the authored layout marks a weak line


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One clean record a contract or library; other files, interfaces, test doubles and what is labelled weak are refused."""
    for path in files:
        language = LANGUAGES.get(PurePosixPath(path).suffix)
        if language is None:
            yield Reject(path, 1, "path", path, "not a contract")
            continue
        code = read_text(root / path)
        yield _refused(path, language, code) or record(
            path=path,
            language=language,
            role="clean",
            code=code,
            family=f"{entry.name}/{PurePosixPath(path).with_suffix('')}",
            project=entry.name,
            origin="library",
        )


def _refused(path: str, language: str, code: str) -> Reject | None:
    place = PurePosixPath(path)
    if "mocks" in place.parts:
        return Reject(path, 1, "path", path, "test double, not reviewed as library code")
    if place.name.lower().startswith("vulnerable."):
        return Reject(path, 1, "path", path, _AUTHORED)
    for number, line in enumerate(code.split("\n"), start=1):
        if _MARKER.search(line):
            return Reject(path, number, "code", line.strip(), _AUTHORED)
    if language == "solidity" and not _BODY.search(code):
        return Reject(path, 1, "code", place.name, "interface without code of its own")
    return None
