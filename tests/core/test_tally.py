from stages.core.tally import counts, quantiles


def test_each_field_is_counted_with_its_values_sorted() -> None:
    rows = [{"lang": "ko", "kind": "a"}, {"lang": "en", "kind": "a"}, {"lang": "ko", "kind": "a"}]
    tallied = counts(iter(rows), "lang", "kind")
    assert tallied == {"lang": {"en": 1, "ko": 2}, "kind": {"a": 3}}
    assert list(tallied["lang"]) == ["en", "ko"]


def test_quantiles_are_sizes_that_occur() -> None:
    assert quantiles(range(1, 101)) == {"n": 100, "p50": 51, "p95": 96, "max": 100}
    assert quantiles([4]) == {"n": 1, "p50": 4, "p95": 4, "max": 4}


def test_no_sizes_give_zeros() -> None:
    assert quantiles([]) == {"n": 0, "p50": 0, "p95": 0, "max": 0}
