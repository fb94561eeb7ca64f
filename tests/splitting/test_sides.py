import json
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from stages.prompting.catalog import Profile
from stages.prompting.room import Room
from stages.prompting.tokens import Tokens
from stages.splitting.dealing import deal, leaks
from stages.splitting.sides import VAL_SAMPLES, Sides, build_sides, pretrained_families, stats
from stages.tasks.audit import samples
from stages.tasks.audit.schema import content
from tests.splitting.rows import SETTINGS, row, unlike

TASK = SimpleNamespace(
    **vars(SETTINGS), clean_per_weak=1.0, formats=["plain", "cot"], prompt_languages=["en", "zh", "ko"], over_length="reject",
    list_classes=False, own_words=True, excerpts=0,
)  # fmt: skip
BUDGET = SimpleNamespace(train_samples=60, train_other=10, test_samples=20, test_other=5)
PROSE = {"explanation": "A contract of signs.", "advice": "Book first."}
ROWS = [row(f"here/f{n}", unlike(n), weak="reentrancy" if n % 2 else "", **PROSE) for n in range(120)]


@pytest.fixture(scope="module")
def room(tokens: Tokens) -> Room:
    return Room(tokens, 1500, 400)


@pytest.fixture(scope="module")
def made(room: Room) -> Sides:
    return build_sides(deal(ROWS, samples, TASK, 7, set()), samples, room, TASK, BUDGET, 7)


def test_every_sample_stands_on_the_side_of_its_group_and_no_record_on_two(made: Sides) -> None:
    dealt = deal(ROWS, samples, TASK, 7, set())
    drawn = [(sample, side) for side, rows in made.made.items() for sample in rows]
    assert drawn
    assert [sample["id"] for sample, side in drawn if dealt.placed[sample["group"]] != side] == []
    assert len({(sample["record_id"], side) for sample, side in drawn}) == len({sample["record_id"] for sample, _ in drawn})


def test_each_side_keeps_to_its_budget_for_each_kind(made: Sides) -> None:
    kinds = {side: Counter(sample["kind"] for sample in rows) for side, rows in made.made.items()}
    assert 30 <= kinds["train"]["security_audit"] <= 61  # a record has two formats and is taken whole, then balanced
    assert kinds["train"]["code_explanation"] == kinds["train"]["best_practices"] == 10
    assert 20 <= kinds["test"]["security_audit"] <= 21
    assert kinds["test"]["code_explanation"] == 5
    assert max(kinds["val"].values()) <= VAL_SAMPLES + 1


def test_training_sees_no_more_clean_audits_than_weak_ones(made: Sides) -> None:
    roles = Counter(sample["role"] == "vulnerable" for sample in made.made["train"] if sample["kind"] == "security_audit")
    assert roles[False] == roles[True] > 0


def test_every_sample_that_fits_is_taken_or_counted_as_left_out(made: Sides, room: Room) -> None:
    dealt = deal(ROWS, samples, TASK, 7, set())
    for side, rows in made.made.items():
        offered = sum(len(samples.make(records, room, TASK)[0]) for _, records in dealt.members(side, 7))
        assert offered == len(rows) + sum(sum(by_source.values()) for by_source in made.left_out[side].values())
    assert sum(made.left_out["train"]["for_balance"].values()) > 0


def test_ids_are_unique_over_all_sides(made: Sides) -> None:
    ids = [sample["id"] for rows in made.made.values() for sample in rows]
    assert len(ids) == len(set(ids)) > 100


def test_what_does_not_fit_is_refused_with_its_reason_and_counted(tokens: Tokens) -> None:
    tight = Room(tokens, 1500, 60)
    sides = build_sides(deal(ROWS, samples, TASK, 7, set()), samples, tight, TASK, BUDGET, 7)
    report = stats("audit", deal(ROWS, samples, TASK, 7, set()), sides, {}, tight, set())
    assert report["did_not_fit"]["n"] == len(sides.rejects) > 0
    assert {reject["rule"] for reject in sides.rejects} == {"answer over 60 tokens"}
    assert report["did_not_fit"]["reasons"][0]["source"] == "here"


def test_the_statistics_say_who_stands_where_and_how_long_samples_are(made: Sides, room: Room) -> None:
    dealt = deal(ROWS, samples, TASK, 7, set())
    report = stats("audit", dealt, made, leaks(dealt, content, set()), room, set())
    assert set(report["leaks"].values()) == {0}
    assert report["samples"]["train"]["n"] == len(made.made["train"])
    assert set(report["samples"]["train"]["lang"]) == {"en", "zh", "ko"}
    assert report["tokens"]["test"]["security_audit"]["max"] <= report["budget"]["max_tokens"] == 1500


def test_families_read_in_pretraining_come_from_the_list_beside_the_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    profile = Profile("tiny", "Apache-2.0", "chatml", 2048, [])
    assert pretrained_families(profile) == set()
    Path("models/tiny").mkdir(parents=True)
    read = {"installed:a@1": ("python", "a/b.py"), "wheel:e@1": ("python", "e/f.py"), "npm:c@1": ("solidity", "d.sol")}
    documents = [{"source": source, "kind": kind, "path": path} for source, (kind, path) in read.items()]
    Path("models/tiny/pretraining.json").write_text(json.dumps({"families": ["till"], "documents": documents}))
    assert pretrained_families(profile) == {"authored/till", "packages/a/b.py", "packages/e/f.py"}


def test_every_family_the_built_in_model_has_read_is_a_shipped_family() -> None:
    profile = Profile("nano", "Apache-2.0", "chatml", 2048, [])
    shipped = {f"authored/{path.parent.name}" for path in Path("data/sources/audit").glob("*/*/case.yaml")}
    read = pretrained_families(profile)
    own = {family for family in read if family.startswith("authored/")}
    assert own
    assert own <= shipped
