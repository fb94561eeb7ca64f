"""Installed packages as a source: the Python files of pinned versions, as the lock file put them there."""

from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from stages.core.errors import UserError
from stages.sources.spec import Source


def installed_root(source: Source) -> Path:
    """The folder that holds the packages. Raises UserError for one that is missing or has another version than stated."""
    roots = {Path(str(_pinned(source, entry).locate_file(""))).resolve() for entry in source.packages}
    if len(roots) > 1:
        raise UserError(
            f"source {source.name}: its packages lie in several folders: {sorted(map(str, roots))}; run `make install`"
        )
    return roots.pop()


def installed_files(source: Source, root: Path) -> list[str]:
    """Their Python files relative to `root`, sorted; tests and what lies outside the package folders left out."""
    found = set()
    for entry in source.packages:
        for file in _pinned(source, entry).files or ():
            inside = file.suffix == ".py" and file.parts[0] != ".." and not any(part.startswith("test") for part in file.parts)
            if inside and (root / file).is_file():
                found.add(file.as_posix())
    return sorted(found)


def _pinned(source: Source, entry: str) -> Distribution:
    name, _, version = entry.partition("==")
    try:
        found = distribution(name)
    except PackageNotFoundError as error:
        raise UserError(f"source {source.name}: package {name} is not installed; run `make install`") from error
    if found.version != version:
        raise UserError(
            f"source {source.name}: {name} {version} is wanted, {found.version} is installed; run `make install`, "
            "or state the version at hand in sources.yaml"
        )
    return found
