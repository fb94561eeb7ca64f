"""The fork server: a small interpreter that starts once and forks for each program, so that none pays for a start.

It holds nothing worth stealing: no test, no answer, no environment. Its one way to the outside is the socket it got at its
start; each message on it carries the end of a connection, which the forked keeper (keeper.py) takes over.
"""

import contextlib
import ctypes
import gc
import importlib
import os
import site
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

from stages.sandbox.inside import cleaning, landlock
from stages.sandbox.inside.jail import NOBODY, Jail, adopt_strays, user_for
from stages.sandbox.inside.keeper import keep

# What half of all programs import: paid once here instead of in every child. The child may import more.
_COMMON = "bisect collections copy datetime functools heapq itertools json math operator random re string typing".split()
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")


def main(number: int, room: str, packages: list[str], use_landlock: bool, use_seccomp: bool) -> None:
    """Serve until the socket `number` closes; `room` is the one folder that programs may write to."""
    control = socket.socket(fileno=number)
    jail = _jail(room, packages, use_landlock, use_seccomp)
    sys.path += packages
    for name in _COMMON:
        importlib.import_module(name)
    site.setquit()  # `exit` and `quit`, which an interpreter without `site` lacks
    adopt_strays(ctypes.CDLL(None))
    gc.freeze()
    server = os.getpid()
    while True:
        _, ends, _, _ = socket.recv_fds(control, 1, 1)
        if not ends:
            _remove(room)
            return
        connection = socket.socket(fileno=ends[0])
        keeper = os.fork()
        if keeper == 0:
            try:
                control.close()
                keep(connection, jail, room, server)
            finally:
                os._exit(1)
        connection.close()
        os.waitpid(keeper, 0)
        cleaning.kill_strays()  # none, unless somebody killed the keeper


def _remove(room: str) -> None:
    """The parent is gone. If it could not clear up after itself, this does."""
    with contextlib.suppress(OSError):
        cleaning.empty(str(Path(room).parent))
        Path(room).parent.rmdir()


def _jail(room: str, packages: list[str], use_landlock: bool, use_seccomp: bool) -> Jail:
    readable = [path for path in (*_own_paths(), *packages, *_SYSTEM) if Path(path).exists()]
    user = user_for(os.getpid())
    if user >= 0 and not _can_become(user):
        user = NOBODY if _can_become(NOBODY) else -1
    libc = ctypes.CDLL(None, use_errno=True)
    rules = landlock.ruleset(libc, readable, _DEVICES, room) if use_landlock else -1
    return Jail(rules, use_seccomp, user, user >= 0 and _hidden([*readable, room]))


def _own_paths() -> list[str]:
    """Where this interpreter and its standard library lie."""
    library = Path(os.__file__).resolve().parent
    return [str(path) for path in (library, Path(sys.base_prefix, "lib").resolve())]


def _can_become(user: int) -> bool:
    """A container may know few users: try it in a child."""
    if (child := os.fork()) == 0:
        try:
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def _hidden(paths: Iterable[str]) -> bool:
    """Some folder on the way is closed to other users."""
    return any(not part.stat().st_mode & 0o001 for path in paths for part in Path(path).resolve().parents)
