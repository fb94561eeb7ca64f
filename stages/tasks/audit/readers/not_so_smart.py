"""not-so-smart-contracts: a folder a weakness, with example contracts and a README on attack and mitigation."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, record
from stages.tasks.audit.readers.labels import labels, project_of

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_MITIGATION = re.compile(r"^## Mitigations?\s*\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One vulnerable record a labelled contract; exploits, traps and correct counterparts are refused."""
    readmes = {path.split("/")[0]: path for path in files if path.count("/") == 1 and path.endswith("/README.md")}
    for path in files:
        if not path.endswith(".sol"):
            continue
        label, topic = labels("not_so_smart").get(path), path.split("/")[0]
        if label is None:
            yield Reject(path, 1, "path", path, "exploit, trap or counterpart without a weakness of its own")
            continue
        prose = read_text(root / readmes[topic]) if topic in readmes else ""
        advice = _plain("".join(_MITIGATION.findall(prose)[:1]))
        yield record(
            path=path,
            role="vulnerable",
            code=read_text(root / path),
            findings=[label.found()],
            family=f"{entry.name}/{topic}",
            project=project_of(path),
            title="".join(_TITLE.findall(prose)[:1]) if advice else "",
            advice=advice,
        )


def _plain(text: str) -> str:
    """Bullets and wrapped lines of Markdown as sentences on one line."""
    bullets = re.split(r"^\s*[-*] ", _LINK.sub(r"\1", text), flags=re.MULTILINE)
    sentences = (" ".join(bullet.split()).rstrip(".") for bullet in bullets)
    return " ".join(f"{sentence}." for sentence in sentences if sentence)
