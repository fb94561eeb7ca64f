"""The child in which a program runs, from the fork to the first line of the program."""

import ctypes
import fcntl
import os
from typing import Any

from stages.sandbox.inside import runner
from stages.sandbox.inside.jail import Jail, lock

ARMED = b"armed\n"  # its first words, before any line of the program runs


def become(order: dict[str, Any], jail: Jail, room: str, ends: tuple[int, int, int]) -> None:
    """Leave all behind but the room and three pipes, then run. Returns only when it could not lock itself in."""
    keeper = os.getppid()
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    ask, answer, out = (_high(end) for end in ends)
    for source, target in ((nothing, 0), (out, 1), (nothing, 2)):
        os.dup2(source, target)
    os.environ.clear()
    os.environ.update(HOME=room, TMPDIR=room, LANG="C.UTF-8", TZ="UTC", PYTHONHASHSEED="0", OMP_NUM_THREADS="1")
    os.environ.update(OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    os.umask(0o077)
    os.chdir(room)
    for start, stop in _gaps({0, 1, 2, ask, answer, jail.rules}):
        os.closerange(start, stop)
    try:
        lock(jail, order["limits"], keeper, ctypes.CDLL(None, use_errno=True))
    except (OSError, ValueError) as error:
        os.write(answer, f"{type(error).__name__} {error}\n".encode())
        return
    os.write(answer, ARMED)
    runner.serve(ask, answer, order["code"], order["setup"], order["script"])


def _high(end: int) -> int:
    """The same pipe at a number above the standard ones."""
    return fcntl.fcntl(end, fcntl.F_DUPFD, 10)


def _gaps(kept: set[int]) -> list[tuple[int, int]]:
    """The ranges of file numbers between the kept ones, up to the end."""
    edges = sorted(end for end in kept if end >= 0)
    return [(low + 1, high) for low, high in zip(edges, [*edges[1:], 1 << 20], strict=True)]
