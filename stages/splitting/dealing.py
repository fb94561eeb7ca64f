"""Records to groups, groups to sides, sides to samples: the leak-proof split, the same for every task."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from stages.core.files import sha256_text
from stages.core.rejects import Reject
from stages.splitting.groups import SIDES, connect, near_pairs, overlaps, shingles, sides

Row = dict[str, Any]
GROUP_SHARE, GROUP_LEAST = 0.05, 12  # what one group may give: this share of a side's budget, but at least so many


@dataclass(frozen=True)
class Dealt:
    """Every record with its group and side; `pairs` are the near-duplicates that were found, as record indexes.

    `contaminated` are records left out: they equal or nearly equal a task that has to stand in the test set.
    """

    records: list[Row]
    groups: list[str]
    placed: dict[str, str]
    pairs: list[tuple[int, int]]
    contaminated: list[Reject] = field(default_factory=list)

    def members(self, side: str, seed: int) -> list[tuple[str, list[Row]]]:
        """(group, its records) of one side, in an order that only seed and group decide."""
        found: dict[str, list[Row]] = {name: [] for name, where in self.placed.items() if where == side}
        for record, name in zip(self.records, self.groups, strict=True):
            if name in found:
                found[name].append(record)
        return sorted(found.items(), key=lambda item: sha256_text(f"{seed}:{item[0]}"))


def deal(records: Sequence[Row], task: ModuleType, settings: Any, seed: int, pretrained: set[str]) -> Dealt:
    """Group records and give each group a side. `task` is the task's `samples` part, `settings` its split section.

    Groups that hold a family in `pretrained` (text the base model has read) stand on the train side; groups whose records
    have a side of their own stand there, and what is like a record that belongs to test is left out.
    """
    found = near(records, task, settings.near_duplicate)
    spoilt = _spoilt(records, task, found)
    kept = [at for at in range(len(records)) if at not in spoilt]
    place = {old: new for new, old in enumerate(kept)}
    pairs = [(place[left], place[right]) for left, right in found if left in place and right in place]
    sound = [records[at] for at in kept]
    roots = connect(len(sound), [task.keys(record) for record in sound], pairs)
    groups = [f"g{sound[root]['id'][:12]}" for root in roots]
    members: dict[str, list[Row]] = {}
    for record, name in zip(sound, groups, strict=True):
        members.setdefault(name, []).append(record)
    pinned = {name: side for name, rows in members.items() if (side := _pinned(rows, task, pretrained))}
    strata = {name: task.stratum(rows) for name, rows in members.items()}
    placed = sides(strata, pinned, settings.test_share, settings.val_share, seed)
    return Dealt(sound, groups, placed, pairs, list(spoilt.values()))


def near(records: Sequence[Row], task: ModuleType, threshold: float) -> list[tuple[int, int]]:
    """Index pairs of records of which some view, such as the code or the question, is nearly the same; in order."""
    views = [task.views(record) for record in records]
    found: set[tuple[int, int]] = set()
    for view in range(max(map(len, views), default=0)):
        shown = [at for at, texts in enumerate(views) if len(texts) > view and texts[view]]
        pairs = near_pairs([shingles(views[at][view]) for at in shown], threshold)
        found |= {(shown[left], shown[right]) for left, right in pairs}
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def _spoilt(records: Sequence[Row], task: ModuleType, pairs: Iterable[tuple[int, int]]) -> dict[int, Reject]:
    """Records like one that belongs to test: by a shared key, or nearly equal."""
    tests = {at for at, record in enumerate(records) if task.side(record) == "test"}
    if not tests:
        return {}
    owner = {key: at for at in sorted(tests, reverse=True) for key in task.keys(records[at])}
    like: dict[int, int] = {}
    for at, record in enumerate(records):
        if at not in tests and (shared := [owner[key] for key in task.keys(record) if key in owner]):
            like[at] = shared[0]
    for left, right in pairs:
        for at, other in ((left, right), (right, left)):
            if other in tests and at not in tests:
                like.setdefault(at, other)
    return {at: _contaminated(records[at], records[other]) for at, other in sorted(like.items())}


def _contaminated(record: Row, task: Row) -> Reject:
    value = f"{task['source']}:{task['path']}"
    return Reject(record["path"], 1, "record", value, "like a task of the test set", record["source"])


def _pinned(rows: Sequence[Row], task: ModuleType, pretrained: set[str]) -> str:
    """The side a group has to stand on, "" for any. What the base model has read is no test, whatever it was meant for."""
    if any(row["family"] in pretrained for row in rows):
        return "train"
    fixed = {side for row in rows if (side := task.side(row))}
    return "test" if "test" in fixed else "train" if fixed else ""


def leaks(dealt: Dealt, content: Callable[[Row], str], pretrained: set[str]) -> dict[str, int]:
    """What stands on two sides, or in test and in the base model's pretraining text. Every count must be zero.

    `content` tells records apart, as in the task's schema.
    """
    where = [dealt.placed[name] for name in dealt.groups]

    def twice(keys: Iterable[str]) -> int:
        return len(overlaps(list(zip(keys, where, strict=True))))

    return {
        "groups_on_two_sides": twice(dealt.groups),
        "families_on_two_sides": twice(row["family"] for row in dealt.records),
        "equal_contents_on_two_sides": twice(" ".join(content(row).split()) for row in dealt.records),
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
