"""case.yaml of a shipped family, typed and checked: what the case is about, in the words of its author."""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stages.core.errors import UserError, unknown
from stages.core.files import read_yaml
from stages.tasks.audit.lib.vocab import by_id

EXTENSIONS = {"solidity": "sol", "rust": "rs", "vyper": "vy"}
KINDS = ("teaching", "incident")
_TEXTS = ("title", "kind", "language", "class", "reason", "explanation", "advice", "fix")
_FACTS = ("date", "protocol", "chain", "loss_usd", "cause", "source")


@dataclass(frozen=True)
class Incident:
    """What happened, as publicly reported; `loss_usd` in whole US dollars of that time, 0 = no loss."""

    date: str  # yyyy-mm-dd
    protocol: str
    chain: str
    loss_usd: int
    cause: str
    source: str  # https address of a public account


@dataclass(frozen=True)
class Case:
    """One family: its weakness and the prose about it; `incident` is None for teaching cases."""

    title: str
    kind: str
    language: str
    weakness: str  # class id
    reason: str  # why the marked lines are weak
    explanation: str  # what the contract does, neutral
    advice: str
    fix: str
    lookalike: str  # why the lookalike variant is clean, "" without one
    incident: Incident | None

    @property
    def date(self) -> str:
        """Day of the incident, "" for teaching cases."""
        return self.incident.date if self.incident else ""

    @property
    def project(self) -> str:
        """The protocol's name in small letters, "" for teaching cases."""
        return self.incident.protocol.lower() if self.incident else ""


def load_case(path: Path) -> Case:
    """Read and check one case.yaml. Raises UserError naming file, key, value and what is allowed."""
    entry = read_yaml(path)
    if not isinstance(entry, dict):
        raise UserError(f"{path}: keys and values are needed, got {type(entry).__name__}")
    for key in entry:
        if key not in (*_TEXTS, "lookalike", "incident"):
            raise unknown("key", key, (*_TEXTS, "lookalike", "incident"), str(path))
    texts = {key: _text(entry, key, str(path)) for key in _TEXTS}
    for key, allowed in (("kind", KINDS), ("language", tuple(EXTENSIONS))):
        if texts[key] not in allowed:
            raise unknown(key, texts[key], allowed, f"{path}:{key}")
    weakness = by_id(texts.pop("class"), f"{path}:class")
    if texts["language"] not in weakness.languages:
        raise unknown(f"language for class {weakness.id}", texts["language"], weakness.languages, f"{path}:language")
    if (texts["kind"] == "incident") != ("incident" in entry):
        raise UserError(f"{path}: key incident goes with kind: incident, and only with it; add it or change the kind")
    incident = _incident(entry["incident"], f"{path}:incident") if "incident" in entry else None
    lookalike = _text(entry, "lookalike", str(path)) if "lookalike" in entry else ""
    return Case(**texts, weakness=weakness.id, lookalike=lookalike, incident=incident)


def _incident(entry: Any, where: str) -> Incident:
    if not isinstance(entry, dict):
        raise UserError(f"{where}: keys and values are needed, got {entry!r}; keys: {', '.join(_FACTS)}")
    for key in entry:
        if key not in _FACTS:
            raise unknown("key", key, _FACTS, where)
    loss = entry.get("loss_usd")
    if not isinstance(loss, int) or isinstance(loss, bool) or loss < 0:
        raise UserError(f"{where}.loss_usd: got {loss!r}; whole US dollars without separators, 0 = no loss")
    texts = {key: _text(entry, key, where) for key in ("protocol", "chain", "cause", "source")}
    if not re.fullmatch(r"https://\S+", texts["source"]):
        raise UserError(f"{where}.source: got {texts['source']!r}; an address that begins with https:// is needed")
    return Incident(date=_date(entry.get("date"), where), loss_usd=loss, **texts)


def _date(value: Any, where: str) -> str:
    """ISO day; YAML already reads an unquoted one as a date."""
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise UserError(f"{where}.date: got {value!r}; a day as yyyy-mm-dd is needed") from error


def _text(entry: dict[str, Any], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise UserError(f"{where}: {key}: got {value!r}; text is needed")
    return " ".join(value.split())
