"""What a piece of work depends on, as one short hash: equal hash, same work; another hash, another place to keep it."""

import json
import os
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from stages.core.files import sha256_file, sha256_text

LIBRARIES = ("torch", "transformers", "peft", "bitsandbytes", "accelerate")  # whose versions decide weights and answers
_STAGES = Path(__file__).resolve().parents[1]


def state_root() -> Path:
    """`.state` of the main repository, also when a stage runs in the scratch folder of an experiment."""
    return Path(os.environ.get("DVC_ROOT") or ".") / ".state"


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """{posix path: sha256} of files, and of every file below folders, sorted."""
    files = [file for path in paths for file in ([path] if path.is_file() else sorted(path.rglob("*"))) if file.is_file()]
    return {file.as_posix(): sha256_file(file) for file in sorted(files) if "__pycache__" not in file.parts}


def code(*packages: str) -> dict[str, str]:
    """{path below stages/: sha256} of the Python and YAML files of packages, wherever the repository lies."""
    files = sorted(path for package in packages for end in ("py", "yaml") for path in (_STAGES / package).glob(f"*.{end}"))
    return {path.relative_to(_STAGES).as_posix(): sha256_file(path) for path in files}


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Installed versions of packages, "" for one that is not there."""
    found = {}
    for name in packages:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def fingerprint(parts: dict[str, Any]) -> str:
    """16 hex digits of the parts, whatever the order of their keys."""
    return sha256_text(json.dumps(parts, sort_keys=True))[:16]
