"""Processes among others: a stage ends with the one that started it, holds its state alone and does not hog the cores."""

import ctypes
import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stages.core.errors import UserError

# How often GNU OpenMP looks for work before a waiting thread sleeps. A step of the demo took 0.18 s without any looking and
# 0.14 s from 1,000 looks on; beside one busy core 0.23 s, 0.27 s, and 0.50 s at the default of 300,000. Read when OpenMP is
# loaded, so stages import this module before torch.
if "OMP_WAIT_POLICY" not in os.environ:
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")

# Nothing here is compiled by torch. bitsandbytes asks for it while it is imported, which loads the compiler: a second, each stage
os.environ.setdefault("TORCHDYNAMO_DISABLE", "1")

_PR_SET_PDEATHSIG = 1  # prctl(2)


def die_with_parent() -> None:
    """Ask the kernel (Linux only) to end this process when its parent ends, whatever ended the parent."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def processes() -> int:
    """How many processes `torchrun` started for this work; 1 without it."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def rank() -> int:
    """Which of them this one is, from 0: the one that writes and speaks."""
    return int(os.environ.get("RANK", "0"))


@contextmanager
def alone(state: Path) -> Iterator[None]:
    """Hold the state folder for one piece of work. Raises UserError when another one does the same.

    Of the processes of one piece of work the first holds it for all.
    """
    if rank() > 0:
        yield
        return
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UserError(f"{state}: another process works with the same settings; wait for it or stop it") from error
        yield
