"""One run of one contestant, in a process of its own: `python -m tests.bench.trainers <spec as JSON>`; last line: the result."""

import json
import sys

import torch

from tests.bench.trainers import spec as specs
from tests.bench.trainers.clock import Clock, held_out_loss
from tests.bench.trainers.rows import supervised


def main(text: str) -> None:
    spec = specs.load(text)
    torch.set_num_threads(1)
    clock = Clock().start()
    fed = _contestant(spec.contestant)(spec)  # how many labels it trained on in the clock, where they are not everyone's
    processor, wall = clock.taken(spec.warm)
    learnt = fed if fed is not None else supervised(spec.rows("train")[spec.warm * spec.batch : spec.steps * spec.batch])
    result = {"processor": processor, "wall": wall, "supervised": learnt, "peak_mib": clock.peak_mib}
    result["loss"] = held_out_loss(clock.model, spec.rows("held_out"))
    print("\n" + json.dumps(result))


def _contestant(name: str):  # type: ignore[no-untyped-def]  # imported by need: no interpreter has all of them
    if name.startswith("sectune"):
        from tests.bench.trainers import sectune as module
    elif name.startswith("factory"):
        from tests.bench.trainers import factory as module  # type: ignore[no-redef]
    else:
        from tests.bench.trainers import libraries as module  # type: ignore[no-redef]
    return getattr(module, name)


if __name__ == "__main__":
    main(sys.argv[1])
