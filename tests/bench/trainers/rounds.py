"""Contestants by turns (A B C, A B C, …), each run in a fresh process of its own interpreter, with one thread."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench.trainers.spec import Spec

Result = dict[str, float]  # processor and wall seconds, supervised tokens, peak_mib, loss
ROOT = Path(__file__).parents[3]
PLACE = ROOT / ".venv" / "bench"  # where `make bench` puts the interpreters of the others


def interpreter(contestant: str) -> Path:
    """The Python that has what a contestant needs."""
    tool = contestant.partition("_")[0]
    return PLACE / tool / "bin" / "python" if tool in ("trl", "factory") else Path(sys.executable)


def by_turns(spec: Spec, contestants: Sequence[str], rounds: int) -> dict[str, list[Result]]:
    """The results of each contestant, one a round. Whose interpreter is missing is left out, and said so."""
    there = [name for name in contestants if interpreter(name).exists()]
    for name in (name for name in contestants if name not in there):
        print(f"{name}: left out, {interpreter(name)} is missing (`make bench` installs it)", file=sys.stderr)
    results: dict[str, list[Result]] = {name: [] for name in there}
    for turn in range(rounds):
        for name in there:
            results[name].append(run(replace(spec, contestant=name)))
            print(f"round {turn + 1}: {name} {results[name][-1]}", file=sys.stderr)
    return results


def run(spec: Spec) -> Result:
    """One run in a process of its own. Raises RuntimeError with the end of what it said when it fails."""
    alone: Mapping[str, str] = {
        "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false", "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    command = [str(interpreter(spec.contestant)), "-m", "tests.bench.trainers", spec.dump()]
    done = subprocess.run(command, env=os.environ | alone, cwd=spec.folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{spec.contestant}: {done.stderr[-2000:]}")
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result
