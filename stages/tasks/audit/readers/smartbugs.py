"""SmartBugs curated: vulnerabilities.json gives DASP categories and lines for each contract.

One main category a file; other weaknesses of the file are not labelled.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from stages.core.files import read_json, read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, record
from stages.tasks.audit.readers.labels import labels, merged, no_class, project_of

TABLE = "vulnerabilities.json"


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One vulnerable record a contract."""
    table = {row["path"]: row["vulnerabilities"] for row in read_json(root / TABLE)}
    for path in files:
        if path == TABLE:
            continue
        if path in table:
            yield _record(root, path, table[path], entry)
        else:
            yield Reject(path, 1, "path", path, f"not listed in {TABLE}")


def _record(root: Path, path: str, weaknesses: Sequence[dict[str, Any]], entry: Source) -> Record | Reject:
    known = labels("smartbugs")
    for weakness in weaknesses:
        if path not in known and weakness["category"] not in known:
            return no_class(path, weakness["category"])
    found = (known.get(path) or known[weakness["category"]] for weakness in weaknesses)
    return record(
        path=path,
        role="vulnerable",
        code=read_text(root / path),
        findings=merged(label.found(row["lines"]) for label, row in zip(found, weaknesses, strict=True)),
        family=f"{entry.name}/{PurePosixPath(path).stem}",
        project=project_of(path),
    )
