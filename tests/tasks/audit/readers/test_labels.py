from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.core.files import read_yaml
from stages.tasks.audit.readers.labels import LABELS, labels, merged

READERS = sorted(set(read_yaml(LABELS)) - {"projects"})


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "labels.yaml"
    path.write_text(text)
    return path


def test_every_section_belongs_to_a_reader_and_knows_its_classes() -> None:
    assert len(READERS) >= 7
    assert [name for name in READERS if not LABELS.with_name(f"{name}.py").is_file() or not labels(name)] == []


def test_a_bare_class_and_a_full_entry_mean_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, "x:\n  a: reentrancy\n  b:\n    class: reentrancy\n")
    assert labels("x", path)["a"] == labels("x", path)["b"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x:\n  a: reentrency\n", "did you mean reentrancy"),
        ("x:\n  a:\n    class: reentrancy\n    sing: y\n", "unknown key 'sing' .*did you mean sign"),
        ("x:\n  a:\n    accept: [reentrancy]\n", "class is missing"),
        ("y:\n  a: reentrancy\n", "unknown section 'x'"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        labels("x", written(tmp_path, text))


def test_findings_of_one_class_are_merged_with_what_they_accept(tmp_path: Path) -> None:
    path = written(tmp_path, "x:\n  a: reentrancy\n  b:\n    class: reentrancy\n    accept: [gas-griefing]\n")
    known = labels("x", path)
    found = merged([known["a"].found([5]), known["b"].found([3, 5])])
    assert [(f["lines"], f["accept"]) for f in found] == [([3, 5], ["gas-griefing"])]
