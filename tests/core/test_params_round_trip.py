"""`dvc exp run -S key=value` rewrites params.yaml; the file must be written so that this changes the one line."""

import shutil
from pathlib import Path

import pytest
from dvc.utils.hydra import apply_overrides

from stages.core.params import load_params

REAL = Path(__file__).parents[2] / "params.yaml"
OVERRIDES = [
    "seed=8",
    "scale=bench",
    "methods.lora.learning_rate=0.003",
    "methods.qlora.r=8",
    "tasks.audit.split.over_length=error",
    "tasks.audit.budgets.full.split.options.list_classes=false",
    "evaluate.bootstrap=500",
]


def rewritten(folder: Path, override: str) -> list[tuple[str, str]]:
    """(before, after) of every line that DVC's rewriting changes."""
    shutil.copyfile(REAL, folder / "params.yaml")
    apply_overrides(folder / "params.yaml", [override])
    before, after = REAL.read_text().split("\n"), (folder / "params.yaml").read_text().split("\n")
    return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize("override", OVERRIDES)
def test_an_experiment_changes_its_one_line_of_the_settings(tmp_path: Path, override: str) -> None:
    key, value = override.split("=")
    changed = rewritten(tmp_path, override)
    assert [after.strip() for _, after in changed] == [f"{key.split('.')[-1]}: {value}"]
    assert load_params(tmp_path / "params.yaml") != load_params(REAL)


def test_a_value_set_to_what_it_is_changes_no_byte(tmp_path: Path) -> None:
    assert rewritten(tmp_path, "seed=7") == []
