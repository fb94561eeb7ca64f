from pathlib import Path

from stages.core.files import write_json
from stages.reporting.inputs import losses, trust

LEFT_OUT = {
    "train": {"over_the_budget": {"authored": 4, "solady": 3}, "for_balance": {"authored": 5}},
    "val": {"over_the_budget": {}, "for_balance": {}},
    "test": {"over_the_budget": {"solady": 9}, "for_balance": {}},
}


def test_what_was_left_out_before_scoring_is_told(tmp_path: Path) -> None:
    write_json(tmp_path / "validation.json", {"rows_in": 9, "kept": 7, "rejected": 2})
    write_json(tmp_path / "dataset_stats.json", {"leaks": {"groups": 0}, "did_not_fit": {"n": 3}, "left_out": LEFT_OUT})
    told = " ".join(losses(tmp_path))
    assert "7 kept, 2 quarantined" in told and "3 samples did not fit" in told and "0 leaks" in told
    assert "5 clean ones" in told and "7 in train, 0 in val, 9 in test" in told


def test_without_those_reports_nothing_is_told(tmp_path: Path) -> None:
    assert losses(tmp_path) == []


def test_what_is_known_about_labels_comes_from_the_list_of_sources(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("- name: bench\n  trust: >-\n    one label\n    a file\n- name: other\n")
    assert trust(tmp_path / "sources.yaml") == {"bench": "one label a file", "other": "not stated"}
