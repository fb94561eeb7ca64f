"""What a reader yields: every key of a record but those that collect fills in (id, source, revision)."""

from collections.abc import Mapping
from typing import Any

Record = dict[str, Any]

COMMON: Record = {
    "path": "",  # posix, relative to the source's root
    "language": "",  # of the code or the text, one of the task's
    "kind": "",  # what the record is, one of the task's
    "family": "",  # "<source>/<name>"; variants of one original share it
    "project": "",  # lower-case name that may join families of several sources
    "licence": "",  # SPDX id where the file states one of its own
    "tokens": 0,  # of the base model, counted by validate
}


def record(defaults: Mapping[str, Any], **values: Any) -> Record:
    """A record with every key present; `defaults` are the task's own. Raises TypeError for a key that records do not have.

    >>> record({"code": ""}, path="a.py", code="1")["family"]
    ''
    """
    known = {**COMMON, **defaults}
    strange = sorted(values.keys() - known.keys())
    if strange:
        raise TypeError(f"records have no key {', '.join(strange)}")
    return {key: list(value) if isinstance(value, list) else value for key, value in {**known, **values}.items()}
