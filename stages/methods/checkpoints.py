"""Checkpoints that can be trusted after a kill: a manifest with every file's hash is written last.

Trainer's checkpoint folder is not written at once, and resuming from one that lacks its optimizer, its random state, or
that has a flipped bit goes on without a word and gives other weights. A checkpoint counts only when its manifest is
there, belongs to the same settings, and every hash holds. What fails is set aside, not deleted.
"""

import os
import sys
from pathlib import Path

from stages.core.errors import UserError
from stages.core.files import read_json, sha256_file, write_json

MANIFEST = "manifest.json"


def seal(checkpoint: Path, fingerprint: str) -> None:
    """Flush every file of a finished checkpoint to disk, then write its manifest."""
    files = sorted(path for path in checkpoint.iterdir() if path.is_file() and path.name != MANIFEST)
    for path in files:
        with path.open("rb") as file:
            os.fsync(file.fileno())
    hashes = {path.name: sha256_file(path) for path in files}
    write_json(checkpoint / MANIFEST, {"fingerprint": fingerprint, "files": hashes})


def newest_whole(state: Path, fingerprint: str) -> Path | None:
    """The checkpoint with the highest step that is whole; broken newer ones are renamed to `damaged-…` and named."""
    for _, checkpoint in sorted(_steps(state), reverse=True):
        fault = _fault(checkpoint, fingerprint)
        if fault is None:
            return checkpoint
        aside = checkpoint.with_name(f"damaged-{checkpoint.name}")
        number = 1
        while aside.exists():
            number += 1
            aside = checkpoint.with_name(f"damaged-{checkpoint.name}-{number}")
        checkpoint.rename(aside)
        print(f"resume: {checkpoint.name} set aside as {aside.name}: {fault}", file=sys.stderr)
    return None


def _steps(state: Path) -> list[tuple[int, Path]]:
    """(step, folder) of every checkpoint; folders that someone named otherwise are not ours to judge."""
    named = [(path.name.removeprefix("checkpoint-"), path) for path in state.glob("checkpoint-*")]
    return [(int(step), path) for step, path in named if step.isdecimal()]


def _fault(checkpoint: Path, fingerprint: str) -> str | None:
    if not (checkpoint / MANIFEST).is_file():
        return f"no {MANIFEST}: it was not written to its end"
    try:
        manifest = read_json(checkpoint / MANIFEST)
        wanted, stamp = dict(manifest["files"]), manifest["fingerprint"]
    except (UserError, KeyError, TypeError, ValueError):
        wanted, stamp = {}, ""
    if not wanted:
        return f"{MANIFEST} is broken"
    if stamp != fingerprint:
        return "it belongs to other settings"
    for name, digest in wanted.items():
        if not (checkpoint / name).is_file():
            return f"{name} is missing"
        if sha256_file(checkpoint / name) != digest:
            return f"{name} has other bytes than were written"
    return None
