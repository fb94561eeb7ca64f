"""pass@k: how likely is at least one of k answers right, from n answers of which c are?

Source: Chen et al. 2021, Evaluating Large Language Models Trained on Code (arXiv 2107.03374), equation 1.
"""

from math import comb


def pass_at_k(n: int, c: int, k: int) -> float:
    """The unbiased estimate 1 - C(n - c, k) / C(n, k), in [0, 1].

    Raises ValueError when k is over n (there is no estimate), or c over n.

    >>> round(pass_at_k(10, 3, 1), 4), round(pass_at_k(10, 3, 5), 4), pass_at_k(5, 0, 5), pass_at_k(5, 1, 5)
    (0.3, 0.9167, 0.0, 1.0)
    """
    if not 0 <= c <= n or not 1 <= k <= n:
        raise ValueError(f"pass@{k} needs at least {k} answers of which 0 to all are right: got {c} right of {n}")
    return 1.0 - comb(n - c, k) / comb(n, k)
