from stages.metrics.credit import credit


def test_a_second_name_for_the_same_weakness_earns_nothing() -> None:
    assert credit({"a": {"b", "c"}}, ["b", "c"]) == {"a": "b"}


def test_the_very_class_is_taken_before_any_other_name() -> None:
    assert credit({"a": {"b"}, "b": set()}, ["a", "b"]) == {"a": "a", "b": "b"}


def test_the_class_with_fewer_names_left_chooses_first() -> None:
    assert credit({"a": {"x", "y"}, "b": {"x"}}, ["x", "y"]) == {"b": "x", "a": "y"}


def test_claims_that_fit_no_label_earn_nothing() -> None:
    assert credit({"a": set()}, ["z"]) == {}
