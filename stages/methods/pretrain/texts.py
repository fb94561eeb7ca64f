"""What may be learnt, and in what form: licences, file names and texts judged by pure functions."""

import re
from email.message import Message
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
_STRING_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_MARKER = re.compile(r"[ \t]*(?://|#)[ \t]*!weak\b[^\n]*")
PERMISSIVE = frozenset({"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD", "PSF-2.0", "ISC"})
FILE_PERMISSIVE = frozenset({"MIT", "Apache-2.0"})  # what a Solidity file itself must say

_CLASSIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
}
_SPELLINGS = {
    "mit": "MIT",
    "mit license": "MIT",
    "the mit license": "MIT",
    "bsd": "BSD",
    "bsd license": "BSD",
    "new bsd": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "apache": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache-2": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache 2.0 license": "Apache-2.0",
    "apache license": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
}
_FILE_LINE = re.compile(r"SPDX-License-Identifier:[ \t]*([^\n*]+)")


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


def structured(text: str) -> bool:
    """True for a JSON object of a sensible size that says something: at least one text of a sentence or more.

    >>> structured('{"risk": "' + "Anyone may read the keys. " * 20 + '"}'), structured("[1, 2]")
    (True, False)
    """
    if not MIN_CHARS <= len(text) <= MAX_CHARS // 8 or not text.startswith("{"):
        return False
    return re.search(r'"[^"\n]{60,}"', text) is not None


def without_comments(text: str) -> str:
    """Solidity or Rust without comments and without the blank lines they leave; strings stay.

    >>> without_comments('a = "//"; // note\\n/* b */\\nc;')
    'a = "//";\\nc;'
    """
    bare = _STRING_OR_COMMENT.sub(lambda found: found.group() if found.group().startswith('"') else "", text)
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


def spdx(name: str) -> str:
    """The SPDX id for a licence as people write it; an unknown name comes back as it is.

    >>> spdx("Apache 2"), spdx("BUSL-1.1")
    ('Apache-2.0', 'BUSL-1.1')
    """
    name = name.strip()
    return _SPELLINGS.get(name.lower(), name)


def permitted(expression: str, allowed: frozenset[str] = PERMISSIVE) -> bool:
    """True when every licence joined by AND, or one of those joined by OR, is allowed.

    >>> permitted("MIT OR GPL-3.0-only"), permitted("MIT AND GPL-3.0-only"), permitted("")
    (True, False, False)
    """
    choices = re.split(r"\s+OR\s+", expression.replace("(", " ").replace(")", " "))
    return any(all(spdx(part) in allowed for part in re.split(r"\s+AND\s+", choice)) for choice in choices)


def licence_of_package(metadata: Message) -> str:
    """The licence an installed package declares, "" when it declares none that is known."""
    expression = metadata["License-Expression"]
    if expression:
        return str(expression)
    known = sorted({_CLASSIFIERS[line] for line in metadata.get_all("Classifier") or [] if line in _CLASSIFIERS})
    unknown = [
        line
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License :: OSI Approved ::") and line not in _CLASSIFIERS
    ]
    if unknown:
        return ""  # a second licence that is not permissive: leave the package out
    return " AND ".join(known) or spdx(str(metadata["License"] or ""))


def licence_of_file(text: str) -> str:
    """The SPDX id a source file states about itself, "" when it states none.

    >>> licence_of_file("// SPDX-License-Identifier: Apache 2\\npragma solidity 0.8.20;")
    'Apache-2.0'
    """
    found = _FILE_LINE.search(text)
    return spdx(found.group(1).split(" //")[0].strip().removesuffix("*/")) if found else ""
