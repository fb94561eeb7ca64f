"""The metrics of the kgraph task, from outcome rows: what is counted, over which units, with which formula."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from stages.metrics.calibration import ece, largest_bin
from stages.metrics.extraction import semeval_f1
from stages.metrics.formulas import f1, precision, rate, recall
from stages.metrics.metric import Metric

Row = dict[str, Any]
Count = Callable[[Row], float]
SURE = 0.9  # confidence from which an edge counts as sure
BINS = 11  # of confidence, around 0.0, 0.1 … 1.0


def metrics(outcomes: Sequence[Row]) -> list[Metric]:
    """Every metric of a run; one without units has the value nan and n = 0."""
    found = [*_overall(outcomes), *_answers(outcomes), *_beside(outcomes), *_references(outcomes), *_confidence(outcomes)]
    found += _per_class(outcomes, "labels") + _per_class(outcomes, "types")
    for field in ("language", "lang", "role", "source"):
        for value in sorted({o[field] for o in outcomes}):
            found += _overall([o for o in outcomes if o[field] == value], f"{field}={value}")
    return found


def _overall(rows: Sequence[Row], part: str = "") -> list[Metric]:
    entities, triples = _of("labels"), _of("types")
    return [
        _scored("graph_f1", rows, lambda o: entities(o) + triples(o), part=part),
        _scored("entity_f1", rows, entities, part=part),
        _scored("pair_f1", rows, lambda o: np.array([o["pairs_hit"], *triples(o)[1:]]), part=part),
        _scored("triple_f1", rows, triples, part=part),
        _share("graph_f1_mean", rows, lambda o: o["graph_score"], _one, kind="score", part=part),
    ]


def _answers(rows: Sequence[Row]) -> list[Metric]:
    """Form, and what is claimed where there is nothing to claim (of answers that can be read)."""
    empty, bare = ([o for o in rows if o["role"] == role] for role in ("empty", "no-relation"))
    false = [("false_edge_rate", [*empty, *bare]), ("false_edge_rate_empty", empty), ("false_edge_rate_no_relation", bare)]
    return [
        _share("parse_rate", rows, lambda o: o["parsed"], _one),
        _share("json_rate", rows, lambda o: o["json"], _one),
        _share("fence_parse_rate", rows, lambda o: o["fence_parsed"], _one),
        _share("stop_rate", rows, lambda o: o["finish_reason"] == "stop", _one),
        _share("right_rate", rows, lambda o: o["right"], _one),
        *(_share(name, some, lambda o: bool(o["types_claimed"]), lambda o: o["parsed"], "down") for name, some in false),
        _share("false_entity_rate_empty", empty, lambda o: bool(o["labels_claimed"]), lambda o: o["parsed"], "down"),
    ]


def _beside(rows: Sequence[Row]) -> list[Metric]:
    """Precision and recall, other ways to match, and what the passage holds of the answer."""
    entities, triples = _of("labels"), _of("types")
    return [
        _scored("graph_precision", rows, lambda o: entities(o) + triples(o), precision),
        _scored("graph_recall", rows, lambda o: entities(o) + triples(o), recall),
        _scored("name_f1", rows, lambda o: np.array([o["names_hit"], *entities(o)[1:]])),
        _scored("entity_f1_loose", rows, lambda o: np.array([o["entities_hit_loose"], *entities(o)[1:]])),
        _scored("triple_f1_loose", rows, lambda o: np.array([o["triples_hit_loose"], *triples(o)[1:]])),
        *(_metric(f"{name}_span_f1", rows, np.array([o[name] for o in rows]).reshape(-1, 5), semeval_f1)
          for name in ("strict", "exact", "partial", "type")),
        _share("swap_rate", rows, lambda o: o["swapped"], lambda o: o["touching"], "down"),
        _share("grounded_names", rows, lambda o: o["grounded"], _entities),
        _share("evidence_real", rows, lambda o: o["evidence_real"], lambda o: o["evidence"]),
        _share("evidence_holds", rows, lambda o: o["evidence_holds"], _edges),
        _share("evidence_agrees", rows, lambda o: o["evidence_agrees"], lambda o: sum(o["edges_right"])),
    ]  # fmt: skip


def _references(rows: Sequence[Row]) -> list[Metric]:
    """Broken references, as shares of all endpoints, entities or edges that were claimed."""
    return [
        _share("dangling_rate", rows, lambda o: o["dangling"], lambda o: 2 * _edges(o), "down"),
        _share("duplicate_id_rate", rows, lambda o: o["duplicate_ids"], _entities, "down"),
        _share("self_loop_rate", rows, lambda o: o["self_loops"], _edges, "down"),
        _share("duplicate_triple_rate", rows, lambda o: o["duplicate_triples"], _edges, "down"),
        _share("isolated_rate", rows, lambda o: o["isolated"], _entities, "down"),
    ]


def _confidence(rows: Sequence[Row]) -> list[Metric]:
    """What confidences are worth, against whether the edge (both ends and type) is expected."""
    said = [list(zip(o["confidences"], o["edges_right"], strict=True)) for o in rows]
    bins = np.zeros((len(rows), 3, BINS))
    for row, edges in enumerate(said):
        for stated, right in edges:
            bins[row, :, round(stated * (BINS - 1))] += 1, stated, right
    counts, claimed = bins.reshape(len(rows), 3 * BINS), sum(map(len, said))
    missed = np.array([[sum((stated - right) ** 2 for stated, right in edges), len(edges)] for edges in said]).reshape(-1, 2)
    sure = [[right for stated, right in edges if stated >= SURE] for edges in said]
    return [
        _metric("brier", rows, missed, rate, "down", support=claimed),
        _metric("ece", rows, counts, ece, "down", support=claimed),
        _metric("one_confidence", rows, counts, largest_bin, "down", support=claimed),
        _rate("sure_precision", rows, [(sum(flags), len(flags)) for flags in sure]),
        _rate("sure_coverage", rows, [(len(flags), len(edges)) for flags, edges in zip(sure, said, strict=True)]),
    ]


def _per_class(rows: Sequence[Row], what: str) -> list[Metric]:
    """Precision, recall and F1 of every label or type that is expected or claimed; n is their number."""
    tables: list[list[Counter[str]]] = [[Counter(o[f"{what}_{of}"]) for of in ("hit", "gold", "claimed")] for o in rows]
    found = []
    for name in sorted({name for table in tables for counts in table for name in counts}):
        counts = np.array([[count[name] for count in table] for table in tables], float)
        _, gold, claimed = (int(total) for total in counts.sum(axis=0))
        part = f"class={name}"
        found += [
            _metric("precision", rows, counts, precision, part=part, support=claimed),
            _metric("recall", rows, counts, recall, part=part, support=gold),
            _metric("f1", rows, counts, f1, part=part, support=gold),
        ]
    return found


def _of(what: str) -> Callable[[Row], NDArray[np.float64]]:
    """(hit, gold, claimed) of labels (entities) or types (edges)."""
    return lambda o: np.array([len(o[f"{what}_{of}"]) for of in ("hit", "gold", "claimed")], float)


def _scored(
    name: str, rows: Sequence[Row], count: Callable[[Row], Any], formula: Callable[[Any], Any] = f1, part: str = ""
) -> Metric:
    return _metric(name, rows, np.array([count(o) for o in rows]).reshape(-1, 3), formula, part=part)


def _share(
    name: str, rows: Sequence[Row], above: Count, below: Count, direction: Literal["up", "down"] = "up",
    kind: Literal["rate", "score"] = "rate", part: str = "",
) -> Metric:  # fmt: skip
    counts = [(float(above(o)) if below(o) else 0.0, float(below(o))) for o in rows]
    return _rate(name, rows, counts, direction, kind, part)


def _rate(
    name: str, rows: Sequence[Row], counts: Sequence[tuple[float, float]], direction: Literal["up", "down"] = "up",
    kind: Literal["rate", "score"] = "rate", part: str = "",
) -> Metric:  # fmt: skip
    table = np.array(counts, float).reshape(-1, 2)
    return _metric(name, rows, table, rate, direction, kind, part, int(table[:, 1].sum()))


def _metric(
    name: str, rows: Sequence[Row], counts: Any, formula: Callable[[Any], Any], direction: Literal["up", "down"] = "up",
    kind: Literal["rate", "score"] = "score", part: str = "", support: int | None = None,
) -> Metric:  # fmt: skip
    units, groups = [o["sample_id"] for o in rows], [o["group"] for o in rows]
    return Metric(name, direction, kind, units, groups, counts, formula, part, support)


def _one(row: Row) -> float:
    return 1.0


def _entities(row: Row) -> float:
    return float(len(row["labels_claimed"]))


def _edges(row: Row) -> float:
    return float(len(row["types_claimed"]))
