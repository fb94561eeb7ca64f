"""Which files become documents, and in what form: pure functions over paths and texts."""

import re
from pathlib import PurePosixPath

MIN_CHARS, MAX_CHARS = 300, 60_000
# Generated, copied or test code. OpenZeppelin, solady and solmate are test material of the audit task, so copies of
# them in other packages must not be learnt either.
_SKIP_FOLDERS = re.compile(
    r"openzeppelin|solady|solmate|(^|/)_?(vendor|vendored|vendors|extern|externals|third_party|dependencies|artifacts"
    r"|forge-artifacts|out|foundry-out|typechain|typechain-types|types|build|abi|node_modules|lib|libs/oz|forge-std"
    r"|ds-test|tests?|mocks?|testing|migrations)(/|$)",
    re.IGNORECASE,
)
_COPIED = re.compile(r"openzeppelin contracts|@author\s+solady|solmate|solady", re.IGNORECASE)
_TOKENS = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_MARKER = re.compile(r"[ \t]*(?://|#)[ \t]*!weak\b[^\n]*")


def wanted(path: str) -> bool:
    """False for generated, vendored, copied and test files, judged by path alone.

    >>> wanted("src/pool/Pool.sol"), wanted("src/vendor/Pool.sol"), wanted("lib/openzeppelin/Pool.sol")
    (True, False, False)
    """
    name = PurePosixPath(path).name
    return not _SKIP_FOLDERS.search(path) and not name.endswith((".t.sol", ".s.sol", "_pb2.py"))


def readable(text: str) -> bool:
    """True for text a person wrote: a sensible size, no very long lines, not a copy of test material."""
    if not MIN_CHARS <= len(text) <= MAX_CHARS or _COPIED.search(text[:3000]):
        return False
    lines = text.split("\n")
    return max(map(len, lines)) <= 400 and len(text) / len(lines) <= 80


def without_comments(text: str) -> str:
    """Solidity or Rust without comments and without the blank lines they leave; strings stay.

    >>> without_comments('a = "//"; // note\\n/* b */\\nc;')
    'a = "//";\\nc;'
    """
    bare = _TOKENS.sub(lambda found: found.group() if found.group().startswith('"') else "", text)
    return "\n".join(line.rstrip() for line in bare.split("\n") if line.strip())


def without_markers(text: str) -> str:
    """A shipped contract without the comments that point at its weak lines.

    >>> without_markers("a(); // !weak reentrancy\\nb();")
    'a();\\nb();'
    """
    return _MARKER.sub("", text)


def numbered(text: str) -> str:
    """Each line behind its 1-based number, the way prompts show code.

    >>> numbered("a\\nb")
    '1| a\\n2| b'
    """
    return "\n".join(f"{number}| {line}" for number, line in enumerate(text.split("\n"), start=1))


def mostly_seen(text: str, seen: set[str], share: float = 0.6) -> bool:
    """True when more than `share` of the telling lines (over 20 characters) stood in earlier texts; remembers them."""
    lines = {line.strip() for line in text.split("\n") if len(line.strip()) > 20}
    repeated = len(lines & seen)
    seen |= lines
    return bool(lines) and repeated > share * len(lines)
