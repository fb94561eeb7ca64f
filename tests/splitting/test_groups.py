import random
from collections import Counter

import pytest

from stages.splitting.groups import connect, jaccard, near_pairs, overlaps, shingles, sides
from stages.tasks.audit.samples import masked
from tests.splitting.rows import BANK, OTHER, TILL, row

STRATA = {f"g{number}": ("solidity" if number % 3 else "rust") for number in range(300)}


def test_a_text_shorter_than_a_shingle_is_one_shingle() -> None:
    assert shingles(["a", "b"]) == frozenset({"a b"})
    assert shingles([]) == frozenset({""})
    assert len(shingles(list("abcdefg"))) == 3


def test_near_duplicates_are_found_although_every_name_is_another() -> None:
    sets = [shingles(masked(row("f", code))) for code in (BANK, OTHER, TILL)]
    assert near_pairs(sets, 0.75) == [(0, 2)]


def test_the_threshold_decides_and_not_the_hashing() -> None:
    draw, pool = random.Random(5), [f"s{n}" for n in range(10_000)]
    base = draw.sample(pool, 100)
    sets = [frozenset(base)]
    for shared in (95, 90, 88, 84, 80, 60, 40):  # of 100: similarity shared / (200 - shared)
        sets.append(frozenset(base[:shared] + draw.sample(pool, 100 - shared)))
    wanted = [(i, j) for j in range(len(sets)) for i in range(j) if jaccard(sets[i], sets[j]) >= 0.75]
    assert len(wanted) >= 3
    assert near_pairs(sets, 0.75) == sorted(wanted, key=lambda pair: (pair[1], pair[0]))


def test_groups_join_over_any_chain_of_keys_and_pairs() -> None:
    keys = [["family:a"], ["family:b", "project:x"], ["family:c", "project:x"], ["family:d"], ["family:e"]]
    assert connect(5, keys, [(2, 3)]) == [0, 1, 1, 1, 4]


def test_every_stratum_gives_about_its_share_to_each_side() -> None:
    placed = sides(STRATA, {}, test=0.3, val=0.1, seed=7)
    for stratum in ("solidity", "rust"):
        names = [name for name, found in STRATA.items() if found == stratum]
        shares = Counter(placed[name] for name in names)
        assert shares["test"] / len(names) == pytest.approx(0.3, abs=0.02)
        assert shares["val"] / len(names) == pytest.approx(0.1, abs=0.02)


def test_pinned_groups_stand_on_train_and_the_others_make_up_for_them() -> None:
    pinned = dict.fromkeys([*(f"g{number}" for number in range(0, 300, 2)), "of another data set"], "train")
    placed = sides(STRATA, pinned, test=0.3, val=0.1, seed=7)
    assert {placed[name] for name in pinned.keys() & STRATA.keys()} == {"train"}
    assert Counter(placed.values())["test"] == pytest.approx(90, abs=2)
    assert placed.keys() == STRATA.keys()


def test_the_seed_alone_changes_who_stands_where() -> None:
    first = sides(STRATA, {}, 0.3, 0.1, seed=7)
    assert first == sides(dict(sorted(STRATA.items(), reverse=True)), {}, 0.3, 0.1, seed=7)
    assert first != sides(STRATA, {}, 0.3, 0.1, seed=8)


def test_overlaps_are_the_keys_on_more_than_one_side() -> None:
    assert overlaps([("a", "train"), ("b", "test"), ("a", "train"), ("c", "val"), ("b", "train")]) == ["b"]
