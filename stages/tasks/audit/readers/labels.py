"""labels.yaml, typed and checked against the vocabulary: what upstream's words for a weakness mean here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from stages.core.errors import UserError, unknown
from stages.core.files import read_yaml
from stages.core.rejects import Reject
from stages.tasks.audit.lib.records import Record, finding
from stages.tasks.audit.lib.vocab import by_id

LABELS = Path(__file__).with_name("labels.yaml")
NO_CLASS = "no weakness class for this label"


@dataclass(frozen=True)
class Label:
    """What one upstream label means; the keys are explained in labels.yaml."""

    weakness: str
    accept: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    sign: str = ""
    flawed: str = ""
    fixed: str = ""

    def found(self, lines: Iterable[int] = (), reason: str = "") -> Record:
        """A finding of this class; without `lines`, at the lines that labels.yaml gives."""
        return finding(self.weakness, list(lines) or self.lines, reason, self.accept)


@cache
def labels(reader: str, path: Path = LABELS) -> Mapping[str, Label]:
    """{upstream's label: meaning} of one reader. Raises UserError for an unknown class or key."""
    sections = _sections(path)
    if reader not in sections:
        raise unknown("section", reader, sections, str(path))
    return {str(name): _label(entry, f"{path}:{reader}.{name}") for name, entry in sections[reader].items()}


@cache
def _sections(path: Path) -> Any:
    return read_yaml(path)


def merged(findings: Iterable[Record]) -> list[Record]:
    """One finding a class, with the lines of all, in the order of the first of each."""
    found: dict[str, Record] = {}
    for item in findings:
        first = found.setdefault(item["class"], item)
        if first is not item:
            first["lines"] = sorted({*first["lines"], *item["lines"]})
            first["accept"] = sorted({*first["accept"], *item["accept"]})
    return list(found.values())


def project_of(path: str) -> str:
    """The incident or contract that a file shows, "" for most."""
    return str(_sections(LABELS)["projects"].get(re.sub(r"_fixed$", "", PurePosixPath(path).stem), ""))


def no_class(path: str, label: str) -> Reject:
    """The refusal of a file whose label has no class here."""
    return Reject(path, 1, "label", label, NO_CLASS)


def _label(entry: Any, where: str) -> Label:
    values: dict[str, Any] = {"class": entry} if isinstance(entry, str) else dict(entry)
    allowed = {field.name for field in fields(Label)} - {"weakness"} | {"class"}
    for key in values:
        if key not in allowed:
            raise unknown("key", key, allowed, where)
    if "class" not in values:
        raise UserError(f"{where}: class is missing; add a class of vocab.yaml")
    weakness = by_id(values.pop("class"), where).id
    accept = tuple(by_id(name, where).id for name in values.pop("accept", ()))
    return Label(weakness, accept, tuple(values.pop("lines", ())), **values)
