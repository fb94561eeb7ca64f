"""Records to groups, groups to sides, sides to samples: the leak-proof split, the same for every task."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from stages.core.files import sha256_text
from stages.splitting.groups import SIDES, connect, near_pairs, overlaps, shingles, sides

Row = dict[str, Any]
GROUP_SHARE, GROUP_LEAST = 0.05, 12  # what one group may give: this share of a side's budget, but at least so many


@dataclass(frozen=True)
class Dealt:
    """Every record with its group and side; `pairs` are the near-duplicates that were found, as record indexes."""

    records: list[Row]
    groups: list[str]
    placed: dict[str, str]
    pairs: list[tuple[int, int]]

    def members(self, side: str, seed: int) -> list[tuple[str, list[Row]]]:
        """(group, its records) of one side, in an order that only seed and group decide."""
        found: dict[str, list[Row]] = {name: [] for name, where in self.placed.items() if where == side}
        for record, name in zip(self.records, self.groups, strict=True):
            if name in found:
                found[name].append(record)
        return sorted(found.items(), key=lambda item: sha256_text(f"{seed}:{item[0]}"))


def deal(records: Sequence[Row], task: ModuleType, settings: Any, seed: int, pretrained: set[str]) -> Dealt:
    """Group records and give each group a side. `task` is the task's `samples` part, `settings` its split section.

    Groups that hold a family in `pretrained` (text the base model has read) stand on the train side.
    """
    pairs = near_pairs([shingles(task.masked(record)) for record in records], settings.near_duplicate)
    roots = connect(len(records), [task.keys(record) for record in records], pairs)
    groups = [f"g{records[root]['id'][:12]}" for root in roots]
    members: dict[str, list[Row]] = {}
    for record, name in zip(records, groups, strict=True):
        members.setdefault(name, []).append(record)
    pinned = {name for name, rows in members.items() if any(row["family"] in pretrained for row in rows)}
    strata = {name: task.stratum(rows) for name, rows in members.items()}
    placed = sides(strata, pinned, settings.test_share, settings.val_share, seed)
    return Dealt(list(records), groups, placed, pairs)


def leaks(dealt: Dealt, pretrained: set[str]) -> dict[str, int]:
    """What stands on two sides, or in test and in the base model's pretraining text. Every count must be zero."""
    where = [dealt.placed[name] for name in dealt.groups]

    def twice(keys: Iterable[str]) -> int:
        return len(overlaps(list(zip(keys, where, strict=True))))

    return {
        "groups_on_two_sides": twice(dealt.groups),
        "families_on_two_sides": twice(row["family"] for row in dealt.records),
        "equal_codes_on_two_sides": twice(" ".join(row["code"].split()) for row in dealt.records),
        "near_duplicate_pairs_across": sum(where[left] != where[right] for left, right in dealt.pairs),
        "pretrained_families_outside_train": sum(
            row["family"] in pretrained and side != "train" for row, side in zip(dealt.records, where, strict=True)
        ),
    }


def take(made: Sequence[tuple[str, list[Row]]], main_kind: str, main: int, other: int) -> list[Row]:
    """Samples within the budget: whole groups at a time for the main kind, evenly spread for each other kind.

    No group gives more than its share of the budget: one large library would fill a whole side.
    """
    kept: list[Row] = []
    for _, samples in made:
        group = _capped([sample for sample in samples if sample["kind"] == main_kind], max(GROUP_LEAST, int(main * GROUP_SHARE)))
        if kept and len(kept) + len(group) > main:
            break
        kept += group
    rest = [sample for _, samples in made for sample in samples if sample["kind"] != main_kind]
    for kind in sorted({sample["kind"] for sample in rest}):
        of_kind = [sample for sample in rest if sample["kind"] == kind]
        step = max(len(of_kind) / other, 1.0)
        kept += [of_kind[int(at * step)] for at in range(min(other, len(of_kind)))]
    return kept


def _capped(samples: list[Row], most: int) -> list[Row]:
    """At most about `most` samples, from records spread evenly over the group; a record is taken whole (at least one is)."""
    records: dict[str, list[Row]] = {}
    for sample in samples:
        records.setdefault(sample["record_id"], []).append(sample)
    whole = list(records.values())
    count = max(1, len(whole) * most // max(len(samples), most))
    return [sample for at in range(min(count, len(whole))) for sample in whole[at * len(whole) // count]]


def side_counts(dealt: Dealt) -> dict[str, dict[str, int]]:
    """Groups and records on each side."""
    groups = Counter(dealt.placed.values())
    records = Counter(dealt.placed[name] for name in dealt.groups)
    return {side: {"groups": groups[side], "records": records[side]} for side in SIDES}
