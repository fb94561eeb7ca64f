from dataclasses import replace
from typing import Any

import pytest

from stages.splitting.dealing import Dealt, deal, leaks, side_counts, take
from stages.tasks.audit import samples
from stages.tasks.audit.schema import content
from tests.splitting.rows import BANK, OTHER, SETTINGS, TILL, row, unlike

MANY = [row(f"here/f{number}", unlike(number), weak="reentrancy" if number % 2 else "") for number in range(200)]


def dealt(rows: list[dict[str, Any]], read: set[str] | None = None, seed: int = 7) -> Dealt:
    return deal(rows, samples, SETTINGS, seed, read or set())


def other_side(found: Dealt, group: str) -> dict[str, str]:
    """The same sides with one group moved to test, or from test to train."""
    return found.placed | {group: "train" if found.placed[group] == "test" else "test"}


@pytest.fixture(scope="module")
def many() -> Dealt:
    return dealt(MANY)


def test_unlike_contracts_stay_apart_and_stand_on_every_side(many: Dealt) -> None:
    assert len(many.placed) > 150
    assert set(many.placed.values()) == {"train", "val", "test"}
    assert set(leaks(many, content, set()).values()) == {0}


def test_the_variants_of_a_family_share_a_group() -> None:
    found = dealt(
        [row("here/a", BANK, weak="reentrancy"), row("here/b", OTHER), row("here/a", unlike(1)), row("here/c", unlike(2))]
    )
    assert found.groups[0] == found.groups[2]
    assert len(set(found.groups)) == 3


def test_a_renamed_copy_under_another_family_shares_the_group_of_its_original() -> None:
    found = dealt([row("here/a", BANK), row("there/b", TILL), row("here/c", OTHER)])
    assert found.pairs == [(0, 1)]
    assert found.groups[0] == found.groups[1] != found.groups[2]


def test_one_incident_told_by_two_sources_is_one_group() -> None:
    found = dealt([row("here/dao", BANK, project="the dao"), row("there/7", OTHER, project="the dao"), row("here/x", unlike(3))])
    assert found.groups[0] == found.groups[1] != found.groups[2]


def test_families_that_the_base_model_has_read_stand_on_train_with_their_whole_group() -> None:
    read = {f"here/f{number}" for number in range(100)}
    found = dealt([*MANY, row("there/copy", TILL), row("here/f0", BANK)], read)
    assert leaks(found, content, read)["pretrained_families_outside_train"] == 0
    assert found.placed[found.groups[-2]] == "train"
    assert "test" in found.placed.values()


@pytest.mark.parametrize("way", ["group_of_family", "equal_code", "near_duplicate", "pretrained"])
def test_a_leak_added_by_hand_is_counted(many: Dealt, way: str) -> None:
    name = many.groups[0]
    there = next(group for group, side in many.placed.items() if side != many.placed[name])
    added = {"group_of_family": row(MANY[0]["family"], unlike(999)), "equal_code": row("new/x", MANY[0]["code"] + "\n\n")}
    counted = {"group_of_family": "families_on_two_sides", "equal_code": "equal_contents_on_two_sides",
               "near_duplicate": "near_duplicate_pairs_across", "pretrained": "pretrained_families_outside_train"}  # fmt: skip
    read: set[str] = set()
    broken = many
    if way in added:
        broken = replace(many, records=[*many.records, added[way]], groups=[*many.groups, there])
    elif way == "near_duplicate":
        broken = replace(many, pairs=[(0, many.groups.index(there))])
    else:
        read = {row["family"] for row, group in zip(many.records, many.groups, strict=True) if many.placed[group] == "test"}
    found = leaks(broken, content, read)
    assert [key for key, number in found.items() if number] == [counted[way]]


def test_a_family_torn_apart_by_the_sides_is_a_leak() -> None:
    rows = [row("here/a", BANK), row("here/a", OTHER)]
    torn = Dealt(rows, ["g1", "g2"], {"g1": "train", "g2": "test"}, [])
    assert leaks(torn, content, set())["families_on_two_sides"] == 1


def test_the_order_within_a_side_depends_on_the_seed_and_not_on_the_order_of_the_records(many: Dealt) -> None:
    names = [name for name, _ in many.members("train", 7)]
    shuffled = replace(many, records=many.records[::-1], groups=many.groups[::-1])
    assert [name for name, _ in shuffled.members("train", 7)] == names
    assert [name for name, _ in many.members("train", 8)] != names
    assert sum(len(rows) for _, rows in many.members("train", 7)) == side_counts(many)["train"]["records"]


def test_every_record_is_counted_on_one_side(many: Dealt) -> None:
    counted = side_counts(many)
    assert sum(side["records"] for side in counted.values()) == len(MANY)
    assert sum(side["groups"] for side in counted.values()) == len(many.placed)


def made(groups: int, main: int, other: int) -> list[tuple[str, list[dict[str, Any]]]]:
    kinds = ["audit"] * main + ["fix"] * other
    return [(f"g{at}", [{"kind": kind, "at": at, "record_id": f"r{at}"} for kind in kinds]) for at in range(groups)]


def test_the_budget_takes_whole_groups_of_the_main_kind_and_is_never_exceeded() -> None:
    kept = [sample["at"] for sample in take(made(10, main=3, other=0), "audit", 7, 5)]
    assert kept == [0, 0, 0, 1, 1, 1]


def test_a_large_group_gives_a_share_of_its_records_and_leaves_room_for_others() -> None:
    library = [{"kind": "audit", "at": -1, "record_id": f"l{at // 2}", "format": at % 2} for at in range(1000)]
    kept = take([("library", library), *made(100, main=3, other=0)], "audit", 400, 5)
    of_it = [sample["record_id"] for sample in kept if sample["at"] == -1]
    assert len(of_it) == 20 and len(set(of_it)) == 10  # a record is taken whole
    assert of_it[-1] == "l450" and len(kept) == 320


def test_the_budget_spreads_each_other_kind_evenly() -> None:
    kept = [sample["at"] for sample in take(made(10, main=0, other=1), "audit", 4, 5)]
    assert kept == [0, 2, 4, 6, 8]


def test_a_budget_over_what_there_is_takes_everything_once() -> None:
    assert len(take(made(4, main=2, other=1), "audit", 1000, 1000)) == 12
