"""The SWC registry's test cases in the consolidated ground truth: X.sol with X.yaml (SWC id, count, line numbers).

`count: 0` says that the weakness is absent: a corrected sibling (`X_fixed`), or a case that only looks weak.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from stages.core.files import read_text, read_yaml
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, finding, record
from stages.tasks.audit.lib.vocab import by_swc
from stages.tasks.audit.readers.labels import project_of

Weak = Mapping[str, list[int]]  # SWC id -> 1-based lines of one file
_FIXED = re.compile(r"_fixed(_\d+)?$")


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One record a labelled contract; a corrected file is paired with the sibling it corrects."""
    cases = {_folder(path): read_yaml(root / path) for path in files if path.endswith(".yaml")}
    contracts = [path for path in files if path.endswith(".sol")]
    weak = {path: _weak(path, cases) for path in contracts}
    corrected = {_case(path) for path in contracts if weak[path]}
    for path in contracts:
        found, paired = weak[path], _case(path) in corrected
        if found is None or not (found or paired or _is_main(path)):
            yield Reject(path, 1, "path", path, "helper file without a label of its own")
            continue
        yield record(
            path=path,
            role="vulnerable" if found else "fixed" if paired else "lookalike",
            code=read_text(root / path),
            findings=[finding(by_swc(swc, path).id, lines) for swc, lines in sorted(found.items())],
            family=f"{entry.name}/{_case(path).split('/')[0]}",
            project=project_of(path),
            pair=f"{entry.name}/{_case(path)}" if paired else "",
            title=cases[_folder(path)]["description"] if found else "",
        )


def _weak(path: str, cases: Mapping[str, Any]) -> Weak | None:
    """Labelled lines of one file by SWC id, {} where the case is clean, None where it speaks of other files."""
    case = cases.get(_folder(path))
    if case is None:
        return None
    weak: dict[str, list[int]] = {}
    for issue in case["issues"]:
        for place in issue.get("locations") or []:
            lines = (place.get("line_numbers") or {}).get(PurePosixPath(path).name)
            if lines:
                weak.setdefault(issue["id"], []).extend(lines)
    return weak if weak or not any(issue["count"] for issue in case["issues"]) else None


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _is_main(path: str) -> bool:
    """Whether the file is the one its folder is named after."""
    return PurePosixPath(path).stem == PurePosixPath(path).parent.name


def _case(path: str) -> str:
    """`folder`, or `folder/name` for a further file, both without `_fixed`: equal for a file and its correction."""
    file = PurePosixPath(path)
    folder, name = (_FIXED.sub("", part) for part in (file.parent.name, file.stem))
    return folder if name == folder else f"{folder}/{name}"
