"""Installed packages against requirements.lock."""

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from stages.core.errors import UserError
from stages.core.files import read_text

LOCK = Path("requirements.lock")
_LINE = re.compile(r"([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)\s*(?:;([^\\]*))?")


@dataclass(frozen=True)
class Package:
    """A locked package; `installed` is "" when it is not there."""

    name: str
    wanted: str
    installed: str

    @property
    def sound(self) -> bool:
        """Whether the wanted version is installed; a build label (2.13.0+cpu) makes no difference."""
        return self.installed.partition("+")[0] == self.wanted.partition("+")[0]


def packages(path: Path = LOCK) -> list[Package]:
    """Every package that the lock file names for this machine, sorted. Raises UserError when it names none."""
    matches = (_LINE.match(line) for line in read_text(path).splitlines())
    locked = {match[1].lower(): match[2] for match in matches if match and _applies(match[3] or "")}
    if not locked:
        raise UserError(f"{path}: no line of the form name==version; restore it: `git checkout -- {path}`")
    return [Package(name, wanted, _installed(name)) for name, wanted in sorted(locked.items())]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _applies(marker: str) -> bool:
    """Whether a line's environment marker holds here; without the package that reads markers, every line counts."""
    try:
        from packaging.markers import Marker
    except ModuleNotFoundError:
        return True
    return not marker.strip() or Marker(marker.strip()).evaluate()
