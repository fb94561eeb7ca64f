import numpy as np
import pytest
from scipy.stats import bootstrap as scipy_bootstrap
from statsmodels.stats.contingency_tables import mcnemar as reference_mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from stages.metrics import bootstrap, proportion
from stages.metrics.formulas import rate
from stages.metrics.metric import Metric
from stages.metrics.significance import holm, mcnemar


def shares(hits: np.ndarray, groups: np.ndarray | None = None) -> Metric:
    units = [str(at) for at in range(len(hits))]
    named = units if groups is None else [f"g{group}" for group in groups]
    return Metric("x", "up", "rate", units, named, np.stack([hits, np.ones(len(hits))], axis=1).astype(float), rate)


@pytest.fixture(scope="module")
def hits() -> np.ndarray:
    return np.random.default_rng(1).random(80) < 0.3


def test_wilson_of_independent_units_is_that_of_statsmodels(hits: np.ndarray) -> None:
    assert proportion.interval(shares(hits)) == pytest.approx(proportion_confint(hits.sum(), 80, method="wilson"))


def test_bootstrap_of_independent_units_is_that_of_scipy(hits: np.ndarray) -> None:
    reference = scipy_bootstrap((hits,), np.mean, n_resamples=4000, method="percentile", rng=2).confidence_interval
    assert bootstrap.interval(shares(hits), 4000, seed=2) == pytest.approx((reference.low, reference.high), abs=0.02)


def test_ten_clean_answers_of_ten_do_not_prove_a_rate_of_one() -> None:
    low, high = proportion.interval(shares(np.ones(10)))
    assert (round(low, 2), high) == (0.72, 1.0)


def test_many_alike_answers_without_a_miss_prove_no_more_than_their_groups() -> None:
    grouped = shares(np.ones(60), np.repeat(np.arange(6), 10))
    assert proportion.interval(grouped) == pytest.approx(proportion.interval(shares(np.ones(6))))


def test_units_that_always_agree_within_a_group_count_once_a_group() -> None:
    answers = np.random.default_rng(4).random(30) < 0.5
    wide = proportion.interval(shares(np.repeat(answers, 6), np.repeat(np.arange(30), 6)))
    assert wide == pytest.approx(proportion.interval(shares(answers)))


def test_grouped_intervals_hold_the_truth_where_naive_ones_do_not() -> None:
    rng, kept = np.random.default_rng(5), {"grouped": 0, "naive": 0}
    for _ in range(200):
        answers = rng.random((40, 6)) < rng.beta(1, 1, 40)[:, None]  # six alike answers a group, true rate 0.5
        groups = np.repeat(np.arange(40), 6)
        for name, metric in (("grouped", shares(answers.ravel(), groups)), ("naive", shares(answers.ravel()))):
            low, high = proportion.interval(metric)
            kept[name] += low <= 0.5 <= high
    assert kept["grouped"] >= 180 > kept["naive"]


def test_a_difference_needs_the_same_units() -> None:
    with pytest.raises(ValueError, match="same units"):
        bootstrap.difference(shares(np.ones(3)), shares(np.ones(4)), 100, seed=1)


def test_a_run_compared_with_itself_shows_no_difference(hits: np.ndarray) -> None:
    assert bootstrap.difference(shares(hits), shares(hits), 200, seed=1) == (0.0, 0.0, 0.0, 1.0)


def test_p_falls_below_five_percent_exactly_where_the_interval_leaves_zero() -> None:
    rng, agree = np.random.default_rng(6), 0
    for _ in range(40):
        first, second = shares(rng.random(60) < 0.4), shares(rng.random(60) < 0.6)
        change = bootstrap.difference(first, second, 1000, seed=1)
        agree += (change.p < 0.05) == (change.low > 0 or change.high < 0)
    assert agree >= 38  # ties at the border


def test_no_units_give_no_interval_and_no_p() -> None:
    empty = shares(np.ones(0))
    assert np.isnan(bootstrap.difference(empty, empty, 100, seed=1)).all()


def test_holm_is_that_of_statsmodels() -> None:
    values = [0.01, 0.2, 0.03, 0.004, 0.03]
    assert holm(values) == pytest.approx(multipletests(values, method="holm")[1])


def test_holm_does_not_count_what_could_not_be_tested() -> None:
    assert holm([0.02, float("nan"), 0.01])[:1] == [0.02]


def test_mcnemar_is_that_of_statsmodels() -> None:
    rng = np.random.default_rng(7)
    first, second = rng.random(50) < 0.5, rng.random(50) < 0.8
    table = [[(first & second).sum(), (first & ~second).sum()], [(~first & second).sum(), (~first & ~second).sum()]]
    assert mcnemar(first, second) == pytest.approx(reference_mcnemar(table, exact=True).pvalue)
