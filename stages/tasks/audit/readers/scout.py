"""Scout's test cases in Rust: test-cases/<chain>/<detector>/{vulnerable,remediated}/<side>-<n>/src/lib.rs.

Weak lines are not labelled upstream: they are the lines that bear the detector's sign and that the correction with
the same number changes, or else all that bear the sign, as long as they are few.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, record
from stages.tasks.audit.readers.labels import labels, no_class

ROLES = {"vulnerable": "vulnerable", "remediated": "fixed"}
DEPTH = 7  # parts of the path of a case's own contract
MOST = 6  # more lines with the sign do not point at the weak one
_TESTS = re.compile(r"(pub )?mod \w*test\w* \{")


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One record a contract; families join a detector's cases over all chains."""
    contracts = {path for path in files if path.count("/") == DEPTH - 1 and path.endswith("/src/lib.rs")}
    for path in files:
        chain, kind, side, variant = path.split("/")[1:5]
        label = labels("scout").get(kind)
        if path not in contracts:
            yield Reject(path, 1, "path", path.rsplit("/", 1)[1], "template or helper file without a label of its own")
            continue
        if label is None:
            yield no_class(path, kind)
            continue
        other = _other(path)
        code, number = read_text(root / path), variant.rpartition("-")[2]
        lines = _lines(code, read_text(root / other) if other in contracts else "", label.sign)
        yield record(
            path=path,
            language="rust",
            role=ROLES[side],
            code=code,
            findings=[label.found(lines)] if side == "vulnerable" else [],
            family=f"{entry.name}/{kind}",
            pair=f"{entry.name}/{chain}/{kind}/{number}" if other in contracts else "",
        )


def _other(path: str) -> str:
    """The same case on the other side."""
    old, new = ("vulnerable", "remediated") if "/vulnerable/" in path else ("remediated", "vulnerable")
    return path.replace(f"/{old}/{old}-", f"/{new}/{new}-")


def _lines(weak: str, corrected: str, sign: str) -> list[int]:
    """1-based lines of the weak contract that bear the sign; none when there is no sign or too many bear it."""
    old, new = _code(weak), _code(corrected)
    signs = {number for number, line in enumerate(old, start=1) if sign and re.search(sign, line.split("//")[0])}
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = {n + 1 for tag, start, end, _, _ in steps if tag in {"replace", "delete"} for n in range(start, end)}
    found = sorted(signs & changed or signs)
    return found if len(found) <= MOST else []


def _code(text: str) -> list[str]:
    """Stripped lines of the contract up to its tests."""
    lines = [line.strip() for line in text.split("\n")]
    end = next((at for at, line in enumerate(lines) if _TESTS.match(line)), len(lines))
    return lines[:end]
