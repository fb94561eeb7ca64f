"""How fast training is against the tools in use: PYTHONPATH=. python tests/bench/training.py [--rounds 3] [--only cpu growth gpu]

Everyone starts from the same weights, sees the same rows in the same order with the same optimizer and schedule, on one
thread, in a process of its own, by turns. What the clock holds is said in trainers/clock.py; processor seconds are the unit,
since other work on a machine counts little in them. Nothing is asserted: times belong to the machine.
"""

import argparse
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.bench.trainers.gpu import SHAPES, gpu_tables
from tests.bench.trainers.growth import lengths_table, rows_table
from tests.bench.trainers.rounds import by_turns
from tests.bench.trainers.rows import code_like
from tests.bench.trainers.spec import Spec
from tests.bench.trainers.table import Bar, bars_table, best, runs_table

CONTESTANTS = [
    "trainer_defaults", "trainer_flattened", "trl_defaults", "trl_padding_free", "trl_packed", "factory_defaults",
    "sectune_padded", "sectune_flattened",
]  # fmt: skip
FLAT = "sectune_flattened"


class Race(NamedTuple):
    """A setting that all contestants run in, and the least times the yardstick's rate that is hoped for."""

    title: str
    vocabulary: int
    method: str
    steps: int
    warm: int
    batch: int
    hoped: float


# The large vocabulary in batches of 4: at 8 the rivals' scores alone take more memory than most machines have
RACES = [
    Race("every weight, vocabulary 32,256", 32_256, "full", 6, 2, 8, 2.5),
    Race("LoRA r 8, vocabulary 32,256", 32_256, "lora", 6, 2, 8, 2.5),
    Race("every weight, vocabulary 151,936", 151_936, "full", 4, 1, 4, 3.0),
    Race("LoRA r 8, vocabulary 151,936", 151_936, "lora", 4, 1, 4, 3.0),
]


def race(one: Race, rounds: int) -> list[str]:
    """The tables of one setting."""
    from tests.bench.trainers.start import make_start

    with tempfile.TemporaryDirectory() as folder:
        make_start(Path(folder), one.vocabulary, code_like(one.steps * one.batch + 16, one.vocabulary, 2))
        results = by_turns(Spec("", folder, one.method, one.steps, one.warm, one.batch), CONTESTANTS, rounds)
    bars = [
        Bar(FLAT, "trainer_defaults", one.hoped), Bar(FLAT, "trl_defaults", 5.0), Bar(FLAT, "factory_defaults", 2.0),
        Bar(FLAT, "trainer_defaults", 0.6, memory=True), Bar(FLAT, "sectune_padded", 1.0), Bar(FLAT, "trainer_flattened", 1.0),
    ]  # fmt: skip
    if "trl_packed" in results:
        bars.append(Bar(FLAT, best(results, ["trl_padding_free", "trl_packed"]), 1.3))
    return [f"### {one.title}", "", *runs_table(results, "trainer_defaults"), "", *bars_table(results, bars), ""]


def growth() -> list[str]:
    """The tables of growth."""
    lines = ["### Time against rows (tiny model, 16 tokens a row)", "", *rows_table(["trainer_defaults", FLAT]), ""]
    return [*lines, "### Time against length (24 rows)", "", *lengths_table(["trainer_defaults", "sectune_padded", FLAT]), ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--races", type=int, nargs="*", default=list(range(len(RACES))), help="which of the settings, from 0")
    parser.add_argument("--only", nargs="*", choices=["cpu", "growth", "gpu"], default=["cpu", "growth", "gpu"])
    parser.add_argument("--shapes", nargs="*", choices=list(SHAPES), default=["1.5B", "7B"], help="models for the GPU")
    parser.add_argument("--seconds", type=float, default=3600.0, help="begin no run on the GPU after these")
    given = parser.parse_args()
    for at in given.races if "cpu" in given.only else []:
        print("\n".join(race(RACES[at], given.rounds)), flush=True)
    if "growth" in given.only:
        print("\n".join(growth()), flush=True)
    if "gpu" in given.only:
        print("### On a GPU\n")
        for line in gpu_tables(given.rounds, given.shapes, given.seconds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
