"""Entries of the SWC registry as prose: a weakness described, and its remediation as the good practice.

Upstream no longer maintains the registry and says that it may be wrong or incomplete. Samples are not read.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, finding, record
from stages.tasks.audit.lib.vocab import by_swc

_SECTION = re.compile(r"^#{1,2} (Title|Description|Remediation)\s*\n(.*?)(?=^#{1,2} |\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[([^]]*)\]\([^)]*\)")


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One text a registry entry."""
    for path in files:
        parts = {name: _prose(text) for name, text in _SECTION.findall(read_text(root / path))}
        missing = [name for name in ("Title", "Description", "Remediation") if not parts.get(name)]
        if missing:
            yield Reject(path, 1, missing[0], "", "section is missing or empty")
            continue
        swc = PurePosixPath(path).stem
        yield record(
            path=path,
            language="text",
            kind="text",
            code=parts["Description"],
            findings=[finding(by_swc(swc, path).id)],
            family=f"{entry.name}/{swc}",
            title=parts["Title"],
            advice=parts["Remediation"],
            origin="registry",
        )


def _prose(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", _LINK.sub(r"\1", text)).strip()
