"""The cases this repository ships, read once a session as collect and validate would."""

from functools import cache
from pathlib import Path
from typing import Any

from stages.core.files import sha256_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.clean import prepare
from stages.tasks.audit.readers.authored import read
from tests.project import ROOT

SHIPPED = ROOT / "data/sources/audit"
FOLDERS = ("teaching", "incidents")


def families() -> list[Path]:
    """The folder of every shipped family."""
    return sorted(path.parent for folder in FOLDERS for path in (SHIPPED / folder).glob("*/case.yaml"))


@cache
def raw_records() -> tuple[dict[str, Any], ...]:
    """Every variant as the reader gives it, with the keys that collect adds."""
    files = sorted(path.relative_to(SHIPPED).as_posix() for family in families() for path in family.iterdir())
    entry = Source("authored", "authored", "Apache-2.0", "authored", ("demo",), "none", folders=FOLDERS)
    added = {"source": "authored", "revision": "shipped", "licence": "Apache-2.0", "tokens": 0, "renamed": 0}
    found = []
    for item in read(SHIPPED, files, entry):
        assert not isinstance(item, Reject)
        found.append({**item, **added, "id": sha256_text(f"{item['language']}\n{item['code']}")})
    return tuple(found)


@cache
def clean_records() -> tuple[dict[str, Any], ...]:
    """The same after validate: no comments, no telling names."""
    return tuple(prepare(raw_records(), len)[0])
