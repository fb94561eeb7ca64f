"""Samples for each side within its budget, and the statistics that go with them."""

from collections import Counter
from types import ModuleType
from typing import Any, NamedTuple

from stages.core.files import read_json
from stages.core.progress import progress
from stages.core.rejects import summary
from stages.core.tally import counts, quantiles
from stages.prompting.catalog import Profile
from stages.prompting.room import Room
from stages.splitting.dealing import Dealt, side_counts, take
from stages.splitting.groups import SIDES

Row = dict[str, Any]
VAL_SAMPLES = 32  # of each kind: a held-out loss, not a score


def pretrained_families(profile: Profile) -> set[str]:
    """Families the base model was pretrained on, as records name them: shipped folders and files of Python packages.

    They are what its pretraining.json lists; empty for a model from outside, whose texts nobody here knows.
    """
    listing = profile.folder / "pretraining.json"
    if not listing.is_file():
        return set()
    read = read_json(listing)
    files = {f"packages/{one['path']}" for one in read.get("documents", ()) if one["kind"] == "python"}
    return {f"authored/{name}" for name in read["families"]} | files


class Sides(NamedTuple):
    """Samples by side; what did not fit; and by side, reason and source how many samples were left out."""

    made: dict[str, list[Row]]
    rejects: list[Row]
    left_out: dict[str, dict[str, dict[str, int]]]
    extra: list[tuple[str, Row]]  # further training samples, each with the name of what made it


def build_sides(dealt: Dealt, task: ModuleType, room: Room, settings: Any, budget: Any, seed: int) -> Sides:
    """Each side within its limits for the main kind and for each other kind; what training takes is then balanced."""
    limits = {
        "train": (budget.train_samples, budget.train_other),
        "val": (VAL_SAMPLES, VAL_SAMPLES),
        "test": (budget.test_samples, budget.test_other),
    }
    found = Sides({}, [], {}, [])
    for side in SIDES:
        members, built = list(dealt.members(side, seed)), []
        for group, records in progress(members, f"split {side}", unit="group"):
            samples, refused = task.make(records, room, settings)
            built.append((group, [{**sample, "group": group} for sample in samples]))
            found.rejects.extend(reject.stored() for reject in refused)
        main, other = limits[side]
        taken = take(built, task.MAIN_KIND, main, other)
        found.made[side] = task.balanced(taken, settings) if side == "train" else taken
        if side == "train":
            shown = {row["record_id"] for row in found.made[side] if row["kind"] == task.MAIN_KIND}
            for group, records in members:
                near = [record for record in records if record["id"] in shown]
                extra = task.augmented(near, room, settings, seed)
                found.extra.extend((name, {**sample, "group": group}) for name, sample in extra)
        offered = [sample for _, samples in built for sample in samples]
        found.left_out[side] = {
            "over_the_budget": _missing(offered, taken),
            "for_balance": _missing(taken, found.made[side]),
        }
    found.made["train"].extend(sample for _, sample in found.extra)
    return found


def _missing(before: list[Row], after: list[Row]) -> dict[str, int]:
    """{source: samples} of what stands in `before` only."""
    return dict(sorted((Counter(row["source"] for row in before) - Counter(row["source"] for row in after)).items()))


def stats(task: str, dealt: Dealt, sides: Sides, leaked: dict[str, int], room: Room, read: set[str]) -> Row:
    """The content of dataset_stats.json: who stands where, how long samples are, what did not fit, what leaked."""
    fields = ("kind", "format", "lang", "language", "role", "source")
    return {
        "task": task,
        "leaks": leaked,
        "pretrained_families": {"listed": len(read), "held_on_train": len(read & {row["family"] for row in dealt.records})},
        "near_duplicate_pairs": len(dealt.pairs),
        "sides": side_counts(dealt),
        "samples": {side: {"n": len(rows), **counts(rows, *fields)} for side, rows in sides.made.items()},
        "tokens": {
            side: {kind: quantiles([row["tokens"] for row in rows if row["kind"] == kind])
                   for kind in sorted({row["kind"] for row in rows})}
            for side, rows in sides.made.items()
        },
        "budget": {"max_tokens": room.total, "answer_tokens": room.answer},
        "did_not_fit": {"n": len(sides.rejects), "reasons": summary(sides.rejects)},
        "left_out": sides.left_out,
        "contaminated": {"n": len(dealt.contaminated), "reasons": summary([one.stored() for one in dealt.contaminated])},
        "augmented": dict(sorted(Counter(name for name, _ in sides.extra).items())),
    }  # fmt: skip
