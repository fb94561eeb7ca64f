from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field
from pydantic.dataclasses import dataclass

from stages.core.errors import UserError
from stages.core.typed import FILLED, STRICT, Settings, Several, Text, must, typed


class Sail(Settings):
    cloth: Literal["hemp", "cotton"]
    area: float = 1.0


class Boat(Settings):
    length: Annotated[int, Field(ge=1)]
    crew: Annotated[int, Field(alias="hands")] = 2  # another name in YAML
    sails: dict[str, list[Sail]] = {}


@dataclass(frozen=True, config=STRICT)
class Harbour:
    name: Annotated[Text, must(str.islower, "small letters are needed")]
    berths: Annotated[Several[Literal["deep", "flat"]], FILLED] = ("deep",)


GOOD = {"length": 7, "sails": {"fore": [{"cloth": "hemp"}]}}


def refusal(kind: Any, entry: Any) -> str:
    with pytest.raises(UserError) as error:
        typed(kind, entry, "fleet.yaml:1")
    return str(error.value)


def test_a_sound_entry_becomes_what_it_says() -> None:
    assert typed(Boat, GOOD, "fleet.yaml").sails["fore"][0] == Sail(cloth="hemp")


def test_a_list_becomes_a_tuple_so_that_the_entry_can_be_hashed_and_varied() -> None:
    harbour = typed(Harbour, {"name": "old", "berths": ["flat", "deep"]}, "fleet.yaml")
    assert replace(harbour, name="new").berths == ("flat", "deep")
    assert hash(harbour) == hash(Harbour("old", ("flat", "deep")))


@pytest.mark.parametrize(
    ("kind", "entry", "said"),
    [
        (Boat, ["length"], "keys and values are needed, got ['length']; correct it"),
        (Boat, {}, "length: key is missing; add it"),
        (Boat, {"length": "7"}, "length: got '7': Input should be a valid integer; correct it"),
        (Boat, {"length": 0}, "length: got 0: Input should be greater than or equal to 1; correct it"),
        (Boat, {**GOOD, "lenght": 7}, "unknown key 'lenght' (did you mean length?); allowed: hands, length, sails"),
        (Boat, {**GOOD, "crew": 3}, "unknown key 'crew'; allowed: hands, length, sails"),
        (Boat, {**GOOD, 3: 4}, "unknown key '3'; allowed: hands, length, sails"),
        (
            Boat,
            {"length": 7, "sails": {"fore": [{"cloth": "hemp", "aera": 2.0}]}},
            "sails.fore.0: unknown key 'aera' (did you mean area?); allowed: area, cloth",
        ),
        (
            Boat,
            {"length": 7, "sails": {"fore": [{"cloth": "hamp"}]}},
            "sails.fore.0.cloth: unknown value 'hamp' (did you mean hemp?); allowed: cotton, hemp",
        ),
        (
            Boat,
            {"length": 7, "sails": {"fore": [{"cloth": "hemp", "area": "2e0"}]}},
            "sails.fore.0.area: got '2e0': Input should be a valid number (write floats as 2.0e-04); correct it",
        ),
        (Harbour, {"name": "OLD"}, "name: got 'OLD': small letters are needed; correct it"),
        (Harbour, {"name": ""}, "name: got '': it may not be empty; correct it"),
        (Harbour, {"name": "old", "nam": "new"}, "unknown key 'nam' (did you mean name?); allowed: berths, name"),
        (Harbour, {"name": "old", "berths": "deep"}, "berths: got 'deep': Input should be a valid list; correct it"),
        (Harbour, {"name": "old", "berths": []}, "berths: got []: it may not be empty; correct it"),
        (Harbour, {"name": "old", "berths": ["dep"]}, "berths.0: unknown value 'dep' (did you mean deep?); allowed: deep, flat"),
    ],
)
def test_a_fault_is_told_with_place_key_value_what_is_allowed_and_the_next_step(kind: Any, entry: Any, said: str) -> None:
    assert refusal(kind, entry) == f"fleet.yaml:1: {said}"


def test_every_fault_is_told_in_one_line() -> None:
    said = refusal(Boat, {"lenght": 7, "sails": 3})
    assert [part in said for part in ("length: key is missing", "unknown key 'lenght'", "sails: got 3")] == [True] * 3
    assert "\n" not in said


def test_a_field_that_stands_outside_the_entry_is_given_by_a_partial() -> None:
    assert typed(partial(Harbour, "old"), {"berths": ["flat"]}, "fleet.yaml") == Harbour("old", ("flat",))
    assert "name: got 'new': Got multiple values" in refusal(partial(Harbour, "old"), {"name": "new"})


@pytest.mark.parametrize("made", [Sail(cloth="hemp"), Harbour("old")])
def test_nothing_changes_after_loading(made: Any) -> None:
    with pytest.raises(Exception, match="frozen|cannot assign"):
        made.name = "new"
