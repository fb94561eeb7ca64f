"""What a reader yields for one contract or text: every key of a record but those that collect fills in."""

from collections.abc import Iterable
from typing import Any

Record = dict[str, Any]

_DEFAULTS: Record = {
    "path": "",  # posix, relative to the source's root
    "language": "solidity",  # solidity | rust | vyper | text
    "kind": "contract",  # contract | text
    "role": "none",  # vulnerable | fixed | lookalike | clean | none (texts)
    "code": "",  # raw text, LF line ends
    "findings": [],
    "family": "",  # "<source>/<name>"; variants of one case share it
    "project": "",  # lower-case name that may join families of several sources
    "pair": "",  # shared by one vulnerable record and its fixes
    "title": "",
    "explanation": "",  # what the code does
    "advice": "",  # the good practice
    "fix": "",  # vulnerable: what to change; fixed and lookalike: what makes it clean
    "date": "",  # yyyy-mm-dd
    "origin": "labelled",  # authored | labelled | injected | library | finding | registry
    "exhaustive": False,  # True when a human says that nothing else is wrong with the file
    "licence": "",  # SPDX id where the file states one of its own
}


def record(**values: Any) -> Record:
    """A record with every key present. Raises TypeError for a key that records do not have."""
    strange = sorted(values.keys() - _DEFAULTS.keys())
    if strange:
        raise TypeError(f"records have no key {', '.join(strange)}")
    return {**_DEFAULTS, **values, "findings": list(values.get("findings", []))}


def finding(weakness: str, lines: Iterable[int] = (), reason: str = "", accept: Iterable[str] = ()) -> Record:
    """One confirmed weakness: its class, 1-based lines in the raw text, and classes that are credited too."""
    return {
        "class": weakness,
        "accept": sorted(set(accept) - {weakness}),
        "lines": sorted(set(lines)),
        "reason": reason,
    }
