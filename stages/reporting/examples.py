"""A few answers to read side by side: one question to the untuned and the tuned model, right and wrong."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stages.reporting.comparison import Comparison, Entrant
from stages.reporting.markdown import fenced

Row = Mapping[str, Any]
EACH = 5  # answers that the tuned run got right, and as many that it got wrong


def examples(comparison: Comparison, samples: Sequence[Row], kinds: Sequence[str], excerpt: Callable[[Row, Row], str]) -> str:
    """Markdown for up to ten samples of these kinds, best tuned run beside the untuned one; "" without both.

    Which samples depends on their ids alone, never on how the answers read.
    """
    if not (comparison.of_role("base") and comparison.of_role("tuned")):
        return ""
    base, tuned = comparison.of_role("base")[0], comparison.of_role("tuned")[0]
    before = {outcome["sample_id"]: outcome for outcome in base.outcomes}
    after = {outcome["sample_id"]: outcome for outcome in tuned.outcomes}
    asked = {sample["id"]: sample for sample in samples if sample["kind"] in kinds}
    parts = []
    for right, heading in ((True, "right"), (False, "wrong")):
        judged = [after[name] for name in asked if after[name]["right"] is right]
        chosen = _choose(judged)
        parts.append(f"### {tuned.name} is {heading}: {len(chosen)} of {len(judged)}")
        parts += [_example(asked[name], before[name], after[name], base, tuned, excerpt) for name in chosen]
    return "\n\n".join(parts)


def _choose(outcomes: Sequence[Row]) -> list[str]:
    """Ids in hash order, in turn from each role and answer format; of one group only when groups run out."""
    order = sorted(outcomes, key=lambda o: hashlib.sha256(o["sample_id"].encode()).hexdigest())
    turns: dict[tuple[str, str], list[Row]] = {}
    for outcome in order:
        turns.setdefault((outcome["role"], outcome["format"]), []).append(outcome)
    queue = [o for turn in range(len(order)) for rows in turns.values() for o in rows[turn : turn + 1]]
    first_of_group = {o["group"]: o["sample_id"] for o in reversed(queue)}
    new = [o["sample_id"] for o in queue if first_of_group[o["group"]] == o["sample_id"]]
    return [*new, *(o["sample_id"] for o in queue if o["sample_id"] not in set(new))][:EACH]


def _example(sample: Row, before: Row, after: Row, base: Entrant, tuned: Entrant, excerpt: Callable[[Row, Row], str]) -> str:
    facts = ", ".join(sample[field] for field in ("language", "role", "format", "lang", "source"))
    return "\n\n".join(
        [
            f"#### {sample['id'][:12]} ({facts})",
            fenced(excerpt(sample, after), limit=1200),
            "Expected",
            fenced(sample["completion"]),
            f"{base.name} ({_judged(before)})",
            fenced(before["text"]),
            f"{tuned.name} ({_judged(after)})",
            fenced(after["text"]),
        ]
    )


def _judged(outcome: Row) -> str:
    if outcome["right"]:
        return "right"
    cut = ", cut at the token limit" if outcome["finish_reason"] == "length" else ""
    return ("wrong" if outcome["parsed"] else "unreadable") + cut
