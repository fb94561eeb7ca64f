"""What a training cost is measured from outside, and found again by the settings of its run."""

import resource
from pathlib import Path

import pytest
import torch
from torch.optim.optimizer import _global_optimizer_post_hooks

from stages.core.files import read_json, write_json
from stages.methods.costs import keep, measured, peak_memory, recall

SETTINGS = {"task": "audit", "method": {"r": 8, "learning_rate": 0.000123456789}}
COSTS = {"device": "an abacus", "timed_steps": 3, "seconds": 1.5, "cpu_seconds": 2.5, "peak_ram_bytes": 9, "peak_gpu_bytes": 0}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DVC_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)


def train(steps: int) -> None:
    """A line fitted by as many optimiser steps."""
    line = torch.nn.Linear(4, 1)
    optimizer = torch.optim.AdamW(line.parameters())
    for _ in range(steps):
        optimizer.zero_grad()
        line(torch.ones(8, 4)).sum().backward()
        optimizer.step()


def test_every_step_but_the_first_is_timed() -> None:
    with measured(tuned=True) as costs:
        train(5)
    assert costs["timed_steps"] == 4
    assert 0 < costs["cpu_seconds"] and 0 < costs["seconds"] < 60


def test_peak_memory_and_device_are_those_of_this_process() -> None:
    with measured(tuned=True) as costs:
        train(2)
    assert 50e6 < costs["peak_ram_bytes"] < 500e9
    assert costs["device"].strip(" ,") and (torch.cuda.is_available() or "threads: " in costs["device"])


def test_that_several_processes_shared_the_work_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    with measured(tuned=True) as costs:
        train(2)
    assert costs["device"].endswith(", processes: 2")


def test_memory_is_told_in_bytes_where_the_system_counts_kilobytes_and_where_it_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    monkeypatch.setattr("sys.platform", "linux")
    assert peak_memory()[0] == pytest.approx(most * 1024, rel=0.05)
    monkeypatch.setattr("sys.platform", "darwin")
    assert peak_memory()[0] == pytest.approx(most, rel=0.05)


@pytest.mark.parametrize(("tuned", "steps"), [(True, 0), (True, 1), (False, 3)])
def test_where_nothing_can_be_timed_there_are_no_costs(tuned: bool, steps: int) -> None:
    with measured(tuned) as costs:
        train(steps)
    assert costs == {}


def test_no_hook_is_left_behind() -> None:
    with pytest.raises(KeyboardInterrupt), measured(tuned=True):
        assert _global_optimizer_post_hooks
        raise KeyboardInterrupt
    assert not _global_optimizer_post_hooks


def test_costs_are_found_by_the_settings_that_the_report_shows() -> None:
    keep(SETTINGS, COSTS)
    write_json(Path("report.json"), {"settings": SETTINGS})
    assert recall(read_json(Path("report.json"))["settings"]) == COSTS
    assert recall({**SETTINGS, "task": "codegen"}) == {}


def test_a_run_that_timed_nothing_leaves_what_is_known() -> None:
    keep(SETTINGS, COSTS)
    keep(SETTINGS, {})
    assert recall(SETTINGS) == COSTS
