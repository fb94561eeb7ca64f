"""What a study says of its experiments, and what it keeps to itself."""

from typing import Any

from stages.core.files import dump_json
from stages.reporting.studies.experiments import Point, Study, content, page, panels

BASELINE = {"scale": "demo", "methods.lora.r": 64, "methods.lora.bits": 16, "seed": 7}


def estimate(value: float | None, half: float = 0.05, direction: str = "up") -> dict[str, Any]:
    bounds = {"low": None, "high": None} if value is None else {"low": value - half, "high": value + half}
    return {"value": value, **bounds, "n": 40, "direction": direction}


def point(name: str, value: float | None, run: str = "audit-lora", digest: str = "d", **changed: Any) -> Point:
    settings = BASELINE | {key.replace("__", "."): to for key, to in changed.items()}
    scores = {"main": "macro_f1", "test_digest": digest, "metrics": {"macro_f1": estimate(value)}}
    return Point(name, run, settings, scores, {"trainable_parameters": 1000, "steps": 3})


def study(*points: Point, left_out: tuple[str, ...] = ()) -> Study:
    return Study("rank", "audit", points, BASELINE, {"macro_f1": "macro F1"}, left_out)


RANKS = [
    point("rank-3", 0.9, methods__lora__r=16),
    point("rank-1", 0.5, methods__lora__r=4),
    point("rank-2", 0.52, methods__lora__r=8),
]


def test_what_differs_is_a_column_and_rows_stand_by_its_size() -> None:
    lines = page(study(*RANKS)).splitlines()
    assert "| experiment | run | methods.lora.r | macro F1 ↑ | n | trainable weights | steps |" in lines
    rows = [line.split(" | ")[2:4] for line in lines if line.startswith("| rank-")]
    assert rows == [["4", "0.50 [0.45–0.55]"], ["8", "0.52 [0.47–0.57]"], ["16", "0.90 [0.85–0.95]"]]


def test_equal_experiments_give_equal_bytes_whatever_their_order() -> None:
    one, other = study(*RANKS), study(*reversed(RANKS))
    assert (page(one), dump_json(content(one)), panels(one)) == (page(other), dump_json(content(other)), panels(other))


def test_a_best_one_apart_from_the_others_is_named_alone() -> None:
    assert content(study(*RANKS))["findings"] == ["Best macro F1: r 16, 0.90 [0.85–0.95]."]


def test_a_best_one_whose_interval_overlaps_others_is_not_shown_to_differ_from_them() -> None:
    (told,) = content(study(*RANKS[1:]))["findings"]
    assert told == "Best macro F1: r 8, 0.52 [0.47–0.57]. Its interval overlaps that of r 4: no difference to them is shown."


def test_scores_of_different_test_sets_are_not_ranked() -> None:
    (told,) = content(study(RANKS[0], point("rank-4", 0.1, digest="e", methods__lora__r=32)))["findings"]
    assert told.endswith("different test sets: do not compare their scores.")


def test_a_setting_that_all_share_is_told_once() -> None:
    made = study(*(point(f"rank-{r}", 0.5, scale="bench", methods__lora__r=r) for r in (4, 8)))
    assert "In every experiment: scale bench." in content(made)["findings"]
    assert made.varied == ["methods.lora.r"]


def test_one_experiment_alone_is_told_by_what_it_changed() -> None:
    made = study(point("rank", 0.5, methods__lora__r=4))
    assert made.varied == ["methods.lora.r"] and made.held == {}
    assert content(made)["findings"] == ["There is one experiment: r 4, 0.50 [0.45–0.55]."]


def test_runs_and_experiments_with_equal_settings_are_told_apart() -> None:
    twice = [point("seed-1", 0.5, seed=1), point("seed-2", 0.6, seed=1), point("seed-1", 0.4, run="audit-qlora", seed=1)]
    names, _ = panels(study(*twice, point("seed-3", 0.4, seed=2)))
    assert names == ["seed 1, audit-lora, seed-1", "seed 1, audit-lora, seed-2", "seed 1, audit-qlora", "seed 2, audit-lora"]


def test_a_run_without_a_value_is_shown_and_not_the_best() -> None:
    made = study(point("rank-1", None, methods__lora__r=4), point("rank-2", 0.1, methods__lora__r=8))
    assert "| 4 | – | 40 |" in page(made)
    assert content(made)["findings"][0].startswith("Best macro F1: r 8")


def test_what_was_left_out_is_said() -> None:
    assert "- Left out, not finished under their settings: rank-4, audit-lora." in page(
        study(*RANKS, left_out=("rank-4, audit-lora",))
    )
