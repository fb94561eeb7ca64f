import pytest

from stages.metrics.shape import closed_object, fits

POINT = closed_object(x={"type": "integer", "minimum": 0, "maximum": 9}, tag={"type": "string", "pattern": "^[a-z]*$"})


@pytest.mark.parametrize(
    "value",
    [[], {}, {"x": 1}, {"x": 1, "tag": "a", "more": 1}, {"x": 1.0, "tag": ""}, {"x": 10, "tag": ""}, {"x": True, "tag": ""}],
)
def test_what_is_not_of_the_form_does_not_fit(value: object) -> None:
    assert not fits(value, POINT)


def test_what_is_of_the_form_fits() -> None:
    assert fits({"x": 0, "tag": "ab"}, POINT)
