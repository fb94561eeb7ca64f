from typing import Any

import pyarrow as pa
import pytest

from stages.core.tables import read_table, write_table
from stages.tasks.kgraph import score
from stages.tasks.kgraph.lib.form import compact

from ..asked import ALL, HERON, PLAIN, Row, changed, gold, judged, value, values


def test_an_empty_answer_where_there_is_something_has_recall_zero_and_no_precision(asked: dict[str, Row]) -> None:
    row = judged(asked["heron"], '{"entities":[],"relationships":[]}')
    assert value("graph_precision", row) != value("graph_precision", row)
    assert (value("graph_recall", row), value("graph_f1", row), row["graph_score"], row["right"]) == (0.0, 0.0, 0.0, False)


def test_false_edges_are_counted_where_none_is_stated_among_readable_answers(asked: dict[str, Row]) -> None:
    false = compact(gold(PLAIN)).replace('"relationships":[]', '"relationships":[{"source":"e1","target":"e2","type":"uses",'
                                         '"confidence":0.90,"evidence":[1]}]')  # fmt: skip
    rows = judged(asked["plain"], false), judged(asked["quiet"]), judged(asked["quiet"], "?"), judged(asked["heron"])
    found = values(*rows)
    assert (found["false_edge_rate"].value, found["false_edge_rate"].n) == (0.5, 2)
    assert (found["false_edge_rate_no_relation"].value, found["false_edge_rate_empty"].value) == (1.0, 0.0)


def test_an_unreadable_answer_on_an_empty_passage_is_not_right(asked: dict[str, Row]) -> None:
    assert value("graph_f1_mean", judged(asked["quiet"]), judged(asked["quiet"], "?")) == 0.5


def test_constant_confidence_shows(asked: dict[str, Row]) -> None:
    always = changed(gold(HERON), relationships=lambda rows: [{**row, "confidence": 0.9, "type": "uses"} for row in rows])
    found = values(judged(asked["heron"], always))
    assert (found["one_confidence"].value, found["sure_coverage"].value) == (1.0, 1.0)
    assert found["sure_precision"].value == pytest.approx(2 / 3)
    assert found["ece"].value == pytest.approx(0.9 - 2 / 3) and found["brier"].value == pytest.approx((2 * 0.01 + 0.81) / 3)


def test_the_semeval_schemes_are_those_of_the_library(asked: dict[str, Row]) -> None:
    text = changed(gold(HERON), entities=lambda rows: [{**rows[0], "name": "Heron"}, {**rows[1], "labels": ["Tool"]}, *rows[2:]])
    found = values(judged(asked["heron"], text))
    assert {name: found[f"{name}_span_f1"].value for name in ("strict", "exact", "partial", "type")} == {
        "strict": 0.5, "exact": 0.75, "partial": 0.875, "type": 0.75}  # fmt: skip


def test_labels_and_types_are_counted_one_by_one(asked: dict[str, Row]) -> None:
    text = changed(gold(HERON), entities=lambda rows: [{**rows[0], "labels": ["Malware"]}, *rows[1:]],
                   relationships=lambda rows: rows[:2])  # fmt: skip
    rows = [judged(asked["heron"], text)]
    malware, exploits = values(*rows, part="class=Malware"), values(*rows, part="class=exploits")
    assert (malware["precision"].value, malware["recall"].value, malware["recall"].n) == (0.5, 1.0, 1)
    assert (exploits["recall"].value, exploits["precision"].n) == (0.0, 0)


def test_parts_of_the_test_set_are_scored_apart(asked: dict[str, Row]) -> None:
    rows = judged(asked["heron"]), judged(asked["zh"], "?")
    assert values(*rows, part="language=en")["graph_f1"].value == 1.0
    assert values(*rows, part="language=zh")["graph_f1"].value == 0.0


def test_outcomes_come_back_from_the_table_as_they_were(asked: dict[str, Row], tmp_path: Any) -> None:
    rows = [judged(asked["heron"]), judged(asked["quiet"], "?")]
    write_table(tmp_path / "o.parquet", rows, score.outcome_schema())
    assert read_table(tmp_path / "o.parquet") == [{key: row[key] for key in score.outcome_schema().names} for row in rows]
    assert rows[0].keys() == set(score.outcome_schema().names) and pa.null() not in score.outcome_schema().types


def test_metrics_of_no_outcomes_have_no_value_and_no_error() -> None:
    found = score.metrics([])
    assert len(found) > 30 and all(metric.n == 0 and metric.value != metric.value for metric in found)


def test_rates_never_exceed_their_total(asked: dict[str, Row]) -> None:
    rows = [
        judged(asked["heron"], changed(gold(HERON), lambda rows: [*rows, *rows], lambda rows: [*rows, *rows])),
        *map(judged, asked.values()),
    ]
    rates = [metric for metric in score.metrics(rows) if metric.kind == "rate"]
    assert len(rates) > 15 and all(0 <= hits <= total for metric in rates for hits, total in metric.totals()[1])


def test_tables_name_only_metrics_there_are(asked: dict[str, Row]) -> None:
    named = {*score.TABLE, *score.MORE, *score.TESTED, *score.SHORT, score.MAIN}
    assert named == values(judged(asked["heron"])).keys() and score.TABLE.keys() == score.MEANING.keys()
    for field, (_, shown) in score.SLICES.items():
        part = f"{field}={asked['heron'][field]}"
        assert set(shown) <= values(judged(asked["heron"]), part=part).keys()


def test_an_example_shows_the_passage_and_the_remark_counts_the_test_set(asked: dict[str, Row]) -> None:
    rows = [judged(of) for of in asked.values()]
    assert len(rows) == len(ALL) and score.excerpt(asked["heron"], rows[0]).startswith("[1] Slate Heron sends")
    assert "5 samples of 5 passages with 12 entities and 6 relationships; 1 of the samples hold nothing" in score.remarks(rows)[0]
