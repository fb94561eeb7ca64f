"""The root folder of a source: a local folder, a mirror that stands in for the network, or a git commit.

Nothing fetched is executed; hooks, filters for large files and symbolic links of a repository stay off.
"""

import os
import shutil
import subprocess
from pathlib import Path

from stages.core.errors import UserError
from stages.core.files import fresh_dir
from stages.sources.installed import installed_root
from stages.sources.spec import Source

TIMEOUT = 600  # seconds for one git command; the largest pinned repository needs about one minute
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "GIT_LFS_SKIP_SMUDGE": "1"}
_SAFE = ("-c", "core.symlinks=false", "-c", "core.autocrlf=false", "-c", f"core.hooksPath={os.devnull}")


def locate(source: Source, task: str) -> Path:
    """The folder that a source's file paths are relative to; fetched first when it has to be.

    Raises UserError when the folder is missing, or when there is neither network nor mirror.
    """
    if source.kind in ("authored", "files"):
        return _local(source, Path("data/sources") / task)
    if source.kind == "packages":
        return installed_root(source)
    if source.kind != "git":
        raise UserError(f"source {source.name}: kind {source.kind} is not available yet; use kind: git or files")
    if from_mirror(source):
        return _mirrored(source, _anchor() / os.environ["SECTUNE_MIRROR"])
    folder = _anchor() / ".state/sources" / source.name / source.revision
    if not folder.is_dir():
        _fetch(source, folder)
    return folder / source.subfolder


def from_mirror(source: Source) -> bool:
    """Whether a mirror stands in for the source's repository."""
    return bool(source.mirror and os.environ.get("SECTUNE_MIRROR"))


def _anchor() -> Path:
    """The repository's root, also from the scratch folder of a temporary experiment."""
    return Path(os.environ.get("DVC_ROOT") or Path.cwd())


def _local(source: Source, root: Path) -> Path:
    if not root.is_dir():
        raise UserError(f"source {source.name}: folder {root} not found; add it or remove the source")
    return root


def _mirrored(source: Source, mirror: Path) -> Path:
    root = mirror / source.mirror
    if not root.is_dir():
        raise UserError(
            f"source {source.name}: SECTUNE_MIRROR={mirror} has no folder {source.mirror}; "
            "complete the mirror, or unset the variable to fetch from the network, or set scale: demo"
        )
    return root


def _fetch(source: Source, folder: Path) -> None:
    url = source.url or f"https://github.com/{source.repo}.git"
    with fresh_dir(folder) as scratch:  # complete or absent
        _git(source, scratch, "init", "--quiet")
        _git(source, scratch, "fetch", "--quiet", "--depth", "1", "--", url, source.revision)
        _git(source, scratch, "checkout", "--quiet", "--detach", source.revision)
        shutil.rmtree(scratch / ".git")


def _git(source: Source, folder: Path, *args: str) -> None:
    command = ["git", *_SAFE, "-C", str(folder), *args]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIMEOUT, env={**os.environ, **_QUIET})
    except FileNotFoundError as error:
        raise _unreachable(source, "git is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise _unreachable(source, f"git {args[0]} took over {TIMEOUT} s") from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr or "").strip().splitlines() or [f"git {args[0]} failed"]
        raise _unreachable(source, said[-1]) from error


def _unreachable(source: Source, why: str) -> UserError:
    stand_in = f"set SECTUNE_MIRROR to a folder that holds {source.mirror}, " if source.mirror else ""
    return UserError(
        f"source {source.name}: {source.url or source.repo} at {source.revision[:12]} could not be fetched "
        f"({why}); {stand_in}connect to the network, or set scale: demo, which needs neither"
    )
