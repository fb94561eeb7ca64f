"""What was collected: per source its revision, licence, trust and the hash of every file read."""

from typing import Any

from stages.core.files import sha256_file
from stages.sources.fetch import locate
from stages.sources.pins import files_of
from stages.sources.spec import Source


def entry_of(source: Source, task: str, records: int, refused: int) -> dict[str, Any]:
    """The manifest entry of a source that was read; no paths outside the source's own root."""
    root = locate(source, task)
    return {
        "name": source.name, "kind": source.kind, "repo": source.repo, "revision": source.stamp, "licence": source.licence,
        "shippable": source.shippable, "trust": source.trust, "records": records, "refused": refused,
        "files": {name: sha256_file(root / name) for name in files_of(source, root)},
    }  # fmt: skip
