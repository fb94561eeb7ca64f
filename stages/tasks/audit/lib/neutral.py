"""Names that state the answer are renamed: `contract VulnerableBank` says more than its code does.

Only names that the file itself declares are touched, so library calls keep their meaning, and the standard names of a
guard (`nonReentrant`, `ReentrancyGuard`) stay: they are part of what the code does, not a comment on it.
"""

import re
from functools import cache

from stages.tasks.audit.lib.syntax import names

# Parts of identifiers (camelCase and snake_case split, lower case) that talk about security instead of the domain.
TELLING = frozenset(
    "vuln vulnerable vulnerability bug buggy bugs exploit exploits exploiter exploitable attack attacks attacker hack hacker "
    "malicious evil victim insecure unsecure unsafe broken flaw flawed fixed fix patched secure secured correct incorrect "
    "wrong bad good reentrant reentrancy reentrance overflow underflow overflows underflows honeypot misleading gray swc "
    "dasp tod injected remediated mitigated dos replay frontrun frontrunning malleable malleability suicide suicidal "
    "unprotected unchecked noreentrancy nooverflow".split()
)
KEPT = frozenset({"nonReentrant", "nonreentrant", "ReentrancyGuard", "ReentrancyGuardUpgradeable", "_nonReentrantBefore",
                  "_nonReentrantAfter", "_reentrancyGuardEntered", "unchecked"})  # fmt: skip
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+")
_TYPES = ("contract", "library", "interface", "struct", "enum", "event", "error", "mod", "trait", "flag")


def neutralised(code: str, language: str) -> tuple[str, dict[str, str]]:
    """(code with telling names replaced everywhere, {old name: new name}).

    New names say only what kind of thing it is (`Contract1`, `name2`) and collide with no name of the file.
    """
    found = names(code, language)
    taken = {name.text for name in found}
    renames: dict[str, str] = {}
    for name in found:
        if name.declared and name.text not in renames and tells(name.text):
            renames[name.text] = _fresh(name.kind, taken)
    raw, shift = bytearray(code.encode()), 0
    for name in found:
        if name.text in renames:
            old, new = name.text.encode(), renames[name.text].encode()
            raw[name.start + shift : name.start + shift + len(old)] = new
            shift += len(new) - len(old)
    return raw.decode(), renames


@cache
def tells(name: str) -> bool:
    """Whether an identifier states a judgement.

    >>> tells("VulnerableBank"), tells("safeTransfer"), tells("bug_tod3"), tells("nonReentrant")
    (True, False, True, False)
    """
    if name in KEPT:
        return False
    parts = [part.lower() for part in _PARTS.findall(name)]
    return bool(TELLING.intersection(parts)) or name.lower() in TELLING


def _fresh(kind: str, taken: set[str]) -> str:
    stem = next((word.capitalize() for word in _TYPES if kind.startswith(word)), "name")
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    taken.add(f"{stem}{number}")
    return f"{stem}{number}"
