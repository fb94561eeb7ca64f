from collections.abc import Iterator
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.sources.pins import files_of
from stages.sources.reading import open_source, read_source
from stages.sources.spec import Source, load_sources
from stages.tasks.audit.lib.records import Record
from stages.tasks.audit.readers.authored import read

CASE = """
title: Till pays before it books
kind: incident
language: solidity
class: reentrancy
reason: pay sends before it books.
explanation: A till that pays its clients.
advice: Book first.
fix: Books before it pays.
lookalike: The send comes last.
incident:
  date: 2016-06-17
  protocol: The Till
  chain: Ethereum
  loss_usd: 60000000
  cause: The till paid before it booked.
  source: https://example.org/post-mortem
"""
ENTRY = Source("authored", "authored", "Apache-2.0", "authored", ("demo",), "none", folders=("incidents",))


@pytest.fixture
def family(tmp_path: Path) -> Path:
    folder = tmp_path / "incidents/2016-till"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE)
    (folder / "vulnerable.sol").write_text("contract T {\n  pay();  // !weak reentrancy\n  book();\n}\n")
    (folder / "fixed.sol").write_text("contract T {\n  book();\n  pay();\n}\n")
    (folder / "lookalike.sol").write_text("contract T {\n  look();\n  pay();\n}\n")
    return folder


def records(family: Path) -> Iterator[Record]:
    root = family.parents[1]
    for item in read(root, list(files_of(ENTRY, root)), ENTRY):
        assert isinstance(item, dict)
        yield item


def test_a_family_gives_one_record_a_variant(family: Path) -> None:
    assert [r["role"] for r in records(family)] == ["vulnerable", "fixed", "lookalike"]


def test_a_marker_becomes_a_finding_and_leaves_the_code(family: Path) -> None:
    weak = next(records(family))
    assert weak["code"] == "contract T {\n  pay();\n  book();\n}\n"
    assert [(f["class"], f["lines"], f["reason"]) for f in weak["findings"]] == [
        ("reentrancy", [2], "pay sends before it books.")
    ]


def test_vulnerable_and_fixed_form_a_pair_and_all_variants_a_family(family: Path) -> None:
    assert [r["pair"] for r in records(family)] == ["authored/2016-till", "authored/2016-till", ""]
    assert {r["family"] for r in records(family)} == {"authored/2016-till"}


def test_an_incident_gives_date_and_project(family: Path) -> None:
    assert {(r["date"], r["project"]) for r in records(family)} == {("2016-06-17", "the till")}


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("case.yaml", "class: reentrancy", "class: reentrency", "case.yaml:class.*did you mean reentrancy"),
        ("case.yaml", "reason: pay sends before it books.", "reason: 7", "reason: got 7"),
        ("case.yaml", "advice:", "advise:", "unknown key 'advise' .*did you mean advice"),
        ("case.yaml", "language: solidity", "language: rusty", "language: unknown value 'rusty'"),
        ("case.yaml", "kind: incident", "kind: teaching", "key incident goes with kind: incident"),
        ("case.yaml", "lookalike: The send comes last.", "", "key lookalike goes with"),
        ("case.yaml", "2016-06-17", "June 2016", "date: got 'June 2016'"),
        ("case.yaml", "60000000", "60M", "loss_usd: got '60M'"),
        ("case.yaml", "https://example", "see example", "source: got 'see example"),
        ("case.yaml", "  chain: Ethereum\n", "", "incident: chain: key is missing"),
        ("vulnerable.sol", "  // !weak reentrancy", "", "no line ends in `!weak reentrancy`"),
        (
            "vulnerable.sol",
            "!weak reentrancy",
            "!weak tx-origin-auth",
            "vulnerable.sol:2: marker says tx-origin",
        ),
        ("fixed.sol", "book();", "book(); // !weak reentrancy", "fixed.sol:2: a marker in a fixed file"),
    ],
)
def test_a_broken_family_is_refused(family: Path, file: str, old: str, new: str, message: str) -> None:
    text = (family / file).read_text()
    assert old in text
    (family / file).write_text(text.replace(old, new))
    with pytest.raises(UserError, match=message):
        list(records(family))


@pytest.mark.parametrize("name", ["case.yaml", "vulnerable.sol", "fixed.sol"])
def test_a_family_without_a_needed_file_is_refused(family: Path, name: str) -> None:
    (family / name).unlink()
    with pytest.raises(UserError, match=name):
        list(records(family))


def test_a_strange_file_in_a_family_is_refused(family: Path) -> None:
    (family / "fixed.rs").write_text("fn main() {}")
    with pytest.raises(UserError, match=r"unknown file 'fixed.rs' .*did you mean fixed.sol"):
        list(records(family))


def test_every_shipped_family_is_readable() -> None:
    shipped = next(s for s in load_sources(Path("stages/tasks/audit/sources.yaml")) if s.kind == "authored")
    found = [item for item in read_source(shipped, "audit", open_source(shipped, "audit")) if isinstance(item, dict)]
    assert len([r for r in found if r["role"] == "vulnerable"]) >= 20
    assert all(f["lines"] for r in found for f in r["findings"])
