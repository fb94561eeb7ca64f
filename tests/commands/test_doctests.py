import doctest
from importlib import import_module
from pathlib import Path

import stages.commands


def test_the_examples_in_the_commands_hold() -> None:
    names = sorted(path.stem for path in Path(stages.commands.__path__[0]).glob("[a-z]*.py"))
    results = [doctest.testmod(import_module(f"stages.commands.{name}")) for name in names]
    assert sum(result.attempted for result in results) >= 5
    assert sum(result.failed for result in results) == 0
