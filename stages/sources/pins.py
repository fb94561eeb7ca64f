"""Pin files (sha256sum format): which files of a source are read, and the bytes each must have."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from stages.core.errors import UserError
from stages.core.files import read_text, sha256_file, write_text
from stages.sources.fetch import from_mirror
from stages.sources.installed import installed_files
from stages.sources.spec import Source

_LINE = re.compile(r"([0-9a-f]{64})  ([^\\]+)")


def files_of(source: Source, root: Path) -> dict[str, str]:
    """{relative path: sha256 hex} of what is read, sorted: the pinned files, each checked, or all of its folders or packages."""
    if source.pins:
        return check_pins(source, root)
    names = installed_files(source, root) if source.packages else _listed(source, root)
    return {name: sha256_file(root / name) for name in names}


def read_pins(path: Path) -> dict[str, str]:
    """{relative path: sha256 hex}. Raises UserError at the first line that is not in the format or unsafe."""
    pins: dict[str, str] = {}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if not match:
            raise UserError(f"{path}:{number}: not a sha256sum line (64 hex digits, two spaces, path); write it anew")
        digest, name = match.groups()
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise UserError(f"{path}:{number}: {name} leaves the source's folder; only paths below it may be pinned")
        if name in pins:
            raise UserError(f"{path}:{number}: {name} is pinned twice; remove one line")
        pins[name] = digest
    return pins


def check_pins(source: Source, root: Path) -> dict[str, str]:
    """The pinned files of a source as `files_of` gives them. Raises UserError for a file that is missing or has other bytes."""
    found: dict[str, str] = {}
    for name, wanted in sorted(read_pins(Path(source.pins)).items()):
        shortened = any(PurePosixPath(name).match(pattern) for pattern in source.excerpts)
        if not (root / name).is_file():
            raise UserError(
                f"source {source.name}: {name} is pinned but not in {root}; complete that folder, "
                f"or run `sectune pin {source.name}` if upstream dropped it"
            )
        found[name] = got = sha256_file(root / name)
        if got != wanted and not (shortened and not from_mirror(source)):  # the commit id vouches for the whole file
            raise UserError(
                f"source {source.name}: {name} has other bytes: want sha256 {wanted}, got {got}; "
                f"restore the file at revision {source.stamp}, or review the change and run `sectune pin {source.name}`"
            )
    return found


def write_pins(source: Source, root: Path) -> int:
    """Pin every file below `root` that matches the source's `files` patterns; returns how many."""
    names = {file.relative_to(root).as_posix() for pattern in source.files for file in _files(root.glob(pattern))}
    if not names:
        raise UserError(f"source {source.name}: nothing in {root} matches {', '.join(source.files)}; correct `files`")
    write_text(Path(source.pins), "".join(f"{sha256_file(root / name)}  {name}\n" for name in sorted(names)))
    return len(names)


def _listed(source: Source, root: Path) -> list[str]:
    for folder in source.folders:
        if not (root / folder).is_dir():
            raise UserError(f"source {source.name}: folder {root / folder} not found; add it or correct `folders`")
    found = (file for folder in source.folders for file in _files(_below(root / folder)))
    return sorted(file.relative_to(root).as_posix() for file in found)


def _below(folder: Path) -> Iterator[Path]:
    """Every path below a folder. Raises OSError for a folder that cannot be read, which rglob would pass over."""

    def stop(error: OSError) -> None:
        raise error

    for place, _, names in os.walk(folder, onerror=stop):
        yield from (Path(place) / name for name in names)


def _files(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.is_file() and not path.name.startswith(".")]
