"""Names that state the answer are renamed: `contract VulnerableBank` says more than its code does.

Only names that the file itself declares are touched, so library calls keep their meaning, and the standard names of a
guard (`nonReentrant`, `ReentrancyGuard`) stay: they are part of what the code does, not a comment on it. Weak and
corrected code get their new names by one rule, in order of appearance.
"""

import re
from collections.abc import Collection
from difflib import SequenceMatcher

from stages.tasks.audit.lib.names import Name, names, replaced
from stages.tasks.audit.lib.telling import KEPT, tells

COLLECTED = {"labelled", "injected", "library"}  # origins, the clean one too, or a neutral name would mean "weak"
_UNITS = {"contract_declaration", "library_declaration", "contract_item", "mod_contract"}
_TYPES = ("contract", "library", "interface", "struct", "enum", "event", "error", "mod", "trait", "flag")
_TYPE = re.compile(rf"({'|'.join(_TYPES)})(_declaration|_definition|_item|_contract|_variant|_value)?")
_NO_PARAMETERS = re.compile(rb"[\w$]+\s*\(\s*\)")
STANDARD = KEPT | frozenset(  # of the language or of a token; renamed, a call would mean something else
    "transfer send call callcode delegatecall staticcall balance value gas length push pop sender origin timestamp number data "
    "sig now max min selector code name symbol decimals totalSupply balanceOf transferFrom approve allowance Transfer "
    "Approval add sub mul div mod SafeMath __init__ __default__".split()
)


def neutralised(code: str, language: str, origin: str = "authored") -> tuple[str, dict[str, str]]:
    """(code with telling names replaced everywhere, {old name: new name}).

    New names say only what kind of thing it is (`Contract1`, `name2`) and collide with no name of the file.
    """
    found = names(code, language)
    taken = {name.text for name in found}
    renames: dict[str, str] = {}
    raw = code.encode()
    for name in found:
        if name.declared and name.text not in renames:
            slip = _slip(name, raw, renames)
            if slip and slip not in taken:
                renames[name.text] = slip
                taken.add(slip)
            elif _goes(name, origin):
                renames[name.text] = _fresh(name.kind, taken)
    if language == "rust":
        renames |= derived(taken - renames.keys(), renames)
    return replaced(code, found, renames), renames


def _goes(name: Name, origin: str) -> bool:
    """Whether a declared name must go. In injected code all do, else the new names would point at what was put in."""
    if origin == "injected" and name.text not in STANDARD:
        return True
    return tells(name.text) or (origin in COLLECTED and name.kind in _UNITS and name.text not in KEPT)


def _slip(name: Name, raw: bytes, renames: dict[str, str]) -> str:
    """The new name of a constructor that missed the name of its contract, missing it again: that is what makes it weak."""
    if name.kind != "function_definition" or not _NO_PARAMETERS.match(raw, name.start):
        return ""
    for old, new in renames.items():
        if new.startswith("Contract") and SequenceMatcher(None, name.text.lower(), old.lower()).ratio() >= 0.8:
            if name.text.lower() == old.lower():
                return new[0].lower() + new[1:]
            if name.text[0].isupper():
                return name.text.replace(old, new) if old in name.text else new[:3] + new[4:]
    return ""


def derived(texts: Collection[str], renames: dict[str, str]) -> dict[str, str]:
    """New names for what Rust's macros and habits derive from a renamed type: `BankClient`, `BankRef`, `BankError`."""
    types = sorted((old for old in renames if old[:1].isupper()), key=len, reverse=True)
    found = {}
    for text in sorted(texts):
        for old in types:
            initials = "".join(re.findall("[A-Z]", old))
            short = len(initials) > 1 and text == f"{initials}Error"
            rest = "Error" if short else text.removeprefix(old) if text.startswith(old) else ""
            if rest[:1].isupper() and renames[old] + rest not in texts:
                found[text] = renames[old] + rest
                break
    return found


def _fresh(kind: str, taken: set[str]) -> str:
    named = _TYPE.fullmatch(kind)
    stem = named[1].capitalize() if named else "name"
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    taken.add(f"{stem}{number}")
    return f"{stem}{number}"
