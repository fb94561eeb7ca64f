"""The metrics of the codegen task, from outcome rows. A run is judged in the prompt form in which its chrF is higher."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from stages.metrics.bleu import bleu
from stages.metrics.formulas import rate
from stages.metrics.metric import Metric
from stages.metrics.passk import pass_at_k
from stages.tasks.codegen.score.judge import PARTS

Row = dict[str, Any]
FORMS = ("chat", "completion")
DRAWN = (1, 5, 10, 100)  # k of pass@k


def metrics(outcomes: Sequence[Row]) -> list[Metric]:
    """Every metric of a run; one without units has the value nan and n = 0."""
    best = _in_form(outcomes, best_form(outcomes))
    found = [*_overall(best), *_further(best)]
    for form in FORMS:
        found += [_renamed(metric, f"{metric.name}_{form}") for metric in _overall(_in_form(outcomes, form))[:4]]
    for field in ("source", "language"):
        for value in sorted({o[field] for o in best}):
            found += _overall([o for o in best if o[field] == value], f"{field}={value}")
    return found


def best_form(outcomes: Sequence[Row]) -> str:
    """The prompt form with the higher mean chrF over the tasks asked in both; chat when there is nothing to compare."""
    means = [_mean([o["chrf"] for o in _in_form(outcomes, form)]) for form in FORMS]
    return FORMS[1] if means[1] > means[0] else FORMS[0]


def _in_form(outcomes: Sequence[Row], form: str) -> list[Row]:
    """One outcome a task, by task: in this form, or in the other one where the task is asked in that alone."""
    found = {o["record_id"]: o for o in outcomes} | {o["record_id"]: o for o in outcomes if o["format"] == form}
    return [found[name] for name in sorted(found)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _overall(rows: Sequence[Row], part: str = "") -> list[Metric]:
    units = _units(rows)
    return [
        _score("chrf", rows, lambda o: o["chrf"], part),
        _score("codebleu", rows, lambda o: o["codebleu"], part),
        _rate("pass_at_1", [o for o in rows if o["tested"]], lambda o: o["passed"], part),
        _rate("run_rate", [o for o in rows if o["ran"]], lambda o: o["ran"] == "passed", part),
        _rate("syntax_rate", [o for o in rows if o["valid"] is not None], lambda o: o["valid"], part),
        Metric("bleu", "up", "score", *units, _counts(rows, "bleu_13a"), bleu, part),
        Metric("bleu_lexed", "up", "score", *units, _counts(rows, "bleu_lexed"), bleu, part),
    ]


def _further(rows: Sequence[Row]) -> list[Metric]:
    drawn = [o for o in rows if o["draws"]]
    ran = [o for o in rows if o["ran"]]
    return [
        *(_score(f"codebleu_{name}", rows, lambda o, name=name: o[name]) for name in PARTS),  # type: ignore[misc]
        _rate("part_undefined", [o for o in rows if o["codebleu"] is not None], lambda o: any(o[name] is None for name in PARTS)),
        _rate("reference_run_rate", ran, lambda o: o["reference_ran"] == "passed"),
        _rate("right_rate", rows, lambda o: o["right"]),
        _rate("parse_rate", rows, lambda o: o["parsed"]),
        _rate("fenced_rate", rows, lambda o: o["fenced"]),
        _rate("stop_rate", rows, lambda o: o["finish_reason"] == "stop"),
        *(_score(f"pass_at_{k}_drawn", [o for o in drawn if o["draws"] >= k],
                 lambda o, k=k: float(pass_at_k(o["draws"], o["draws_passed"], k))) for k in DRAWN),  # type: ignore[misc]
    ]  # fmt: skip


def _rate(name: str, rows: Sequence[Row], hit: Callable[[Row], Any], part: str = "") -> Metric:
    counts = np.array([[float(bool(hit(o))), 1.0] for o in rows]).reshape(-1, 2)
    return Metric(name, "up", "rate", *_units(rows), counts, rate, part)


def _score(name: str, rows: Sequence[Row], value: Callable[[Row], float | None], part: str = "") -> Metric:
    """The mean over the rows that have a value."""
    known = [(o, number) for o in rows if (number := value(o)) is not None]
    counts = np.array([[number, 1.0] for _, number in known]).reshape(-1, 2)
    return Metric(name, "up", "score", *_units([o for o, _ in known]), counts, rate, part)


def _counts(rows: Sequence[Row], field: str) -> Any:
    return np.array([o[field] for o in rows], float).reshape(-1, 10)


def _units(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Units are tasks, not samples: two runs may be judged in different prompt forms."""
    return [o["record_id"] for o in rows], [o["group"] for o in rows]


def _renamed(metric: Metric, name: str) -> Metric:
    from dataclasses import replace

    return replace(metric, name=name)
