"""The weakness classes of vocab.yaml, typed: what labels and answers may say, what scores count."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic.dataclasses import dataclass

from stages.core.errors import UserError, unknown
from stages.core.files import read_yaml
from stages.core.typed import FILLED, STRICT, Several, Text, typed

VOCAB = Path(__file__).with_name("vocab.yaml")
Language = Literal["solidity", "rust", "vyper"]


@dataclass(frozen=True, config=STRICT)
class WeaknessClass:
    """One class. `cwe` is "CWE-n"; `swc` is "SWC-n", or "" when the SWC registry has no entry for it."""

    id: Text
    title: Text
    severity: Literal["low", "medium", "high"]
    cwe: Text
    languages: Annotated[Several[Language], FILLED]  # those in which the weakness can occur
    description: Text  # what goes wrong
    fix: Text  # one imperative sentence
    swc: Text = ""


@cache
def classes(path: Path = VOCAB) -> tuple[WeaknessClass, ...]:
    """Every class in the order of the file. Raises UserError for a repeated or incomplete entry."""
    entries = read_yaml(path)
    if not isinstance(entries, list):
        raise UserError(f"{path}: a list of classes is needed, got {type(entries).__name__}")
    found = tuple(_class(entry, f"{path}: class {number}") for number, entry in enumerate(entries, start=1))
    for label in ("id", "swc"):
        values = [value for item in found if (value := getattr(item, label))]
        for value in sorted({value for value in values if values.count(value) > 1}):
            raise UserError(f"{path}: {label} {value} is given twice; merge the two classes")
    return found


@cache
def ids() -> Mapping[str, WeaknessClass]:
    """Every class under its id; for membership tests that must not raise."""
    return {item.id: item for item in classes()}


def by_id(name: str, where: str = "") -> WeaknessClass:
    """The class with this id. Raises UserError, prefixed with `where`, naming the nearest and all ids."""
    table = ids()
    if name not in table:
        raise unknown("weakness class", name, table, where)
    return table[name]


def by_swc(swc: str, where: str = "") -> WeaknessClass:
    """The class of an SWC id such as "SWC-107". Raises UserError naming the allowed ids."""
    table = {item.swc: item for item in classes() if item.swc}
    if swc not in table:
        raise unknown("SWC id", swc, table, where)
    return table[swc]


def _class(entry: Any, where: str) -> WeaknessClass:
    name = entry.get("id", "no id") if isinstance(entry, dict) else "no keys"
    return typed(WeaknessClass, entry, f"{where} ({name})")
