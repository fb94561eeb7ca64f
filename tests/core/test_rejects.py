from pathlib import Path

from stages.core.rejects import LONGEST, SHOWN, Reject, reject_schema, summary
from stages.core.tables import read_table, write_table


def test_a_long_value_is_cut_and_marked_a_short_one_is_not() -> None:
    assert Reject("a.sol", 1, "code", "x" * LONGEST, "rule").stored()["value"] == "x" * LONGEST
    cut = Reject("a.sol", 1, "code", "x" * (LONGEST + 1), "rule").stored()["value"]
    assert cut == "x" * (LONGEST - 1) + "…"


def test_a_refused_row_is_stored_with_its_place_field_value_and_rule(tmp_path: Path) -> None:
    row = Reject("a.sol", 3, "lines", "99", "inside the file", "authored").stored()
    write_table(tmp_path / "rejects.parquet", [row], reject_schema())
    assert read_table(tmp_path / "rejects.parquet") == [row]
    assert row == {"path": "a.sol", "row": 3, "field": "lines", "value": "99", "rule": "inside the file", "source": "authored"}


def test_reasons_are_counted_largest_first_with_a_few_examples() -> None:
    many = [Reject(f"{n}.sol", n, "code", "x", "copy", "b").stored() for n in range(1, SHOWN + 3)]
    one = [Reject("z.sol", 1, "code", "y", "copy", "a").stored()]
    first, second = summary(one + many)
    assert (first["source"], first["rows"], len(first["examples"])) == ("b", SHOWN + 2, SHOWN)
    assert (second["rows"], second["examples"]) == (1, ["z.sol:1: y"])


def test_reasons_of_equal_weight_stand_in_a_fixed_order() -> None:
    rows = [Reject("a.sol", 1, field, "x", "rule", "s").stored() for field in ("path", "code", "date")]
    assert summary(rows) == summary(rows[::-1])
