"""JiuZhou in the consolidated ground truth: a folder a kind of bug, with buggy, corrected and misleading contracts.

Buggy files repeat the kind's readme in a comment right above the weak line; that is where the lines come from.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, record
from stages.tasks.audit.readers.labels import labels, no_class

# How the names of the role folders begin; upstream spells the rest in several ways.
_ROLES = {
    "bug contra": "vulnerable",
    "contract with bug": "vulnerable",
    "contract without": "fixed",
    "misleading contract": "lookalike",
}
_MARK = 8  # words of the readme that a comment must share to be a copy of it


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One record a contract; corrected ones are paired where upstream's names leave no doubt."""
    contracts = [path for path in files if path.endswith(".sol")]
    readmes = {_kind(path): path for path in files if path.lower().endswith("readme.md")}
    buggy: dict[str, list[str]] = {}
    for path in contracts:
        if _role(path) == "vulnerable":
            buggy.setdefault(_kind(path), []).append(path)
    for path in contracts:
        kind = _kind(path)
        label = labels("jiuzhou").get(PurePosixPath(path).name) or labels("jiuzhou").get(PurePosixPath(kind).name)
        if label is None:
            yield no_class(path, PurePosixPath(kind).name)
            continue
        code, advice = read_text(root / path), _prose(root, readmes.get(kind, ""))
        weak = _role(path) == "vulnerable"
        partner = path if weak else _partner(path, buggy.get(kind, ())) if _role(path) == "fixed" else ""
        yield record(
            path=path,
            role=_role(path),
            code=code,
            findings=[label.found(_lines(code, advice), advice)] if weak else [],
            family=f"{entry.name}/{kind}",
            pair=f"{entry.name}/{partner}" if partner else "",
        )


def _kind(path: str) -> str:
    """Folder of the kind of bug: above the role folder of a contract, the folder of a readme."""
    folder = PurePosixPath(path).parent
    return str(folder if path.lower().endswith(".md") else folder.parent)


def _role(path: str) -> str:
    folder = PurePosixPath(path).parent.name
    return next(role for start, role in _ROLES.items() if folder.startswith(start))


def _partner(path: str, buggy: Sequence[str]) -> str:
    """The buggy file that a corrected one belongs to: the only one, or the one named the same but for `No`."""
    if len(buggy) == 1:
        return buggy[0]
    wanted = PurePosixPath(path).stem.lower().removeprefix("no")
    return next((other for other in buggy if PurePosixPath(other).stem.lower() == wanted), "")


def _prose(root: Path, readme: str) -> str:
    """The whole sentences of the readme's first paragraph, on one line and without emphasis."""
    if not readme:
        return ""
    _, _, text = read_text(root / readme).partition("\n")
    paragraph = re.split(r"\n\s*\n|\nBug type|\n[-#\d]", text.strip())[0]
    plain = " ".join(re.sub(r"[*_`]+", "", paragraph).split())
    return plain[: plain.rfind(".") + 1]


def _lines(code: str, prose: str) -> list[int]:
    """1-based lines that follow a comment which repeats `prose`; other comments may stand in between."""
    start, lines = _words(prose)[:_MARK], code.split("\n")
    found = []
    for at, line in enumerate(lines):
        if len(start) == _MARK and line.strip().startswith("//") and _words(line)[:_MARK] == start:
            after = next((n for n in range(at + 1, len(lines)) if not lines[n].strip().startswith("//")), at)
            if lines[after].strip() and after > at:
                found.append(after + 1)
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
