"""sources.yaml of a task, typed: where records come from, under which licence, how far to trust them."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic.dataclasses import dataclass

from stages.core.errors import UserError, unknown
from stages.core.files import read_yaml
from stages.core.typed import FILLED, STRICT, Several, Text, must, typed
from stages.sources.licences import SHIPPABLE, check_licence

Name = Annotated[str, must(re.compile(r"[a-z0-9][a-z0-9-]*").fullmatch, "small letters, digits and hyphens only")]
Url = Annotated[str, must(re.compile(r"|(https|ssh|file)://\S+").fullmatch, "it begins with https://, ssh:// or file://")]
Package = Annotated[str, must(re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+").fullmatch, "name==version is needed")]
Commit = Annotated[str, must(re.compile(r"|[0-9a-f]{40}").fullmatch, "a commit id of 40 hex digits is needed")]


@dataclass(frozen=True, config=STRICT)
class Source:
    """One place that records come from.

    authored, files: everything in `folders` below data/sources/<task>/. git: the pinned files of a commit. packages: the
    Python files of installed packages.
    """

    name: Name
    kind: Literal["authored", "files", "git", "github", "hub", "packages"]
    licence: str  # SPDX id; a reader may give a file its own
    reader: Text  # a module in the task's readers/
    scales: Annotated[Several[Literal["demo", "bench", "full"]], FILLED]  # scales that use the source
    trust: Text  # known flaws of its labels, printed beside the numbers
    folders: Several[str] = ()
    packages: Several[Package] = ()  # name==version, as in requirements.lock
    repo: str = ""  # owner/name
    url: Url = ""  # where to fetch instead of github.com/<repo>
    revision: Commit = ""
    subfolder: str = ""  # of the repository, that `files` are relative to; a mirror has them at its own root
    mirror: str = ""  # folder below $SECTUNE_MIRROR that stands in for the repository
    files: Several[str] = ()  # glob patterns that a new pin file is made from
    pins: str = ""  # sha256sum file: exactly these files are read
    excerpts: Several[str] = ()  # patterns of files that are pinned as the mirror shortened them

    @property
    def shippable(self) -> bool:
        """Whether records may be passed on, with attribution."""
        return SHIPPABLE[self.licence]

    @property
    def stamp(self) -> str:
        """The `revision` of its records."""
        return self.revision or ("installed" if self.packages else "shipped")


_NEEDED = {
    "authored": ("folders",),
    "files": ("folders",),
    "git": ("repo", "revision", "pins", "files"),
    "github": (),
    "hub": (),
    "packages": ("packages",),
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
    if isinstance(entry, dict):
        where = f"{where} ({entry.get('name', 'no name')})"
        check_licence(entry.get("licence"), where)
    source = typed(Source, entry, where)
    for key in _NEEDED[source.kind]:
        if not getattr(source, key):
            raise UserError(f"{where}: {key} is missing; a source of kind {source.kind} needs it")
    readers = [file.stem for file in (path.parent / "readers").glob("[a-z]*.py")]
    if source.reader not in readers:
        raise unknown("reader", source.reader, readers, where)
    return source
