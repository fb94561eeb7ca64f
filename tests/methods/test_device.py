"""Preparing the machine: seeds, threads, and the answer which device there is."""

import random

import numpy
import torch

from stages.methods.device import prepare


def drawn() -> tuple[float, float, float]:
    return random.random(), float(numpy.random.rand()), float(torch.rand(1))


def test_every_generator_starts_from_the_seed() -> None:
    prepare(1, 7)
    first = drawn()
    prepare(1, 7)
    assert drawn() == first
    prepare(1, 8)
    assert not set(drawn()) & set(first)


def test_the_thread_count_is_the_one_asked_for() -> None:
    prepare(2, 7)
    assert torch.get_num_threads() == 2
    prepare(1, 7)
    assert torch.get_num_threads() == 1


def test_the_device_is_one_that_torch_can_use() -> None:
    assert torch.ones(1, device=prepare(1, 7)).sum() == 1
