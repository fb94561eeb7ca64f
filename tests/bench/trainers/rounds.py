"""Contestants by turns (A B C, A B C, …), each run in a process of its own interpreter, with one thread."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any

from tests.bench.trainers.spec import Spec

Result = dict[str, float]  # processor and wall seconds, supervised tokens, peak_mib, loss
ROOT = Path(__file__).parents[3]
PLACE = ROOT / ".venv" / "bench"  # where `make bench` puts the interpreters of the others
PACKAGES = {"trl": "trl", "factory": "llamafactory"}  # what they must have
ANSWER = "ANSWER "
LIMIT = 90.0  # seconds that one run of a worker may take


def interpreter(contestant: str) -> Path:
    """The Python that has what a contestant needs: this one where it does."""
    tool = contestant.partition("_")[0]
    own, package = PLACE / tool / "bin" / "python", PACKAGES.get(tool)
    return own if package and (own.exists() or find_spec(package) is None) else Path(sys.executable)


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
    """One run in a fresh process. Raises RuntimeError with the end of what it said when it fails."""
    command = [str(interpreter(spec.contestant)), "-m", "tests.bench.trainers", spec.dump()]
    done = subprocess.run(command, env=_surroundings(), cwd=spec.folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{spec.contestant}: {done.stderr[-2000:]}")
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


class Worker:
    """A process that does the runs of one contestant one after the other, started again when it has ended."""

    def __init__(self, contestant: str) -> None:
        self._command = [str(interpreter(contestant)), "-m", "tests.bench.trainers", "-"]
        self._errors = TemporaryFile("w+")
        self._process = self._started()

    def run(self, spec: Spec) -> Result | str:
        """The result, or in one line why there is none."""
        if self._process.poll() is not None:
            self._process = self._started()
        told, heard = self._process.stdin, self._process.stdout
        assert told is not None and heard is not None
        timer = Timer(LIMIT, self._process.kill)
        timer.start()
        try:
            told.write(spec.dump() + "\n")
            told.flush()
            answer = next((line for line in heard if line.startswith(ANSWER)), None)
        except BrokenPipeError:
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self._process.wait()
            return f"ended with {self._process.returncode}: {self._last_words()}"
        found: dict[str, Any] = json.loads(answer.removeprefix(ANSWER))
        return str(found["fault"]) if "fault" in found else found

    def close(self) -> None:
        """No more runs."""
        self._process.kill()
        self._process.wait()
        self._errors.close()

    def _started(self) -> "subprocess.Popen[str]":
        pipe = subprocess.PIPE
        return subprocess.Popen(self._command, env=_surroundings(), stdin=pipe, stdout=pipe, stderr=self._errors, text=True)

    def _last_words(self) -> str:
        self._errors.seek(0)
        return " ".join(self._errors.read()[-400:].split())


def _surroundings() -> Mapping[str, str]:
    """This repository first, then where this process finds its packages."""
    paths = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false", "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
