"""Pinned packages by name: npm and pip bring the archive, its sha256 decides whether it is used.

An archive is only read as text. Nothing in it is installed, built or imported.
"""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stages.core.errors import UserError
from stages.core.files import sha256_file

# pip insists on asking a source package for its metadata before it keeps the archive. The real backends would need a Rust
# compiler for that, or run what the archive says; this one stands in for them, answers with the name and version asked
# for, and cannot build.
_BACKENDS = ("maturin", "hatchling.build", "setuptools.build_meta")
_BACKEND = """\
import os
import sys
from pathlib import Path

__legacy__ = sys.modules[__name__]  # what pip asks for where an archive names no backend


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    name, version = os.environ["SOURCE_PACKAGE"].split("==")
    folder = Path(metadata_directory, f"{name}-{version}.dist-info")
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
    return folder.name


def build_wheel(*args, **kwargs):
    raise SystemExit("this package is read as text, never built")
"""


@dataclass(frozen=True)
class Package:
    """One pinned archive. `registry`: npm, sdist or wheel (both PyPI); `licence`: the SPDX id the package declares."""

    registry: str
    name: str
    version: str
    licence: str
    sha256: str

    @property
    def label(self) -> str:
        return f"{self.registry}:{self.name}@{self.version}"


def fetch(package: Package, cache: Path) -> Path:
    """The archive of `package`, from `cache` or from its registry.

    Raises UserError when it cannot be had or when its bytes are not the pinned ones.
    """
    folder = cache / re.sub(r"[^\w.-]+", "-", package.label)
    found = _archives(folder)
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        _download(package, folder)
        found = _archives(folder)
    if not found:
        raise UserError(f"{package.label}: the registry sent no archive; check the network, then repeat")
    digest = sha256_file(found[0])
    if digest != package.sha256:
        raise UserError(f"{found[0]}: sha256 is {digest}, pinned is {package.sha256}; delete the file or correct the pin")
    return found[0]


def members(archive: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(path inside the package, text) of every UTF-8 file with one of `suffixes`, in path order."""
    for name, raw in _wheel(archive, suffixes) if archive.suffix == ".whl" else _tarball(archive, suffixes):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue  # not text: nothing a language model could learn from
        yield name, text.replace("\r\n", "\n")


def _wheel(archive: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(archive) as wheel:
        for name in sorted(wheel.namelist()):
            if name.endswith(suffixes):
                yield name, wheel.read(name)


def _tarball(archive: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Member paths without their first folder (`package/`, `name-version/`), which differs between registries.

    Read in the archive's own order: going back in a gzip stream unpacks it again from its start.
    """
    found = []
    with tarfile.open(archive) as tar:
        for item in tar:
            file = tar.extractfile(item) if item.isfile() and item.name.endswith(suffixes) else None
            if file is not None:
                found.append((item.name.partition("/")[2], file.read()))
    return iter(sorted(found))


def _archives(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.name.endswith((".tgz", ".tar.gz", ".whl")))


def _download(package: Package, folder: Path) -> None:
    environment = dict(os.environ)
    wanted = f"{package.name}=={package.version}"
    if package.registry == "npm":
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}", "--pack-destination", str(folder)]
    else:
        backend = (folder.parent / "backend").resolve()  # pip asks it from inside the unpacked archive
        for name in _BACKENDS:
            module = backend.joinpath(*name.split(".")).with_suffix(".py")
            module.parent.mkdir(parents=True, exist_ok=True)
            module.write_text(_BACKEND)
        environment |= {"SOURCE_PACKAGE": wanted, "PYTHONPATH": str(backend)}
        form = "--only-binary" if package.registry == "wheel" else "--no-binary"
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", form, ":all:"]
        command += ["--no-build-isolation", "-d", str(folder), wanted]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise UserError(f"{package.label}: {command[0]} is not installed; install it, then repeat") from error
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise UserError(f"{package.label}: {command[0]} failed: {last}; check the network, then repeat")
