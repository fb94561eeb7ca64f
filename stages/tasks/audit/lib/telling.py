"""Which identifiers state a judgement about security, whatever the file they stand in."""

import re
from functools import cache

# Parts of identifiers (camelCase and snake_case split, lower case) that talk about security instead of the domain. Words
# that a domain has too (a hidden hand, a drain, a boat race) are not here.
TELLING = frozenset(
    "vuln vulnerable vulnerability bug buggy bugs exploit exploits exploiter exploitable attack attacks attacker hack hacker "
    "malicious evil victim insecure unsecure unsafe notsafe broken flaw flawed fixed fix patched secure secured correct "
    "incorrect wrong bad good weak reentrant reentrancy reentrance overflow underflow overflows underflows honeypot misleading "
    "gray swc dasp tod injected remediated mitigated dos replay frontrun frontrunning malleable malleability suicide suicidal "
    "unprotected unchecked unrestricted unused noreentrancy nooverflow drained drainer phish phishing "
    "phishable poc pwn pwned steal steals stealer misuse misused typo typos shadowing collision collisions anyone manipulate "
    "manipulated manipulation".split()
)
KEPT = frozenset({"nonReentrant", "nonreentrant", "ReentrancyGuard", "ReentrancyGuardUpgradeable", "_nonReentrantBefore",
                  "_nonReentrantAfter", "_reentrancyGuardEntered", "unchecked"})  # fmt: skip
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+")
_LONG = frozenset(word for word in TELLING if len(word) > 5) | {"poc"}  # `UnSafe`, `reEntrancy`, `PoC`, but not `toDo_s`
_STEMS = re.compile(  # long enough to tell wherever they stand in a word that was joined or misspelt
    r"vuln|exploit|reentran|entrancy|malicious|malleab|o?ve?rflow|unde?rflow|attack|phish|honeypot|insecure|unsafe|notsafe|"
    r"suicid|sudicid|notchecked|callchecked|backdoor|frontrun|shadowing|collis+ion|^fixed"
)


@cache
def tells(name: str) -> bool:
    """Whether an identifier states a judgement.

    >>> tells("VulnerableBank"), tells("safeTransfer"), tells("bug_tod3"), tells("nonReentrant"), tells("NobadTxorigin")
    (True, False, True, False, True)
    """
    if name in KEPT:
        return False
    parts = [part.lower() for part in _PARTS.findall(name)]
    bare = {re.sub(r"^(no|not|non|un)(?=\w)", "", part) for part in parts}  # `nobad`
    pairs = {first + second for first, second in zip(parts, parts[1:], strict=False)}
    return (
        bool(TELLING & {*parts, *bare, name.lower()} or _LONG & pairs)
        or any(_STEMS.search(part) for part in parts)
        or "safe" in name.split("_")  # `safe_unwrap` names a fix; `safeTransfer` is a standard
    )
