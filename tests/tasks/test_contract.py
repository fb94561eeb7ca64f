from typing import Any

import pytest

from stages.core.parts import part, task_names
from stages.tasks.contract import Baselines, Clean, Grammars, Samples, Schema, Score

PARTS: dict[str, Any] = {
    "schema": Schema, "clean": Clean, "samples": Samples, "grammar": Grammars, "score": Score, "baselines": Baselines,
}  # fmt: skip
TASKS = task_names()


def promised(protocol: Any) -> set[str]:
    return set(protocol.__annotations__) | {name for name in vars(protocol) if not name.startswith("_")}


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_what_its_stages_use(task: str, name: str) -> None:
    names = promised(PARTS[name])
    assert names and names <= set(vars(part(task, name)))


@pytest.mark.parametrize("task", TASKS)
def test_the_main_metric_is_shown_and_tested(task: str) -> None:
    score = part(task, "score")
    assert score.MAIN in score.TABLE and score.MAIN in score.TESTED and set(score.TESTED) <= set(score.TABLE)


def test_there_is_a_task() -> None:
    assert TASKS
