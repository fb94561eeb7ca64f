from typing import Any

ENTRY = """# Title

Reentrancy

## Description

A [call](http://x.example) hands over control.

## Remediation

Book first.

## Samples

### a.sol
"""


def test_an_entry_becomes_prose_with_its_class(read_files: Any) -> None:
    records, _ = read_files("swc_registry", {"docs/SWC-107.md": ENTRY})
    assert [(r["kind"], r["role"], r["findings"][0]["class"]) for r in records] == [("text", "none", "reentrancy")]


def test_the_remediation_is_advice_and_not_part_of_the_text(read_files: Any) -> None:
    records, _ = read_files("swc_registry", {"docs/SWC-107.md": ENTRY})
    assert (records[0]["code"], records[0]["advice"]) == ("A call hands over control.", "Book first.")


def test_an_entry_without_remediation_is_refused(read_files: Any) -> None:
    _, rejects = read_files("swc_registry", {"docs/SWC-107.md": ENTRY.replace("## Remediation", "## Cure")})
    assert [r.field for r in rejects] == ["Remediation"]
