"""Reading and writing files: everything that enters is checked, everything that leaves is whole."""

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from stages.core.errors import UserError

MAX_BYTES = 5_000_000  # no contract, task or report passage comes near; a larger file is a mistake
NO_TEXT = "half a surrogate pair (\\ud800 to \\udfff) is no text and can not be stored"
_HALF = re.compile(r"\\(u|U0000)[dD][89a-fA-F]")  # how JSON and YAML can spell one


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """The text of a UTF-8 file with LF line ends.

    Raises UserError when it is missing, empty, binary (has a NUL byte), not UTF-8 or larger than `max_bytes`.
    """
    if not path.is_file():
        raise UserError(f"{path}: file not found; check the path")
    size = path.stat().st_size
    if size > max_bytes:
        raise UserError(f"{path}: {size:,} bytes, at most {max_bytes:,} are read; split it or leave it out")
    raw = path.read_bytes()
    if not raw.strip():
        raise UserError(f"{path}: file is empty; fill it or leave it out")
    if b"\0" in raw:
        raise UserError(f"{path}: binary file (NUL byte at offset {raw.index(0)}); text in UTF-8 is needed")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: not UTF-8 (byte {raw[error.start]:#04x} at offset {error.start}); convert it") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(path: Path) -> Any:
    """A YAML 1.2 file. Raises UserError with its place for a syntax error, a repeated key or a day that does not exist."""
    return parse_yaml(read_text(path), str(path))


def parse_yaml(text: str, name: str) -> Any:
    """`read_yaml` for text that is in no file of its own; `name` is what errors call it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.reader import ReaderError

    try:
        value = YAML(typ="safe", pure=True).load(text)
    except ReaderError as error:
        row, column = text.count("\n", 0, error.position), error.position - text.rfind("\n", 0, error.position)
        raise UserError(f"{name}:{row + 1}:{column}: not valid YAML: {error.reason}; remove this character") from error
    except ValueError as error:  # a value that looks like a day or a number and is none
        raise UserError(f"{name}: not valid YAML: {error}; correct this value") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        problem = (error.problem or error.context or "").split("\n")[0]
        raise UserError(f"{place}: not valid YAML: {problem}; correct this line") from error
    except RecursionError as error:
        raise UserError(f"{name}: nested too deeply; write it flatter") from error
    if _HALF.search(text) and not storable(value):
        raise UserError(f"{name}: {NO_TEXT}; correct it")
    return value


def read_json(path: Path) -> Any:
    """A JSON file. Raises UserError, with line and column when it does not parse."""
    try:
        return _parsed(read_text(path))
    except json.JSONDecodeError as error:
        raise UserError(f"{path}:{error.lineno}:{error.colno}: not valid JSON: {error.msg}; correct this place") from error
    except _UnfitError as error:
        raise UserError(f"{path}: {error}; correct it") from error


class BadLine(NamedTuple):
    """A line of JSONL that follows the grammar, but holds what can not be read or stored."""

    text: str
    fault: str


def read_jsonl(path: Path, max_bytes: int = 1 << 30) -> Iterator[tuple[int, dict[str, Any]]]:
    """(1-based line number, object) for each non-blank line. Raises UserError at the first broken line."""
    for number, row in sift_jsonl(path, max_bytes):
        if isinstance(row, BadLine):
            raise UserError(f"{path}:{number}: {row.fault}; correct or remove this line")
        yield number, row


def sift_jsonl(path: Path, max_bytes: int = 1 << 30) -> Iterator[tuple[int, dict[str, Any] | BadLine]]:
    """`read_jsonl` for rows that can be refused one by one. Raises UserError where a line is no JSON object at all."""
    for number, line in enumerate(read_text(path, max_bytes).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = _parsed(line)
        except json.JSONDecodeError as error:
            raise UserError(f"{path}:{number}:{error.colno}: not valid JSON: {error.msg}; one object a line") from error
        except _UnfitError as error:
            yield number, BadLine(line, str(error))
            continue
        if not isinstance(row, dict):
            raise UserError(f"{path}:{number}: a JSON object is needed, got {type(row).__name__}; one object a line")
        yield number, row


def storable(value: object) -> bool:
    """Whether all text in `value` can be written: Python strings may hold half a surrogate pair, UTF-8 may not."""
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    return True


class _UnfitError(ValueError):
    """JSON by its grammar, but nothing that can be read or stored; the message says why."""


def _parsed(text: str) -> Any:
    try:
        value = json.loads(text)
        fit = not _HALF.search(text) or storable(value)
    except json.JSONDecodeError:
        raise
    except RecursionError as error:
        raise _UnfitError("nested too deeply") from error
    except ValueError as error:
        raise _UnfitError(f"a number has more than {sys.get_int_max_str_digits():,} digits") from error
    if not fit:
        raise _UnfitError(NO_TEXT)
    return value


def dump_json(value: object) -> str:
    """Reviewable JSON: sorted keys, six decimals, two spaces, one trailing newline."""
    return json.dumps(rounded(value), indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def rounded(value: Any, digits: int = 6) -> Any:
    """The same structure with every float rounded, so that reports differ only where results do.

    A float of at most `digits` significant digits stays: a learning rate of 1.5e-07 was set, not computed.
    """
    if isinstance(value, float):
        short = float(f"{value:.{digits}g}")
        return (value if value == short else round(value, digits)) + 0.0  # + 0.0 turns -0.0 into 0.0
    if isinstance(value, dict):
        return {key: rounded(item, digits) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item, digits) for item in value]
    return value


def write_text(path: Path, text: str) -> None:
    """Write whole or not at all: a temporary file beside the target, flushed to disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.tmp")
    with scratch.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def write_json(path: Path, value: object) -> None:
    """`dump_json` into a file, atomically."""
    write_text(path, dump_json(value))


def write_jsonl(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """One object a line, sorted keys, atomically."""
    lines = (json.dumps(rounded(row), sort_keys=True, ensure_ascii=False, allow_nan=False) for row in rows)
    write_text(path, "".join(line + "\n" for line in lines))


@contextmanager
def fresh_dir(path: Path) -> Iterator[Path]:
    """A scratch folder that becomes `path` when the block ends well, and vanishes when it does not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.tmp")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        yield scratch
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    shutil.rmtree(path, ignore_errors=True)
    scratch.replace(path)


def sha256_text(text: str) -> str:
    """Hex digest of the UTF-8 bytes of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()


def sha256_file(path: Path) -> str:
    """Hex digest of a file's bytes, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
