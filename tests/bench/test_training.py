"""The benchmark of training: its rows, its tables, and one smallest race of what this environment holds. No time is asserted."""

import sys
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from tests.bench.trainers.clock import Clock
from tests.bench.trainers.gpu import useful_work
from tests.bench.trainers.rounds import Result, Worker, by_turns, interpreter
from tests.bench.trainers.rows import IGNORE, code_like, supervised
from tests.bench.trainers.spec import Spec, load
from tests.bench.trainers.start import TINY, make_start
from tests.bench.trainers.table import SAME, Bar, bars_table, runs_table


def result(seconds: float, peak: float = 100.0, loss: float = 2.0) -> Result:
    return {"processor": seconds, "wall": seconds, "supervised": 120.0, "tokens": 300.0, "peak_mib": peak, "loss": loss}


def test_rows_have_the_lengths_of_code_and_a_prompt_of_six_tenths() -> None:
    rows = code_like(2000, 500, seed=1)
    lengths = [len(row["input_ids"]) for row in rows]
    assert 140 < median(lengths) < 160 and max(lengths) == 768
    assert supervised(rows) / sum(lengths) == pytest.approx(0.4, abs=0.005)


def test_rows_are_the_same_for_everyone_who_draws_them() -> None:
    assert code_like(5, 500, seed=1) == code_like(5, 500, seed=1) != code_like(5, 500, seed=2)


def test_labels_are_the_tokens_of_the_answer() -> None:
    row = code_like(1, 500, seed=1)[0]
    answer = [label for label in row["labels"] if label != IGNORE]
    assert row["input_ids"][-len(answer) :] == answer and min(row["input_ids"]) > 1


def test_ratios_are_paired_within_rounds() -> None:
    results = {"slow": [result(10), result(40)], "fast": [result(5), result(5)]}
    assert bars_table(results, [Bar("fast", "slow", 3.0)])[-1].endswith("| ≥ 3x | 5.00 [2.00, 8.00] | met |")


def test_a_missed_bar_is_said_to_be_missed() -> None:
    results = {"other": [result(10, peak=100)], "ours": [result(5, peak=70)]}
    assert "| memory ≤ 0.6 | 0.70 [0.70, 0.70] | MISSED |" in bars_table(results, [Bar("ours", "other", 0.6, memory=True)])[-1]


def test_another_final_loss_is_marked() -> None:
    lines = runs_table(
        {"yardstick": [result(1)], "alike": [result(1, loss=2 + SAME / 2)], "off": [result(1, loss=2.01)]}, "yardstick"
    )
    assert [("NOT EQUAL" in line) for line in lines[2:]] == [False, False, True]


def test_the_clock_leaves_the_warm_steps_out() -> None:
    clock = Clock()
    clock.seconds = [(0.0, 0.0), (9.0, 10.0), (11.0, 14.0), (12.0, 16.0)]
    assert clock.taken(warm=1) == (3.0, 6.0)


def test_a_spec_survives_the_way_to_another_process() -> None:
    spec = Spec("trl_packed", "/tmp", "lora", 3, 1)
    assert load(spec.dump()) == spec


def test_useful_work_counts_the_head_for_supervised_tokens_alone() -> None:
    assert useful_work("dot", result(1) | {"tokens": 0.0, "supervised": 1.0}) == 4 * 151_936 * 64


@pytest.mark.parametrize(("contestant", "ours"), [("sectune_padded", True), ("factory_defaults", False)])
def test_an_interpreter_has_what_a_contestant_needs(contestant: str, ours: bool) -> None:
    assert (interpreter(contestant) == Path(sys.executable)) == ours


@pytest.mark.slow
def test_a_worker_goes_on_after_a_run_that_failed(tmp_path: Path) -> None:
    make_start(tmp_path, 300, code_like(3 * 2 + 16, 300, 2), TINY)
    spec = Spec("sectune_flattened", str(tmp_path), "full", steps=3, warm=1, batch=2)
    worker = Worker("sectune_flattened")
    failed, done = worker.run(replace(spec, contestant="sectune_unheard_of")), worker.run(spec)
    worker.close()
    assert isinstance(failed, str) and failed.startswith("AttributeError: ")
    assert isinstance(done, dict) and done["wall"] > 0


@pytest.mark.slow
def test_padded_flattened_and_plain_training_end_at_the_same_loss(tmp_path: Path) -> None:
    make_start(tmp_path, 300, code_like(3 * 2 + 16, 300, 2), TINY)
    spec = Spec("", str(tmp_path), "full", steps=3, warm=1, batch=2, learning_rate=1e-2)
    results = by_turns(spec, ["trainer_defaults", "sectune_padded", "sectune_flattened"], rounds=1)
    losses = [runs[0]["loss"] for runs in results.values()]
    assert len(losses) == 3 and max(losses) - min(losses) < SAME
