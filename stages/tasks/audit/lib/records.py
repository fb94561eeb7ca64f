"""A record of the audit task as its readers yield it: a contract, or a text about contracts."""

from collections.abc import Iterable
from typing import Any

from stages.sources import records
from stages.sources.records import Record as Record

DEFAULTS: Record = {
    "language": "solidity",  # solidity | rust | vyper | text
    "kind": "contract",  # contract | text
    "role": "none",  # vulnerable | fixed | lookalike | clean | none (texts)
    "code": "",  # raw text, LF line ends
    "findings": [],
    "pair": "",  # shared by one vulnerable record and its fixes
    "title": "",
    "explanation": "",  # what the code does
    "advice": "",  # the good practice
    "fix": "",  # vulnerable: what to change; fixed and lookalike: what makes it clean
    "date": "",  # yyyy-mm-dd
    "origin": "labelled",  # authored | labelled | injected | library | finding | registry
    "exhaustive": False,  # True when a human says that nothing else is wrong with the file
    "renamed": 0,  # names that validate made neutral
}


def record(**values: Any) -> Record:
    """A record with every key present. Raises TypeError for a key that records do not have."""
    return records.record(DEFAULTS, **values)


def finding(weakness: str, lines: Iterable[int] = (), reason: str = "", accept: Iterable[str] = ()) -> Record:
    """One confirmed weakness: its class, 1-based lines in the raw text, and classes that are credited too."""
    return {
        "class": weakness,
        "accept": sorted(set(accept) - {weakness}),
        "lines": sorted(set(lines)),
        "reason": reason,
    }
