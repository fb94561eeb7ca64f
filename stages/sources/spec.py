"""sources.yaml of a task, typed: where records come from, under which licence, how far to trust them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from stages.core.errors import UserError, unknown
from stages.core.files import read_yaml
from stages.sources.licences import SHIPPABLE, check_licence

KINDS = ("authored", "files", "git", "github", "hub")
SCALES = ("demo", "bench", "full")
_REVISION = re.compile(r"[0-9a-f]{40}")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_URL = re.compile(r"(https|ssh|file)://\S+")


@dataclass(frozen=True)
class Source:
    """One place that records come from.

    authored, files: everything in `folders` below data/sources/<task>/. git: the pinned files of a commit.
    """

    name: str
    kind: str  # one of KINDS
    licence: str  # SPDX id; a reader may give a file its own
    reader: str  # a module in the task's readers/
    scales: tuple[str, ...]  # scales that use the source
    trust: str  # known flaws of its labels, printed beside the numbers
    folders: tuple[str, ...] = ()
    repo: str = ""  # owner/name
    url: str = ""  # where to fetch instead of github.com/<repo>
    revision: str = ""  # commit id
    mirror: str = ""  # folder below $SECTUNE_MIRROR that stands in for the repository
    files: tuple[str, ...] = ()  # glob patterns that a new pin file is made from
    pins: str = ""  # sha256sum file: exactly these files are read
    excerpts: tuple[str, ...] = ()  # patterns of files that are pinned as the mirror shortened them

    @property
    def shippable(self) -> bool:
        """Whether records may be passed on, with attribution."""
        return SHIPPABLE[self.licence]

    @property
    def stamp(self) -> str:
        """The `revision` of its records."""
        return self.revision or "shipped"


_LISTS = {"scales", "folders", "files", "excerpts"}
_NEEDED = {
    "authored": ("folders",),
    "files": ("folders",),
    "git": ("repo", "revision", "pins", "files"),
    "github": (),
    "hub": (),
}


def load_sources(path: Path) -> list[Source]:
    """Every source of a sources.yaml. Raises UserError naming file, entry and what is allowed."""
    entries = read_yaml(path)
    if not isinstance(entries, list):
        raise UserError(f"{path}: a list of sources is needed, got {type(entries).__name__}")
    sources = [_source(entry, f"{path}: source {at}", path) for at, entry in enumerate(entries, start=1)]
    names = [source.name for source in sources]
    for name in names:
        if names.count(name) > 1:
            raise UserError(f"{path}: source {name} is given twice; rename or remove one")
    return sources


def _source(entry: Any, where: str, path: Path) -> Source:
    if not isinstance(entry, dict):
        raise UserError(f"{where}: keys and values are needed, got {entry!r}")
    where = f"{where} ({entry.get('name', 'no name')})"
    allowed = [field.name for field in fields(Source)]
    for key, value in entry.items():
        if key not in allowed:
            raise unknown("key", key, allowed, where)
        _check_type(key, value, where)
    kind = entry.get("kind", "")
    if kind not in KINDS:
        raise unknown("kind", kind, KINDS, where)
    check_licence(entry.get("licence"), where)
    for key in ("name", "reader", "scales", "trust", *_NEEDED[kind]):
        if not entry.get(key):
            raise UserError(f"{where}: {key} is missing; a source of kind {kind} needs it")
    readers = [file.stem for file in (path.parent / "readers").glob("[a-z]*.py")]
    _check_values(entry, where, readers)
    values: dict[str, Any] = {key: tuple(value) if key in _LISTS else value for key, value in entry.items()}
    return Source(**values)


def _check_type(key: str, value: Any, where: str) -> None:
    if key not in _LISTS:
        if not isinstance(value, str):
            raise UserError(f"{where}: {key}: got {value!r}; text is needed")
    elif not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UserError(f"{where}: {key}: got {value!r}; a list of texts is needed")


def _check_values(entry: dict[str, Any], where: str, readers: Sequence[str]) -> None:
    if not _NAME.fullmatch(entry["name"]):
        raise UserError(f"{where}: name: small letters, digits and hyphens only")
    if entry["reader"] not in readers:
        raise unknown("reader", entry["reader"], readers, where)
    for scale in entry["scales"]:
        if scale not in SCALES:
            raise unknown("scale", scale, SCALES, where)
    if "revision" in entry and not _REVISION.fullmatch(entry["revision"]):
        raise UserError(f"{where}: revision: got {entry['revision']!r}; a commit id of 40 hex digits is needed")
    if "url" in entry and not _URL.fullmatch(entry["url"]):
        raise UserError(f"{where}: url: got {entry['url']!r}; it begins with https://, ssh:// or file://")
