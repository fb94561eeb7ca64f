"""The metrics of the audit task, from outcome rows: what is counted, over which units, with which formula."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

import numpy as np

from stages.metrics.formulas import f1, macro_f1, micro_f1, precision, rate, recall
from stages.metrics.metric import Metric
from stages.tasks.audit.lib.vocab import classes

Row = dict[str, Any]


def metrics(outcomes: Sequence[Row]) -> list[Metric]:
    """Every metric of a run; one without units has the value nan and n = 0."""
    audits = _of_kind(outcomes, "security_audit")
    found = [
        _rate("stop_rate", outcomes, lambda o: o["finish_reason"] == "stop"),
        *_audit_metrics(audits),
        *_pair_and_contract(audits),
        *_per_class(audits),
        *_fix_and_prose(outcomes),
    ]
    for field in ("language", "format", "lang", "source", "role"):
        for value in sorted({o[field] for o in audits}):
            found += _overall([o for o in audits if o[field] == value], f"{field}={value}")
    return found


def _audit_metrics(audits: Sequence[Row]) -> list[Metric]:
    clean = [o for o in audits if not o["vulnerable"]]
    read = _share("clean_false_positive_rate", clean, "says_vulnerable", "parsed", direction="down")
    return [
        *_overall(audits),
        _rate("parse_rate", audits, lambda o: o["parsed"]),
        _rate("right_rate", audits, lambda o: o["right"]),
        read,
        _share("line_hit_exact", audits, "lines_exact", "lines_gold"),
        _share("line_hit_1", audits, "lines_near", "lines_gold"),
        _share("id_agreement", audits, "ids_right", "claims"),
    ]


def _overall(audits: Sequence[Row], part: str = "") -> list[Metric]:
    counts = _class_counts(audits)
    units, groups = _units(audits)
    return [
        Metric("macro_f1", "up", "score", units, groups, counts, macro_f1, part),
        Metric("micro_f1", "up", "score", units, groups, counts, micro_f1, part),
        _rate("verdict_accuracy", audits, lambda o: o["verdict_right"], part),
    ]


def _per_class(audits: Sequence[Row]) -> list[Metric]:
    """Precision, recall and F1 of every class that is expected or claimed; n is their number."""
    units, groups = _units(audits)
    table = _class_counts(audits).reshape(len(audits), 3, len(_class_ids()))
    found = []
    for at, name in enumerate(_class_ids()):
        hit, gold, claimed = table[:, :, at].T
        if not (gold.sum() or claimed.sum()):
            continue
        part, counts = f"class={name}", np.stack([hit, gold, claimed], axis=-1)
        found += [
            Metric("precision", "up", "score", units, groups, counts, precision, part, int(claimed.sum())),
            Metric("recall", "up", "score", units, groups, counts, recall, part, int(gold.sum())),
            Metric("f1", "up", "score", units, groups, counts, f1, part, int(gold.sum())),
        ]
    return found


def _class_counts(audits: Sequence[Row]) -> np.ndarray:
    """(samples, 3 * classes): hit, gold, claimed. A claim that earns a gold class counts as that class."""
    at = {name: index for index, name in enumerate(_class_ids())}
    counts = np.zeros((len(audits), 3, len(at)))
    for row, o in enumerate(audits):
        for layer, names in enumerate((o["hits"], o["gold"], [*o["hits"], *o["alarms"]])):
            counts[row, layer, [at[name] for name in names]] += 1
    return counts.reshape(len(audits), 3 * len(at))


def _pair_and_contract(audits: Sequence[Row]) -> list[Metric]:
    contracts = [_contract(windows) for windows in _by(audits, "record_id", "format")]
    pairs = []
    for members in _by((c for c in contracts if c["pair"]), "pair", "format"):
        weak = [c for c in members if c["gold"]]
        fixes = [c for c in members if c["role"] == "fixed"]
        if weak and fixes:
            named = all(c["hits"] == c["gold"] for c in weak)
            pairs.append({**weak[0], "right": named and all(c["verdict_right"] for c in fixes)})
    units, groups = _units(contracts)
    counts = _class_counts(contracts)
    return [
        _rate("pair_score", pairs, lambda o: o["right"]),
        Metric("contract_macro_f1", "up", "score", units, groups, counts, macro_f1),
        _rate("contract_verdict_accuracy", contracts, lambda o: o["verdict_right"]),
    ]


def _contract(windows: Sequence[Row]) -> Row:
    """A contract's windows as one: the union of what they expect and claim; clean when all are."""
    union = {name: sorted({c for o in windows for c in o[name]}) for name in ("gold", "hits", "alarms")}
    union["alarms"] = sorted(set(union["alarms"]) - set(union["hits"]))
    says, read = any(o["says_vulnerable"] for o in windows), all(o["parsed"] for o in windows)
    right = says if union["gold"] else read and not says
    return {**windows[0], **union, "role": _contract_role(windows), "verdict_right": right}


def _contract_role(windows: Sequence[Row]) -> str:
    roles = {o["role"] for o in windows}
    return "vulnerable" if "vulnerable" in roles else str(min(roles))


def _fix_and_prose(outcomes: Sequence[Row]) -> list[Metric]:
    fixes = _of_kind(outcomes, "vulnerability_fix")
    found = [
        _rate("fix_parse_rate", fixes, lambda o: o["parsed"]),
        _rate("fix_applies_rate", fixes, lambda o: o["applies"]),
        _rate("fix_exact_rate", fixes, lambda o: o["exact"]),
        _mean("fix_chrf", fixes),
    ]
    prose = {"explanation_chrf": "code_explanation", "practice_chrf": "best_practices"}
    return found + [_mean(name, _of_kind(outcomes, kind)) for name, kind in prose.items()]


def _rate(name: str, rows: Sequence[Row], hit: Callable[[Row], bool], part: str = "") -> Metric:
    counts = np.array([[float(hit(o)), 1.0] for o in rows]).reshape(-1, 2)
    return Metric(name, "up", "rate", *_units(rows), counts, rate, part)


def _share(name: str, rows: Sequence[Row], above: str, below: str, direction: Literal["up", "down"] = "up") -> Metric:
    counts = np.array([[float(o[above]), float(o[below])] for o in rows]).reshape(-1, 2)
    return Metric(name, direction, "rate", *_units(rows), counts, rate, support=int(counts[:, 1].sum()))


def _mean(name: str, rows: Sequence[Row]) -> Metric:
    counts = np.array([[o["chrf"], 1.0] for o in rows]).reshape(-1, 2)
    return Metric(name, "up", "score", *_units(rows), counts, rate)


def _units(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    return [o["sample_id"] for o in rows], [o["group"] for o in rows]


def _of_kind(rows: Sequence[Row], kind: str) -> list[Row]:
    return [o for o in rows if o["kind"] == kind]


def _by(rows: Iterable[Row], *fields: str) -> list[list[Row]]:
    """Rows that agree in the fields, in the order of the first of each."""
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for o in rows:
        found[tuple(o[field] for field in fields)].append(o)
    return list(found.values())


def _class_ids() -> list[str]:
    return sorted(weakness.id for weakness in classes())
