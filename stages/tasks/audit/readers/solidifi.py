"""SolidiFI: bugs injected into real contracts; BugLog_k.csv names first line and length of each in buggy_k.sol.

The same snippets return in many files, so the whole benchmark is one project and stands on one side of a split.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, record
from stages.tasks.audit.readers.labels import Label, labels, no_class


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One vulnerable record a contract, with one finding at all places of the injected type."""
    pinned = set(files)
    for path in files:
        if not path.endswith(".sol"):
            continue
        file = PurePosixPath(path)
        index = file.stem.removeprefix("buggy_")
        log = str(file.with_name(f"BugLog_{index}.csv"))
        label = labels("solidifi").get(file.parent.name)
        if label is None:
            yield no_class(path, file.parent.name)
        elif log not in pinned:
            yield Reject(path, 1, "path", log, "no log of the injected bugs")
        else:
            code = read_text(root / path)
            yield record(
                path=path,
                role="vulnerable",
                code=code,
                findings=[label.found(_lines(code.split("\n"), read_text(root / log), label))],
                family=f"{entry.name}/base-{index}",
                project=entry.name,
                origin="injected",
            )


def _lines(code: Sequence[str], log: str, label: Label) -> list[int]:
    """1-based lines of the injected spans that show the weakness; the first line of a span where none does."""
    found: list[int] = []
    for row in csv.DictReader(log.splitlines()):
        first = int(row["loc"])
        span = range(first, min(first + int(row["length"]), len(code) + 1))
        signs = [number for number in span if re.search(label.sign, code[number - 1].split("//")[0])]
        found += signs or [first]
    return sorted(set(found))
