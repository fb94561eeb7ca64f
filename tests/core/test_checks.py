from typing import Any

import pytest

from stages.core.checks import check_rows
from stages.core.errors import UserError


def model() -> Any:
    import pandera.pandas as pa
    from pandera.typing.pandas import Series

    class Fruit(pa.DataFrameModel):
        name: Series[str] = pa.Field(str_length={"min_value": 2})
        grams: Series[int] = pa.Field(ge=1, le=500)

        @pa.dataframe_check(name="a melon weighs over 100")
        def _melon(cls, frame: Any) -> Any:
            return (frame["name"] != "melon") | (frame["grams"] > 100)

    return Fruit


def fruit(name: str, grams: object, **more: object) -> dict[str, Any]:
    return {"name": name, "grams": grams, "path": f"{name}.txt", "source": "garden", **more}


def test_sound_rows_pass_unchanged_and_none_at_all_is_fine() -> None:
    rows = [fruit("apple", 150, extra=[1, {"a": 2}]), fruit("melon", 400, extra=[])]
    assert check_rows(rows, model()) == (rows, [])
    assert check_rows([], model()) == ([], [])


def test_a_broken_row_leaves_with_its_place_field_value_and_rule() -> None:
    rows = [fruit("apple", 150), fruit("plum", 900), fruit("pear", 200)]
    kept, rejects = check_rows(rows, model())
    assert kept == [rows[0], rows[2]]
    found = rejects[0]
    assert (found.path, found.row, found.field, found.value, found.source) == ("plum.txt", 2, "grams", "900", "garden")
    assert found.rule == "less_than_or_equal_to(500)"


def test_a_row_that_breaks_several_rules_leaves_once() -> None:
    _, rejects = check_rows([fruit("x", 0), fruit("apple", 150), fruit("y", -1)], model())
    assert [reject.row for reject in rejects] == [1, 3]


def test_a_rule_over_several_fields_is_named_in_words_and_blames_no_single_field() -> None:
    kept, rejects = check_rows([fruit("apple", 50), fruit("melon", 50)], model())
    assert [row["name"] for row in kept] == ["apple"]
    assert [(reject.row, reject.field, reject.rule) for reject in rejects] == [(2, "row", "a melon weighs over 100")]


def test_a_wrong_field_is_named_before_a_rule_that_it_breaks_too() -> None:
    _, (reject,) = check_rows([fruit("melon", 0)], model())
    assert reject.field == "grams"


def test_rejects_stand_in_the_order_of_the_rows() -> None:
    _, rejects = check_rows([fruit("x", 10), fruit("apple", 0), fruit("y", 10)], model())
    assert [reject.row for reject in rejects] == [1, 2, 3]


def test_a_missing_column_is_the_readers_fault() -> None:
    with pytest.raises(UserError, match="rule 'column_in_dataframe' .*: grams; a whole column is wrong"):
        check_rows([{"name": "apple", "path": "a", "source": "s"}], model())


def test_a_column_of_another_type_is_the_readers_fault() -> None:
    with pytest.raises(UserError, match="a whole column is wrong, so the source's reader is"):
        check_rows([fruit("apple", "heavy")], model())
