"""Answers under the form that a task gives: in one pass, or in two where the second depends on what the first wrote."""

from collections.abc import Sequence
from typing import Any

from stages.core.files import sha256_text
from stages.engines.contract import Answer, Engine, Request

Row = dict[str, Any]


def chosen(samples: Sequence[Row], task: Any, most: int) -> list[Row]:
    """At most about `most` samples that have a form, whole records, in an order that their ids alone decide; `task`: grammar part."""
    formed = [sample for sample in samples if task.first(sample)]
    taken: set[str] = set()
    count = 0
    for record in sorted({sample["record_id"] for sample in formed}, key=sha256_text):
        own = sum(sample["record_id"] == record for sample in formed)
        if count + own > most:
            break
        taken.add(record)
        count += own
    return [sample for sample in formed if sample["record_id"] in taken]


def formed(engine: Engine, samples: Sequence[Row], task: Any, limit: int) -> list[Answer]:
    """One answer a sample, of at most `limit` tokens; a first of two passes gets the task's SHARE of them."""
    share = int(limit * task.SHARE)
    first = engine.generate([Request(sample["messages"], grammar=task.first(sample)) for sample in samples], share)
    further = [task.then(sample, answer.text) for sample, answer in zip(samples, first, strict=True)]
    asked = [at for at, more in enumerate(further) if more]
    if not asked:
        return first
    requests = [Request(samples[at]["messages"], grammar=further[at][1], prefix=further[at][0]) for at in asked]
    second = dict(zip(asked, engine.generate(requests, limit - share), strict=True))
    return [_joined(further[at][0], first[at], second[at]) if at in second else first[at] for at in range(len(samples))]


def _joined(text: str, first: Answer, second: Answer) -> Answer:
    reason = "closed" if "closed" in (first.finish_reason, second.finish_reason) else second.finish_reason
    return Answer(text + second.text, reason, first.tokens + second.tokens)
