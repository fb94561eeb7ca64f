"""pass@k against drawing by hand."""

from itertools import combinations

import pytest

from stages.metrics.passk import pass_at_k


@pytest.mark.parametrize(("n", "c", "k"), [(n, c, k) for n in range(1, 7) for c in range(n + 1) for k in range(1, n + 1)])
def test_the_estimate_is_the_share_of_draws_with_a_right_answer(n, c, k):
    draws = list(combinations([True] * c + [False] * (n - c), k))
    assert pass_at_k(n, c, k) == pytest.approx(sum(map(any, draws)) / len(draws))


def test_one_draw_of_many_is_the_share_of_right_answers():
    assert pass_at_k(1000, 137, 1) == pytest.approx(0.137)


@pytest.mark.parametrize(("n", "c", "k"), [(5, 1, 6), (0, 0, 1), (5, 6, 1), (5, -1, 1), (5, 1, 0)])
def test_more_draws_than_answers_are_refused(n, c, k):
    with pytest.raises(ValueError, match="needs at least"):
        pass_at_k(n, c, k)
