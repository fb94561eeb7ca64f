import numpy as np
import pytest
from sklearn.metrics import f1_score

from stages.metrics.formulas import f1, macro_f1, micro_f1, precision, rate, recall


@pytest.fixture(scope="module")
def labels() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    return rng.random((40, 6)) < 0.3, rng.random((40, 6)) < 0.3


def counts(gold: np.ndarray, claimed: np.ndarray) -> np.ndarray:
    return np.concatenate([gold & claimed, gold, claimed], axis=1).astype(float)


def test_micro_f1_is_that_of_scikit_learn(labels: tuple[np.ndarray, np.ndarray]) -> None:
    assert micro_f1(counts(*labels).sum(axis=0)) == pytest.approx(f1_score(*labels, average="micro"))


def test_macro_f1_is_that_of_scikit_learn_when_every_class_occurs(labels: tuple[np.ndarray, np.ndarray]) -> None:
    assert macro_f1(counts(*labels).sum(axis=0)) == pytest.approx(f1_score(*labels, average="macro"))


def test_macro_f1_leaves_out_classes_that_are_claimed_but_never_expected() -> None:
    assert macro_f1([1, 0, 1, 0, 1, 5]) == 1.0  # hits, golds, claims of two classes


def test_formulas_take_many_sums_at_once() -> None:
    one, other = [2.0, 5.0, 4.0], [0.0, 3.0, 0.0]
    assert f1([one, other]).tolist() == [float(f1(one)), float(f1(other))]


@pytest.mark.parametrize("formula", [precision, recall, f1])
def test_nothing_to_measure_is_nan(formula: object) -> None:
    assert np.isnan(formula([0, 0, 0]))  # type: ignore[operator]


def test_a_rate_without_cases_is_nan() -> None:
    assert np.isnan(rate([0, 0]))
