"""One run of one contestant, in a process of its own: `python -m tests.bench.trainers <spec as JSON>`; last line: the result."""

import json
import sys
from importlib import import_module

import torch

from tests.bench.trainers import spec as specs
from tests.bench.trainers.clock import Clock, held_out_loss
from tests.bench.trainers.rows import supervised

MODULES = {"sectune": "sectune", "factory": "factory", "trainer": "libraries", "trl": "libraries"}  # no interpreter has all


def main(text: str) -> None:
    spec = specs.load(text)
    torch.set_num_threads(1)
    clock = Clock().start()
    module = import_module(f"tests.bench.trainers.{MODULES[spec.contestant.partition('_')[0]]}")
    fed = getattr(module, spec.contestant)(spec)  # the rows it trained on in the clock, where they are not everyone's
    rows = fed or spec.rows("train")[spec.warm * spec.batch : spec.steps * spec.batch]
    processor, wall = clock.taken(spec.warm)
    result = {"processor": processor, "wall": wall, "supervised": supervised(rows), "peak_mib": clock.peak_mib}
    result["tokens"] = sum(len(row["input_ids"]) for row in rows)
    result["loss"] = held_out_loss(clock.model, spec.rows("held_out"))
    print("\n" + json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
