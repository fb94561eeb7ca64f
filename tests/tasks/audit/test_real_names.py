"""Names of cleaned contracts against the words of the weaknesses themselves; the list of telling words has no part in it.

A word is a tell when it stands in the id or title of a class, or in a title of the SWC registry, and in no name of the
reviewed libraries. Contracts are found by a pattern over the text, not by the grammar that the renaming uses.
"""

import os
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from stages.sources.reading import open_source, read_source
from stages.sources.spec import load_sources
from stages.tasks.audit.clean import prepare
from stages.tasks.audit.lib.names import names
from stages.tasks.audit.lib.vocab import by_id, classes
from tests.shipped import clean_records

Row = dict[str, Any]
MIRROR = Path(os.environ.get("SECTUNE_MIRROR") or "../shared/data")
needs_mirror = pytest.mark.skipif(not (MIRROR / "contracts").is_dir(), reason="no mirror of the real sources")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+")
_HEAD = re.compile(r"^\s*(?:abstract\s+|pub\s+)*(?:contract|library|mod)\s+([A-Za-z_$][\w$]*)", re.MULTILINE)
NEUTRAL = re.compile(r"(Contract|Library|Mod)\d+")
GUARDS = {"ReentrancyGuard"}  # what the code does, not what somebody says of it
FRAMES = {"pallet", "test", "tests", "test_utils", "utils", "weights"}  # modules every Rust project has
SHIPPED = {"vault", "govern"}  # what a vault's shares and a governor's votes belong to, in weak and corrected code alike
ALLOWED = {  # words of a title that these sources use for something of the domain, in weak and corrected code alike
    "anothe", "blocke", "borrow", "callee", "destro", "exact", "identi", "inheri", "locati", "origin", "power", "precis",
    "privat", "protec", "withou",
}  # fmt: skip


def stems(text: str) -> set[str]:
    """The first six letters of each word of five or more."""
    return {part.lower()[:6] for part in _PART.findall(text) if len(part) > 4}


@cache
def cleaned() -> tuple[Row, ...]:
    """Every record of every git source, as validate hands it on."""
    sources = [source for source in load_sources(Path("stages/tasks/audit/sources.yaml")) if source.kind == "git"]
    items = [item for source in sources for item in read_source(source, "audit", open_source(source, "audit"))]
    return tuple(prepare([item | {"tokens": 0, "renamed": 0} for item in items if isinstance(item, dict)], len)[0])


def declared(row: Row) -> set[str]:
    return {name.text for name in names(row["code"], row["language"]) if name.declared}


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """The cleaned contracts of labelled and injected sources."""
    monkeypatch.setenv("SECTUNE_MIRROR", str(MIRROR.resolve()))
    found = [row for row in cleaned() if row["kind"] == "contract" and row["origin"] in {"labelled", "injected"}]
    assert len(found) > 600
    return found


@needs_mirror
def test_no_contract_of_a_labelled_source_keeps_its_own_name(collected: list[Row]) -> None:
    heads = Counter((row["source"], name) for row in collected for name in _HEAD.findall(row["code"]))
    assert sum(heads.values()) > 600
    kept = Counter({head: count for head, count in heads.items() if not NEUTRAL.fullmatch(head[1])})
    print(sorted(kept.items()))
    assert {name for _, name in kept} <= GUARDS | FRAMES


@needs_mirror
def test_no_name_of_a_labelled_source_speaks_of_a_weakness(collected: list[Row]) -> None:
    titles = [f"{c.id} {c.title}" for c in classes()] + [row["title"] for row in cleaned() if row["origin"] == "registry"]
    ordinary = [row for row in cleaned() if row["origin"] == "library"]
    assert len(titles) > 60 and len(ordinary) > 200
    words = set.union(*map(stems, titles)) - {stem for row in ordinary for name in declared(row) for stem in stems(name)}
    assert {"unprot", "shadow", "collis", "unchec", "underf"} & words
    told: dict[str, set[str]] = defaultdict(set)
    for row in collected:
        for name in declared(row):
            for word in stems(name) & words:
                told[word].add(name)
    print(sorted((word, sorted(found)) for word, found in told.items()))
    assert told.keys() <= ALLOWED, {word: told[word] for word in told.keys() - ALLOWED}


@needs_mirror
def test_contracts_are_numbered_in_order_whatever_their_role(collected: list[Row]) -> None:
    seen: dict[str, int] = Counter()
    for row in collected:
        heads = [name for name in dict.fromkeys(_HEAD.findall(row["code"])) if name.startswith("Contract")]
        assert heads == [f"Contract{number}" for number in range(1, len(heads) + 1)], row["path"]
        seen[row["role"]] += len(heads)
    assert min(seen[role] for role in ("vulnerable", "fixed", "lookalike")) > 20


def test_no_shipped_contract_is_named_after_its_own_weakness() -> None:
    records = clean_records()
    weakness = {row["family"]: by_id(row["findings"][0]["class"]) for row in records if row["findings"]}
    told = defaultdict(set)
    for row in records:
        subject = weakness[row["family"]]
        for name in _HEAD.findall(row["code"]):
            for word in stems(name) & stems(f"{subject.id} {subject.title}"):
                told[word].add(name)
    assert told.keys() <= SHIPPED, told
