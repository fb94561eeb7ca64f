from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.tasks.audit.lib.vocab import by_id, by_swc, classes

ENTRY = """
- id: reentrancy
  title: Re-entrancy
  severity: high
  cwe: CWE-841
  languages:
    - solidity
  description: What goes wrong.
  fix: Do better.
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "vocab.yaml"
    path.write_text(text)
    return path


def test_every_class_has_a_well_formed_id_and_cwe() -> None:
    assert len(classes()) >= 50
    assert [c.id for c in classes() if not c.cwe.removeprefix("CWE-").isdigit() or c.id != c.id.lower()] == []


def test_all_37_entries_of_the_swc_registry_have_a_class() -> None:
    assert sorted(c.swc for c in classes() if c.swc) == [f"SWC-{n}" for n in range(100, 137)]


def test_a_class_is_found_by_id_and_by_swc() -> None:
    assert by_id("reentrancy") is by_swc("SWC-107")


def test_an_unknown_class_names_the_place_and_the_nearest_ids() -> None:
    with pytest.raises(UserError, match=r"case.yaml:class: unknown .*did you mean reentrancy"):
        by_id("reentrency", "case.yaml:class")


def test_an_unknown_swc_names_the_allowed_ones() -> None:
    with pytest.raises(UserError, match="SWC-999.*allowed: SWC-100"):
        by_swc("SWC-999")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("  fix: Do better.\n", ""), r"class 1 \(reentrancy\): fix: key is missing; add it"),
        (("severity: high", "severity: huge"), "severity: unknown value 'huge'; allowed: high, low, medium"),
        (("- solidity", "- cobol"), "languages.0: unknown value 'cobol'; allowed: rust, solidity, vyper$"),
        (("  title", "  titel: x\n  title"), "unknown key 'titel'"),
        (("  cwe", "  swc:\n  cwe"), "swc: got None: Input should be a valid string"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(UserError, match=message):
        classes(written(tmp_path, ENTRY.replace(*change)))


def test_a_class_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="reentrancy is given twice"):
        classes(written(tmp_path, ENTRY + ENTRY))
