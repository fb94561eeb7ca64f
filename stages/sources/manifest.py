"""What was collected: per source its revision, licence, trust and the hash of every file read."""

from collections.abc import Mapping
from typing import Any

from stages.sources.spec import Source


def entry_of(source: Source, files: Mapping[str, str], records: int, refused: int) -> dict[str, Any]:
    """The manifest entry of a source that was read; `files` is {path below the source's own root: sha256 hex}."""
    return {
        "name": source.name, "kind": source.kind, "repo": source.repo, "revision": source.stamp, "licence": source.licence,
        "shippable": source.shippable, "trust": source.trust, "records": records, "refused": refused, "files": dict(files),
    }  # fmt: skip
