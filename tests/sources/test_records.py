import pytest

from stages.tasks.audit.lib.records import finding, record


def test_a_record_has_every_key_and_a_findings_list_of_its_own() -> None:
    first, second = record(path="a"), record(path="b")
    assert first.keys() == second.keys() and first["findings"] is not second["findings"]


def test_a_strange_key_is_refused() -> None:
    with pytest.raises(TypeError, match="severity"):
        record(path="a", severity="high")


def test_a_finding_sorts_its_lines_and_does_not_accept_its_own_class_twice() -> None:
    assert finding("reentrancy", [3, 1, 3], accept=["reentrancy", "gas-griefing"]) == {
        "class": "reentrancy",
        "accept": ["gas-griefing"],
        "lines": [1, 3],
        "reason": "",
    }
