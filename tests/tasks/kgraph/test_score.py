import json
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from stages.core.tables import read_table, write_table
from stages.metrics.metric import Metric
from stages.prompting.tokens import Tokens
from stages.tasks.kgraph import score
from stages.tasks.kgraph.lib.form import Graph, compact

from .asked import ALL, HERON, KO, PLAIN, QUIET, ZH, answered, entity, gold, link, record, sample

Row = dict[str, Any]


@pytest.fixture
def asked(tokens: Tokens) -> dict[str, Row]:
    named = {"heron": HERON, "plain": PLAIN, "quiet": QUIET, "zh": ZH, "ko": KO}
    return {name: sample(of, tokens) for name, of in named.items()}


def judged(of: Row, answer: str | Graph | None = None, **changes: Any) -> Row:
    return next(score.outcomes([(of, answered(of, answer, **changes))]))


def values(*rows: Row, part: str = "") -> dict[str, Metric]:
    return {metric.name: metric for metric in score.metrics(rows) if metric.part == part}


def value(name: str, *rows: Row) -> float:
    return values(*rows)[name].value


def changed(graph: Graph, entities: Any = None, relationships: Any = None) -> str:
    """The answer with rows changed by hand; a value of the form or not."""
    said = json.loads(compact(graph))
    said["entities"] = said["entities"] if entities is None else entities(said["entities"])
    said["relationships"] = said["relationships"] if relationships is None else relationships(said["relationships"])
    return json.dumps(said, ensure_ascii=False)


@pytest.mark.parametrize("name", ["heron", "plain", "quiet", "zh", "ko"])
def test_the_expected_answer_is_right_in_every_respect(asked: dict[str, Row], name: str) -> None:
    row = judged(asked[name])
    assert row["right"] and row["graph_score"] == 1.0
    wrong = {metric.name for metric in score.metrics([row]) if metric.part == "" and metric.kind == "score" and metric.value < 1}
    assert wrong <= {"brier", "ece", "one_confidence"}


def shuffled(said: Row, draw: Random) -> Row:
    """The same graph with other ids, in another order, with its keys in another order."""
    old = [item["id"] for item in said["entities"]]
    new = dict(zip(old, draw.sample([f"e{n}" for n in range(1, 41)], len(old)), strict=True))
    entities = [{**item, "id": new[item["id"]]} for item in said["entities"]]
    links = [{**row, "source": new.get(row["source"], "e1"), "target": new.get(row["target"], "e1")}
             for row in said["relationships"]]  # fmt: skip
    for rows in (entities, links):
        draw.shuffle(rows)
    return {"relationships": [dict(reversed(row.items())) for row in links],
            "entities": [dict(draw.sample(list(item.items()), len(item))) for item in entities]}  # fmt: skip


TANGLED = [  # duplicates, wrong labels, mentions for names, names nobody expects, edges between all of them
    {"labels": [label], "id": f"e{at}", "name": name, "description": ""}
    for at, (label, name) in enumerate(
        [("ThreatActor", "Slate Heron"), ("Malware", "CraneLoader"), ("Malware", "CraneLoader"), ("ThreatActor", "the group"),
         ("Tool", "Crane Loader"), ("Domain", "crane[.]example"), ("Organization", "researchers"), ("ThreatActor", "Slate")],
        start=1)
]  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_ids_and_orders_move_no_score(asked: dict[str, Row], seed: int) -> None:
    draw = Random(seed)
    ends = [draw.sample(range(1, 9), 2) for _ in range(8)]
    links = [{"type": draw.choice(["uses", "exploits", "related-to"]), "source": f"e{one}", "target": f"e{other}",
              "confidence": draw.choice([0.5, 0.9]), "evidence": [draw.randint(1, 6)]} for one, other in ends]  # fmt: skip
    said = {"entities": TANGLED, "relationships": links}
    first = judged(asked["heron"], json.dumps(said))
    other = judged(asked["heron"], json.dumps(shuffled(said, draw)))
    assert first["parsed"] and len(first["types_claimed"]) == 8
    for old, new in zip(score.metrics([first]), score.metrics([other]), strict=True):
        assert old.value == new.value or old.value != old.value, old.name


def test_an_empty_answer_where_there_is_something_has_recall_zero_and_no_precision(asked: dict[str, Row]) -> None:
    row = judged(asked["heron"], '{"entities":[],"relationships":[]}')
    assert value("graph_precision", row) != value("graph_precision", row)
    assert (value("graph_recall", row), value("graph_f1", row), row["graph_score"], row["right"]) == (0.0, 0.0, 0.0, False)


@pytest.mark.parametrize(
    "broken",
    ["```json\n{}\n```", "{} ", "{},", "Here it is: {}", "{}{}", "{}\nDone.", "<think></think>{}"],
    ids=["fence", "space", "comma", "prose before", "twice", "prose after", "thought"],
)
def test_nothing_is_repaired(asked: dict[str, Row], broken: str) -> None:
    row = judged(asked["heron"], broken.replace("{}", asked["heron"]["completion"]))
    assert row["parsed"] is (broken == "{} ") and row["right"] is row["parsed"]
    assert row["fence_parsed"] is (broken in {"{} ", "```json\n{}\n```"})


HOSTILE = [
    "", "\x00", "null", "[]", "[[]]", "3", '"entities"', "{", "{" * 10_000, "[" * 100_000, '{"entities":[]}', "NaN",
    '{"entities":"[]","relationships":"[]"}', '{"entities":{},"relationships":{}}', '{"entities":[[]],"relationships":[]}',
    '{"entities":["Slate Heron"],"relationships":["e1 uses e2"]}', '{"entities":[],"entities":[],"relationships":[]}',
    '{"entities":[null],"relationships":[null]}', '[{"entities":[],"relationships":[]}]',
    '{"entities":[],"relationships":[{"type":"uses","source":"e1","target":"e2","confidence":NaN,"evidence":[1]}]}',
    '{"entities":[{"labels":["Malware"],"id":"e1","name":"\\ud800","description":""}],"relationships":[]}',
    '{"entities":[{"labels":[],"id":"e1","name":"x","description":""}],"relationships":[]}',
    '{"entities":[{"labels":[["Malware"]],"id":{},"name":[],"description":1}],"relationships":[]}',
    '{"entities":[],"relationships":[{"type":"uses","source":"e1","target":"e2","confidence":"0.9","evidence":[1]}]}',
    '{"entities":[],"relationships":[],"more":' + "9" * 5000 + "}",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["heron", "quiet"])
def test_no_answer_can_stop_the_scoring_and_none_of_these_is_readable(asked: dict[str, Row], name: str, text: str) -> None:
    row = judged(asked[name], text)
    assert (row["parsed"], row["right"], row["graph_score"], row["labels_claimed"]) == (False, False, 0.0, [])
    assert score.metrics([row])


def test_json_that_breaks_the_form_is_json_but_not_readable(asked: dict[str, Row]) -> None:
    row = judged(asked["heron"], '{"entities":[]}')
    assert (row["json"], row["parsed"]) == (True, False)


def test_a_wrong_label_costs_the_entity_but_neither_its_name_nor_its_edges(asked: dict[str, Row]) -> None:
    text = changed(gold(HERON), entities=lambda rows: [{**rows[0], "labels": ["Malware"]}, *rows[1:]])
    row = judged(asked["heron"], text)
    assert (len(row["labels_hit"]), row["names_hit"], len(row["types_hit"])) == (3, 4, 3)


def test_a_second_label_wins_nothing(asked: dict[str, Row]) -> None:
    text = changed(gold(HERON), entities=lambda rows: [{**rows[0], "labels": ["Tool", "ThreatActor"]}, *rows[1:]])
    assert len(judged(asked["heron"], text)["labels_hit"]) == 3


@pytest.mark.parametrize(("name", "exact", "loose"), [
    ("The group", 1, 1), ("the “Slate Heron”", 1, 1), ("Slate Herons", 0, 1), ("Slate", 0, 0), ("Stone Hawk", 0, 0)])  # fmt: skip
def test_names_match_by_any_spelling_and_loosely_only_where_asked(
    asked: dict[str, Row], name: str, exact: int, loose: int
) -> None:
    text = changed(gold(HERON), entities=lambda rows: [{**rows[0], "name": name}, *rows[1:]])
    row = judged(asked["heron"], text)
    assert (len(row["labels_hit"]) - 3, row["entities_hit_loose"] - 3) == (exact, loose)


@pytest.mark.parametrize(("at", "name"), [(3, "CVE-2024-1235"), (2, "crane.examples")])
def test_an_address_or_number_is_never_nearly_right(asked: dict[str, Row], at: int, name: str) -> None:
    text = changed(gold(HERON), entities=lambda rows: [{**row, "name": name} if n == at else row for n, row in enumerate(rows)])
    assert judged(asked["heron"], text)["entities_hit_loose"] == 3


def test_a_thing_claimed_twice_is_one_hit_and_one_false_claim(asked: dict[str, Row]) -> None:
    text = changed(gold(HERON), entities=lambda rows: [*rows, {**rows[0], "id": "e5"}])
    row = judged(asked["heron"], text)
    assert (len(row["labels_hit"]), len(row["labels_claimed"]), len(row["types_hit"])) == (4, 5, 3)


def test_of_two_claims_of_a_name_the_one_with_the_right_label_is_the_hit(asked: dict[str, Row]) -> None:
    text = changed(gold(HERON), entities=lambda rows: [*rows, {**rows[0], "id": "e5", "labels": ["Malware"]}])
    assert judged(asked["heron"], text)["labels_hit"].count("ThreatActor") == 1


@pytest.mark.parametrize("seed", range(8))
def test_which_of_two_equal_claims_is_which_goes_by_what_they_are_linked_to(tokens: Tokens, seed: int) -> None:
    both = [entity(1, "ThreatActor", "Slate Heron", "the group"), entity(2, "ThreatActor", "Grey Lynx", "the group")]
    rest = [entity(3, "Malware", "CraneLoader"), entity(4, "Sector", "banks")]
    of = record("Slate Heron and Grey Lynx: the group used CraneLoader, the group hit banks.", [*both, *rest],
                [link("uses", 1, 3, 1), link("targets", 2, 4, 1)])  # fmt: skip
    said = json.loads(compact(gold(of)))
    said["entities"] = [{**item, "name": "the group"} if item["id"] in ("e1", "e2") else item for item in said["entities"]]
    hits = [judged(sample(of, tokens), json.dumps(each))["types_hit"] for each in (said, shuffled(said, Random(seed)))]
    assert hits[0] == hits[1]


def test_direction_and_type_are_told_apart(asked: dict[str, Row]) -> None:
    turned = changed(gold(HERON), relationships=lambda rows: [{**rows[0], "source": "e2", "target": "e1"}, *rows[1:]])
    retyped = changed(gold(HERON), relationships=lambda rows: [{**rows[0], "type": "targets"}, *rows[1:]])
    first, second = judged(asked["heron"], turned), judged(asked["heron"], retyped)
    assert (first["pairs_hit"], len(first["types_hit"]), first["swapped"]) == (2, 2, 1)
    assert (second["pairs_hit"], len(second["types_hit"]), second["swapped"]) == (3, 2, 0)
    assert value("swap_rate", first) == pytest.approx(1 / 3)


def test_a_symmetric_type_has_no_direction(tokens: Tokens) -> None:
    of = record("CraneLoader is also called Heronet.", [entity(1, "Malware", "CraneLoader"), entity(2, "Malware", "Heronet")],
                [link("duplicate-of", 1, 2, 1)])  # fmt: skip
    text = changed(gold(of), relationships=lambda rows: [{**rows[0], "source": "e2", "target": "e1"}])
    assert judged(sample(of, tokens), text)["right"]


def test_broken_references_are_counted_and_earn_nothing(asked: dict[str, Row]) -> None:
    said = gold(HERON)
    extra = [{**json.loads(compact(said))["relationships"][0], **ends} for ends in (
        {"target": "e9"}, {"target": "e1"}, {})]  # fmt: skip
    text = changed(said, lambda rows: [*rows, {**rows[3], "name": "Abo"}], lambda rows: [*rows, *extra])
    row = judged(asked["heron"], text)
    assert (row["dangling"], row["self_loops"], row["duplicate_triples"], row["duplicate_ids"]) == (1, 1, 1, 1)
    assert len(row["types_hit"]) == 2, "e4 is given twice, so the edge to it says nothing"
    assert (len(row["types_claimed"]), row["edges_right"].count(True)) == (6, 3)


def test_evidence_must_exist_hold_both_ends_and_is_compared(asked: dict[str, Row]) -> None:
    text = changed(gold(HERON), relationships=lambda rows: [
        {**rows[0], "evidence": [9]}, {**rows[1], "evidence": [2]}, {**rows[2], "evidence": [1]}])  # fmt: skip
    row = judged(asked["heron"], text)
    assert (row["evidence"], row["evidence_real"], row["evidence_holds"], row["evidence_agrees"]) == (3, 2, 1, 1)


def test_a_name_that_the_passage_does_not_hold_is_not_grounded(asked: dict[str, Row]) -> None:
    text = changed(gold(HERON), entities=lambda rows: [{**rows[0], "name": "Grey Heron"}, *rows[1:]])
    assert value("grounded_names", judged(asked["heron"], text)) == 0.75


def test_false_edges_are_counted_where_none_is_stated_among_readable_answers(asked: dict[str, Row]) -> None:
    false = compact(gold(PLAIN)).replace('"relationships":[]', '"relationships":[{"type":"uses","source":"e1","target":"e2",'
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
    rows = [judged(asked["heron"], json.dumps({"entities": TANGLED, "relationships": []})), *map(judged, asked.values())]
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
