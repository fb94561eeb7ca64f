"""The real sources, where a mirror of them is at hand: every pinned file is read, and every record keeps the contract."""

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from stages.core.checks import check_rows
from stages.core.rejects import Reject
from stages.sources.reading import open_source, read_source
from stages.sources.records import Record
from stages.sources.spec import load_sources
from stages.tasks.kgraph.lib.vocab import mapped
from stages.tasks.kgraph.schema import model

MIRROR = Path(os.environ.get("SECTUNE_MIRROR") or "../shared/data")
SOURCES = [source for source in load_sources(Path("stages/tasks/kgraph/sources.yaml")) if source.kind == "git"]

pytestmark = pytest.mark.skipif(not (MIRROR / "cti").is_dir(), reason="no mirror of the real sources")


@pytest.fixture(autouse=True)
def mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECTUNE_MIRROR", str(MIRROR.resolve()))


@cache
def items(name: str) -> tuple[Record | Reject, ...]:
    source = next(each for each in SOURCES if each.name == name)
    return tuple(read_source(source, "kgraph", open_source(source, "kgraph")))


def kept(name: str) -> list[Record]:
    return [item for item in items(name) if isinstance(item, dict)]


@pytest.mark.parametrize(("name", "least"), [("ctinexus", 100), ("attack", 1_000)])
def test_there_are_enough_records_and_each_keeps_the_contract(name: str, least: int) -> None:
    sound, rejects = check_rows(kept(name), model())
    assert rejects == []
    assert len(sound) >= least


def test_nearly_all_entities_and_triplets_of_ctinexus_are_kept() -> None:
    refused = Counter(item.field for item in items("ctinexus") if isinstance(item, Reject))
    entities, links = (sum(len(record[part]) for record in kept("ctinexus")) for part in ("entities", "relationships"))
    assert refused["entities"] / (entities + refused["entities"]) < 0.08
    assert (refused["relationships"] + refused["triplet"]) / (links + refused["relationships"] + refused["triplet"]) < 0.15


def test_nine_in_ten_relation_texts_of_ctinexus_are_mapped_by_a_rule() -> None:
    ways = mapped(link["verb"] for record in kept("ctinexus") for link in record["relationships"])
    assert ways["fallback"] / sum(ways.values()) < 0.12


def test_every_row_of_the_catalogue_is_a_part_of_a_passage_or_counted() -> None:
    refused = [item for item in items("attack") if isinstance(item, Reject)]
    assert len(refused) + len(kept("attack")) <= 8_541  # relations in the mirror; rows of one description share a passage
    assert len(refused) >= 7_000
