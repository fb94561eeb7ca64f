from pathlib import Path

import pytest

from stages import cli
from stages.commands.project.orphans import lock_without

pytestmark = pytest.mark.usefixtures("project")
LOCK = """schema: '2.0'
stages:
  train@audit-old:
    cmd: python -m stages.train --run audit-old
    deps:
    - path: stages/train.py
      size: 1
  collect@audit:
    cmd: python -m stages.collect --task audit
    outs:
    - path: data/raw/audit
      size: 2
  split@retired:
    cmd: python -m stages.split --task retired
"""
ORPHANS = (
    "models/audit-old/settings.json",
    "models/.audit-older.tmp/adapter_config.json",
    "data/completions/audit-old/completions.parquet",
    "data/scores/audit/audit-old/outcomes.parquet",
    "data/raw/retired/records.parquet",
    "reports/audit/scores/audit-old.json",
    "reports/audit/training/audit-old.csv",
    "reports/retired/dataset_stats.json",
    ".state/train/0123456789abcdef/checkpoint-1/manifest.json",
    ".state/sources/authored/older/a.sol",
)
OWNED = (
    "models/nano/settings.json",
    "models/pretrain/settings.json",
    "models/audit-lora/settings.json",
    "models/my-base/config.json",
    "models/.audit-lora.tmp/settings.json",
    "data/completions/audit-lora/completions.parquet",
    "data/completions/.gitignore",
    "data/scores/audit/audit-lora/outcomes.parquet",
    "reports/audit/scores/audit-lora.json",
    "reports/audit/training/audit-lora.csv",
    "reports/README.md",
    "reports/figures/note.txt",
    ".state/predict/0123/batch-00000.jsonl",
    ".state/mlflow/workspace/audit-old",
)


@pytest.fixture
def littered(project: Path) -> None:
    (project / "dvc.lock").write_text(LOCK)
    for name in ORPHANS + OWNED:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("content")


@pytest.mark.usefixtures("littered")
def test_without_yes_everything_is_listed_and_nothing_removed(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["prune"])
    out = capsys.readouterr().out
    assert f"{len(ORPHANS)} paths, {7 * len(ORPHANS)} B, and 2 entries of dvc.lock" in out
    assert all(Path(name).is_file() for name in ORPHANS + OWNED)


@pytest.mark.usefixtures("littered")
def test_with_yes_what_nothing_owns_is_gone_and_the_rest_stays() -> None:
    cli.main(["prune", "--yes"])
    assert [name for name in ORPHANS if Path(name).exists()] == []
    assert [name for name in OWNED if not Path(name).exists()] == []


@pytest.mark.usefixtures("littered")
def test_dvc_lock_loses_only_the_entries_of_what_is_gone() -> None:
    cli.main(["prune", "--yes"])
    assert (
        Path("dvc.lock").read_text() == LOCK[: LOCK.index("  train@")] + LOCK[LOCK.index("  collect@") : LOCK.index("  split@")]
    )


@pytest.mark.usefixtures("littered")
def test_a_second_call_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["prune", "--yes"])
    capsys.readouterr()
    cli.main(["prune"])
    assert capsys.readouterr().out.startswith("nothing to prune")


@pytest.mark.usefixtures("littered")
def test_a_linked_folder_is_unlinked_and_its_target_stays(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    (target / "settings.json").write_text("kept")
    Path("models/audit-linked").symlink_to(target)
    cli.main(["prune", "--yes"])
    assert not Path("models/audit-linked").is_symlink()
    assert (target / "settings.json").read_text() == "kept"


def test_a_lock_that_loses_all_entries_is_still_a_lock() -> None:
    Path("dvc.lock").write_text("schema: '2.0'\nstages:\n  train@a:\n    cmd: x\n")
    assert lock_without(["train@a"]) == "schema: '2.0'\nstages: {}\n"
