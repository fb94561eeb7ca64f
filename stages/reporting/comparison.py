"""Runs and baselines of one task side by side: the same samples, the same scorer, paired differences.

Which pairs: every tuned run against every untuned one, against the best baseline and against the best tuned
run. p-values are corrected (Holm) within each metric and way of decoding for the number of pairs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from stages.core.progress import progress
from stages.metrics.bootstrap import Difference, difference
from stages.metrics.estimate import Sampling
from stages.metrics.metric import Metric
from stages.metrics.significance import holm, mcnemar
from stages.reporting.scores import estimates

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Entrant:
    """A run or a baseline with its outcomes (in the order of the test set) and the metrics over them."""

    name: str
    role: Literal["baseline", "base", "tuned"]
    outcomes: Sequence[Row]
    metrics: Sequence[Metric]
    decoding: Literal["free", "constrained"] = "free"  # constrained: the decoder was held to the form of the answer

    @cached_property
    def overall(self) -> dict[str, Metric]:
        """Metrics over the whole test set, by name."""
        return {metric.name: metric for metric in self.metrics if not metric.part}


@dataclass(frozen=True)
class Paired:
    """`second` against `first` on one metric; `p_holm` is corrected for the pairs compared on that metric."""

    metric: str
    first: str
    second: str
    change: Difference
    p_holm: float
    p_mcnemar: float | None  # of the units one by one, where each is right or wrong
    n: int
    groups: int
    finding: Literal["better", "worse", "no difference shown", "not comparable"]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Everything the report says; entrants in the order in which they are shown."""

    task: str
    main: str
    entrants: Sequence[Entrant]
    shares: dict[str, dict[str, Any]]  # entrant -> part -> metric -> estimate
    differences: Sequence[Paired]
    sampling: Sampling

    @property
    def runs(self) -> list[Entrant]:
        """Entrants that are runs answering freely, in the order shown."""
        return [entrant for entrant in self.entrants if entrant.role != "baseline" and entrant.decoding == "free"]

    @property
    def constrained(self) -> list[Entrant]:
        """The same runs with the decoder held to the form, where there are any."""
        return [entrant for entrant in self.entrants if entrant.decoding == "constrained"]

    def of(self, entrant: Entrant, metric: str) -> Row:
        """The estimate of a metric over the whole test set."""
        return dict(self.shares[entrant.name][""][metric])

    def of_role(self, role: str, decoding: str = "free") -> list[Entrant]:
        """Entrants of one role, best on the main metric first."""
        chosen = [entrant for entrant in self.entrants if entrant.role == role and entrant.decoding == decoding]
        return sorted(chosen, key=lambda entrant: -_rank(entrant.overall[self.main].value))


def build(task: str, main: str, tested: Sequence[str], entrants: Sequence[Entrant], sampling: Sampling) -> Comparison:
    """Estimate every metric of every entrant and every planned difference."""
    bar = progress(entrants, f"compare {task}", total=len(entrants), unit="run")
    shares = {entrant.name: estimates(entrant.metrics, sampling) for entrant in bar}
    draft = Comparison(task, main, entrants, shares, [], sampling)
    families = [_pairs(draft, decoding) for decoding in ("free", "constrained")]
    found = [paired for pairs in families for metric in tested for paired in _differences(metric, pairs, sampling)]
    return Comparison(task, main, entrants, shares, found, sampling)


def _pairs(draft: Comparison, decoding: str) -> list[tuple[Entrant, Entrant]]:
    """Runs are compared with runs that were decoded alike: a form that is forced is no merit of tuning."""
    tuned = draft.of_role("tuned", decoding)
    rivals = [*draft.of_role("base", decoding), *draft.of_role("baseline", decoding)[:1]]
    return [(rival, run) for rival in rivals for run in tuned] + [(run, tuned[0]) for run in tuned[1:]]


def _differences(name: str, pairs: Iterable[tuple[Entrant, Entrant]], sampling: Sampling) -> list[Paired]:
    both = [(first, second, first.overall[name], second.overall[name]) for first, second in pairs]
    changes = [difference(a, b, *sampling) for _, _, a, b in both]
    corrected = holm([change.p for change in changes])
    return [
        Paired(
            name, first.name, second.name, change, p, _mcnemar(a, b), b.n, len(set(b.groups)),
            _finding(change, p, b.direction, 1 - sampling.confidence),
        )
        for (first, second, a, b), change, p in zip(both, changes, corrected, strict=True)
    ]  # fmt: skip


def _finding(change: Difference, p: float, direction: str, level: float) -> Any:
    """A difference counts only when its interval leaves out zero and its corrected p is below the level."""
    if change.value != change.value:
        return "not comparable"
    if change.low <= 0 <= change.high or p >= level:
        return "no difference shown"
    return "better" if (change.value > 0) == (direction == "up") else "worse"


def _mcnemar(first: Metric, second: Metric) -> float | None:
    if first.kind != "rate" or not len(first.units) or (_column(first, 1) != 1).any():
        return None
    return mcnemar(_column(first, 0) > 0, _column(second, 0) > 0)


def _column(metric: Metric, at: int) -> Any:
    import numpy as np

    return np.asarray(metric.counts, float)[:, at]


def _rank(value: float) -> float:
    return -1.0 if value != value else value


def report(comparison: Comparison, digest: str, score: Any, verdict: Sequence[str]) -> Row:
    """The content of comparison.json; `score` is the task's score part. The details of a run are in its own scores."""
    return {
        "task": comparison.task,
        "test_digest": digest,
        "main": comparison.main,
        "headings": {name: score.TABLE[name] for name in score.SHORT},
        "short": list(score.SHORT),
        "verdict": list(verdict),
        "entrants": {
            entrant.name: {
                "role": entrant.role,
                "decoding": entrant.decoding,
                "metrics": {name: comparison.shares[entrant.name][""][name] for name in score.TABLE},
                "counted": counted(entrant.outcomes),
            }
            for entrant in comparison.entrants
        },
        "differences": [_plain(paired) for paired in comparison.differences],
    }


def headline(comparison: Comparison, shown: Iterable[str]) -> dict[str, dict[str, float]]:
    """{run: {metric: value}}, numbers only, as `dvc metrics` and `dvc exp show` want them."""
    return {
        run.name: {name: value for name in shown if (value := comparison.of(run, name)["value"]) is not None}
        for run in comparison.runs
    }


def counted(outcomes: Sequence[Row]) -> dict[str, int]:
    """What became of the answers: all, those that could not be read, those cut at the token limit."""
    return {
        "answers": len(outcomes),
        "unreadable": sum(not outcome["parsed"] for outcome in outcomes),
        "cut": sum(outcome["finish_reason"] in ("length", "closed") for outcome in outcomes),
    }


def _plain(paired: Paired) -> Row:
    numbers = {**paired.change._asdict(), "p_holm": paired.p_holm, "p_mcnemar": paired.p_mcnemar}
    return {
        "metric": paired.metric, "first": paired.first, "second": paired.second, "n": paired.n,
        "groups": paired.groups, "finding": paired.finding,
        **{key: None if v is None or v != v else v for key, v in numbers.items()},
    }  # fmt: skip
