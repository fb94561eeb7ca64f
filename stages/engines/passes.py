"""Answers under the form that a task gives: in one pass, or in two where the second depends on what the first wrote."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from stages.core.files import sha256_text
from stages.engines.contract import Answer, Engine, Request

Row = dict[str, Any]


def chosen(samples: Sequence[Row], task: Any, most: int) -> list[Row]:
    """At most `most` samples that have a form: whole records, in an order that their ids alone decide; `task`: grammar part."""
    formed = [sample for sample in samples if task.first(sample)]
    sizes = Counter(sample["record_id"] for sample in formed)
    taken: set[str] = set()
    for record in sorted(sizes, key=sha256_text):
        most -= sizes[record]
        if most < 0:
            break
        taken.add(record)
    return [sample for sample in formed if sample["record_id"] in taken]


def formed(engine: Engine, samples: Sequence[Row], task: Any, limit: int) -> list[Answer]:
    """One answer a sample, of at most `limit` tokens: the first pass gets the task's SHARE of them, the second what is left."""
    share = int(limit * task.SHARE)
    first = engine.generate([Request(sample["messages"], grammar=task.first(sample)) for sample in samples], share)
    found = list(first)
    further = [(at, more) for at, sample in enumerate(samples) if (more := task.then(sample, first[at].text))]
    requests = [Request(samples[at]["messages"], (), more[1], more[0], first[at].tokens) for at, more in further]
    second = engine.generate(requests, limit) if requests else []
    for (at, (text, _)), answer in zip(further, second, strict=True):
        found[at] = _joined(text, first[at], answer)
    return found


def _joined(text: str, first: Answer, second: Answer) -> Answer:
    reason = "closed" if "closed" in (first.finish_reason, second.finish_reason) else second.finish_reason
    return Answer(text + second.text, reason, first.tokens + second.tokens)
