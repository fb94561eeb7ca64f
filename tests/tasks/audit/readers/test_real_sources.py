"""The real sources, where a mirror of them is at hand: every pinned file is read, every label has a class it may have."""

import csv
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from stages.core.rejects import Reject
from stages.sources.reading import open_source, read_source
from stages.sources.spec import load_sources
from stages.tasks.audit.lib.records import Record
from stages.tasks.audit.lib.vocab import by_id

MIRROR = Path(os.environ.get("SECTUNE_MIRROR") or "../shared/data")
INDEX = MIRROR / "contracts/INDEX.csv"  # an independent listing of the mirror, with roles
SOURCES = [source for source in load_sources(Path("stages/tasks/audit/sources.yaml")) if source.kind == "git"]

pytestmark = pytest.mark.skipif(not (MIRROR / "contracts").is_dir(), reason="no mirror of the real sources")


@pytest.fixture(autouse=True)
def mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECTUNE_MIRROR", str(MIRROR.resolve()))


@cache
def items(name: str) -> tuple[Record | Reject, ...]:
    source = next(s for s in SOURCES if s.name == name)
    return tuple(read_source(source, "audit", open_source(source, "audit")))


def kept(name: str) -> list[Record]:
    return [item for item in items(name) if isinstance(item, dict)]


def test_there_are_enough_records_over_all_sources() -> None:
    assert len(SOURCES) >= 12
    assert len({record["id"] for source in SOURCES for record in kept(source.name)}) >= 1_200


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_classes_fit_their_language_and_lines_lie_in_the_file(source: object) -> None:
    records = kept(source.name)  # type: ignore[attr-defined]
    wrong = [
        record["path"]
        for record in records
        for found in record["findings"]
        if record["language"] not in (*by_id(found["class"]).languages, "text")
        or any(not 1 <= line <= record["code"].count("\n") + 1 for line in found["lines"])
    ]
    assert records and wrong == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_vulnerable_contract_has_a_finding_and_no_other_has(source: object) -> None:
    contracts = [r for r in kept(source.name) if r["kind"] == "contract"]  # type: ignore[attr-defined]
    assert [r["path"] for r in contracts if (r["role"] == "vulnerable") != bool(r["findings"])] == []


def test_a_pair_is_one_weak_contract_and_its_corrections_in_one_family() -> None:
    pairs: dict[str, list[Record]] = {}
    for source in SOURCES:
        for record in kept(source.name):
            if record["pair"]:
                pairs.setdefault(record["pair"], []).append(record)
    assert len(pairs) >= 100
    assert [p for p, rows in pairs.items() if Counter(r["role"] for r in rows)["vulnerable"] != 1] == []
    assert [p for p, rows in pairs.items() if len({r["family"] for r in rows}) != 1] == []


@pytest.mark.skipif(not INDEX.is_file(), reason="the mirror has no listing")
def test_roles_agree_with_the_listing_of_the_mirror() -> None:
    with INDEX.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same = {"vulnerable+exploit-demo": "vulnerable", "misleading-clean": "lookalike"}
    listed = {f"contracts/{row['source']}/{row['path']}": same.get(row["role"], row["role"]) for row in rows}
    found = [(f"{s.mirror}/{r['path']}", r["role"]) for s in SOURCES for r in kept(s.name) if r["kind"] == "contract"]
    other = [(path, role, listed[path]) for path, role in found if role != listed[path]]
    # The listing knows no lookalikes among the SWC cases, and a lesson with a correction gives a fixed record too.
    assert [o for o in other if "SWCregistry" not in o[0] and "DeFiVulnLabs" not in o[0]] == []
    assert len(other) <= 20
