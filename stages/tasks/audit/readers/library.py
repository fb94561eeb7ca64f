"""Reviewed library code as negatives: clean means that its authors and auditors left it so, not that it is proven."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.records import Record, record
from stages.sources.spec import Source

LANGUAGES = {".sol": "solidity", ".vy": "vyper", ".rs": "rust"}
_BODY = re.compile(r"^\s*(abstract\s+)?(contract|library)\s+\w+|^function\s", re.MULTILINE)


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One clean record a contract or library; interfaces and test doubles are refused."""
    for path in files:
        code, language = read_text(root / path), LANGUAGES[PurePosixPath(path).suffix]
        if "mocks" in PurePosixPath(path).parts:
            yield Reject(path, 1, "path", path, "test double, not reviewed as library code")
        elif language == "solidity" and not _BODY.search(code):
            yield Reject(path, 1, "code", PurePosixPath(path).name, "interface without code of its own")
        else:
            yield record(
                path=path,
                language=language,
                role="clean",
                code=code,
                family=f"{entry.name}/{PurePosixPath(path).with_suffix('')}",
                project=entry.name,
                origin="library",
            )
