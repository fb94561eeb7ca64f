import pytest

from stages.commands.project.lock import stale


@pytest.mark.parametrize("path", ["data/split/audit/test.parquet", "data/raw/audit", "models/audit-lora", "models/nano-big"])
@pytest.mark.parametrize("kind", ["changed deps", "changed outs"])
def test_data_that_a_clone_does_not_hold_is_not_behind(kind: str, path: str) -> None:
    assert stale({"split": [{kind: {path: "deleted"}}]}) == {}


def test_outs_that_only_the_cache_lacks_are_not_behind() -> None:
    assert stale({"split": [{"changed outs": {"data/split/audit": "not in cache"}}]}) == {}


@pytest.mark.parametrize(
    "path", ["stages/split.py", "stages/tasks/audit/lib", "data/sources/audit", "models/nano", "reports/audit/comparison.md"]
)
@pytest.mark.parametrize("kind", ["changed deps", "changed outs"])
def test_a_deleted_file_that_git_holds_is_behind(kind: str, path: str) -> None:
    assert stale({"split": [{kind: {path: "deleted"}}]}) == {"split": [f"{path} deleted"]}


def test_a_deleted_setting_is_behind() -> None:
    assert stale({"split": [{"changed deps": {"params.yaml": {"seed": "deleted"}}}]}) == {"split": ["params.yaml:seed deleted"]}
