import doctest
from importlib import import_module
from pathlib import Path

import stages.commands


def test_the_examples_in_the_commands_hold() -> None:
    root = Path(stages.commands.__path__[0])
    names = sorted(".".join(path.relative_to(root).with_suffix("").parts) for path in root.rglob("[a-z]*.py"))
    results = [doctest.testmod(import_module(f"stages.commands.{name}")) for name in names]
    assert sum(result.attempted for result in results) >= 5
    assert sum(result.failed for result in results) == 0
