import doctest

from stages.reporting.studies import words
from stages.reporting.studies.words import best, overlap


def entry(value: float | None, direction: str = "up") -> dict[str, object]:
    bounds = {"low": None, "high": None} if value is None else {"low": value - 1, "high": value + 1}
    return {"value": value, **bounds, "n": 9, "direction": direction}


def test_the_examples_hold() -> None:
    done = doctest.testmod(words)
    assert done.attempted >= 4 and done.failed == 0


def test_the_best_is_the_lowest_where_lower_is_better() -> None:
    assert best({"a": entry(1.0, "down"), "b": entry(2.0, "down")}) == "a"
    assert best({"a": entry(1.0), "b": entry(2.0), "c": entry(None)}) == "b"


def test_of_nothing_measured_there_is_no_best() -> None:
    assert best({"a": entry(None)}) == ""


def test_intervals_that_touch_overlap() -> None:
    assert overlap(entry(1.0), entry(3.0)) and not overlap(entry(1.0), entry(3.1)) and not overlap(entry(3.1), entry(1.0))
