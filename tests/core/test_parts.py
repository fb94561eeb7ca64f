from pathlib import Path

import pytest

from stages.core import parts
from stages.core.errors import UserError


def test_every_task_has_the_parts_that_the_stages_ask_for() -> None:
    tasks = parts.task_names()
    assert tasks
    wanted = ("schema", "samples", "prompt", "score", "clean", "baselines")
    assert [(task, name) for task in tasks for name in wanted if not parts.part(task, name)] == []


def test_an_unknown_task_or_part_is_named_with_what_there_is() -> None:
    with pytest.raises(UserError, match=r"unknown task 'audits' \(did you mean audit\?\)"):
        parts.part("audits", "schema")
    with pytest.raises(UserError, match=r"unknown part of task audit 'scheme' \(did you mean schema"):
        parts.part("audit", "scheme")


def test_a_fault_inside_a_part_is_not_taken_for_a_missing_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import stages.tasks

    (tmp_path / "odd").mkdir()
    (tmp_path / "odd/__init__.py").write_text("")
    (tmp_path / "odd/score.py").write_text("import a_package_nobody_has\n")
    monkeypatch.setattr(stages.tasks, "__path__", [*stages.tasks.__path__, str(tmp_path)])
    with pytest.raises(ModuleNotFoundError, match="a_package_nobody_has"):
        parts.part("odd", "score")
