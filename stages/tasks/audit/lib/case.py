"""case.yaml of a shipped family, typed and checked: what the case is about, in the words of its author."""

import datetime
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.dataclasses import dataclass

from stages.core.errors import UserError, unknown
from stages.core.files import read_yaml
from stages.core.typed import STRICT, must, typed
from stages.tasks.audit.lib.vocab import Language, by_id

EXTENSIONS = {"solidity": "sol", "rust": "rs", "vyper": "vy"}


def _day(value: object) -> str:
    """ISO day; YAML already reads an unquoted one as a date."""
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise ValueError("a day as yyyy-mm-dd is needed") from error


Line = Annotated[str, must(str.strip, "text is needed"), AfterValidator(lambda text: " ".join(text.split()))]
Link = Annotated[Line, must(re.compile(r"https://\S+").fullmatch, "an address that begins with https:// is needed")]


@dataclass(frozen=True, config=STRICT)
class Incident:
    """What happened, as publicly reported; `loss_usd` in whole US dollars of that time, 0 = no loss."""

    date: Annotated[str, BeforeValidator(_day)]  # yyyy-mm-dd
    protocol: Line
    chain: Line
    loss_usd: Annotated[int, Field(ge=0)]
    cause: Line
    source: Link  # a public account


@dataclass(frozen=True, config=STRICT)
class Case:
    """One family: its weakness and the prose about it; `incident` is None for teaching cases."""

    title: Line
    kind: Literal["teaching", "incident"]
    language: Language
    weakness: Annotated[Line, Field(alias="class")]  # class id
    reason: Line  # why the marked lines are weak
    explanation: Line  # what the contract does, neutral
    advice: Line
    fix: Line
    lookalike: Line = ""  # why the lookalike variant is clean, "" without one
    incident: Incident | None = None

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
    if isinstance(entry, dict) and "incident" in entry:
        entry["incident"] = typed(Incident, entry["incident"], f"{path}:incident")
    case = typed(Case, entry, str(path))
    weakness = by_id(case.weakness, f"{path}:class")
    if case.language not in weakness.languages:
        raise unknown(f"language for class {weakness.id}", case.language, weakness.languages, f"{path}:language")
    if (case.kind == "incident") != (case.incident is not None):
        raise UserError(f"{path}: key incident goes with kind: incident, and only with it; add it or change the kind")
    return case
