"""Runs of one contestant, in a process of its own: `python -m tests.bench.trainers <spec as JSON>`; last line: the result.

With `-` in place of the spec it reads specs from its input, a line each, and answers each with a line that starts with ANSWER:
on a GPU starting Python takes longer than most runs. It ends itself when a run leaves memory of the GPU behind.
"""

import gc
import json
import sys
from importlib import import_module

import torch

from tests.bench.trainers import spec as specs
from tests.bench.trainers.clock import Clock, held_out_loss
from tests.bench.trainers.rounds import ANSWER, Result
from tests.bench.trainers.rows import supervised
from tests.bench.trainers.spec import Spec

MODULES = {"sectune": "sectune", "factory": "factory", "trainer": "libraries", "trl": "libraries"}  # no interpreter has all
LEFT = 2**30  # bytes of the GPU that a run may leave behind


def measured(spec: Spec) -> Result:
    """One run."""
    torch.set_num_threads(1)
    clock = Clock()
    with clock.running():
        module = import_module(f"tests.bench.trainers.{MODULES[spec.contestant.partition('_')[0]]}")
        fed = getattr(module, spec.contestant)(spec)  # the rows it trained on in the clock, where they are not everyone's
    rows = fed or spec.rows("train")[spec.warm * spec.batch : spec.steps * spec.batch]
    processor, wall = clock.taken(spec.warm)
    result = {"processor": processor, "wall": wall, "supervised": supervised(rows), "peak_mib": clock.peak_mib}
    result["tokens"] = sum(len(row["input_ids"]) for row in rows)
    result["loss"] = held_out_loss(clock.model, spec.rows("held_out"))
    return result


def serve() -> None:
    """Runs until the input ends; one that fails is answered with {"fault": why}."""
    for line in sys.stdin:
        try:
            answer = json.dumps(measured(specs.load(line)))
        except Exception as error:  # noqa: BLE001  out of memory in one run is a finding, not the end of the table
            answer = json.dumps({"fault": f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"})
        print(f"\n{ANSWER}{answer}", flush=True)
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
            if torch.cuda.memory_allocated() > LEFT:
                return


if __name__ == "__main__":
    if sys.argv[1] == "-":
        serve()
    else:
        print("\n" + json.dumps(measured(specs.load(sys.argv[1]))))
