"""What `predict` does with an engine: every sample answered freely, some of them again under the task's form."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from stages.engines.batching import complete, completion
from stages.engines.contract import Engine, Request
from stages.engines.passes import chosen, formed

Row = dict[str, Any]


class Limits(NamedTuple):
    """How much is asked of the engine."""

    batch: int
    answer: int  # tokens
    draws: int  # sampled answers beside the greedy one
    temperature: float
    seed: int
    constrained: int  # samples that are answered again


def answered(
    open_engine: Callable[[], Engine], samples: Sequence[Row], task: Any, limits: Limits, state: Path
) -> dict[str, list[Row]]:
    """{"completions": rows, "constrained": rows} in the order of the samples; `task` is its grammar part.

    Batches that `state` keeps are not generated again.
    """
    engine = open_engine()

    def free(batch: Sequence[Row]) -> list[Row]:
        requests = [Request(sample["messages"], sample["stops"]) for sample in batch]
        greedy = engine.generate(requests, limits.answer)
        drawn = engine.sample(requests, limits.answer, limits.draws, limits.temperature, limits.seed)
        return [completion(*row) for row in zip(batch, greedy, drawn, strict=True)]

    def held(batch: Sequence[Row]) -> list[Row]:
        return [completion(*row) for row in zip(batch, formed(engine, batch, task, limits.answer), strict=True)]

    again = chosen(samples, task, limits.constrained) if limits.constrained else []
    return {
        "completions": complete(free, samples, limits.batch, state / "free"),
        "constrained": complete(held, again, limits.batch, state / "constrained"),
    }
