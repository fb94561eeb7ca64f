import json
from random import Random

import pytest

from stages.prompting.tokens import Tokens
from stages.tasks.kgraph import score
from stages.tasks.kgraph.lib.form import compact

from ..asked import HERON, Row, changed, entity, gold, judged, link, record, sample, value


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
