"""What a child does to itself before the program starts: limits, another user, Landlock, the filter of system calls."""

import contextlib
import ctypes
import os
import resource
import struct
import sys
from pathlib import Path
from typing import NamedTuple

from stages.sandbox.inside import landlock, seccomp

LINUX = sys.platform == "linux"
NOBODY = 65534
_FIRST_USER = 1_900_000_000  # above every range that systems and containers hand out
_READ_ANYWHERE = 1 << 2  # CAP_DAC_READ_SEARCH
_PR_SET_PDEATHSIG, _PR_SET_KEEPCAPS, _PR_SET_NO_NEW_PRIVS, _PR_SET_CHILD_SUBREAPER = 1, 8, 38, 36
_CAPSET = {"x86_64": 126, "aarch64": 91}


class Jail(NamedTuple):
    """What holds every program of a server; made before the first one starts."""

    rules: int  # the Landlock rules, an open file; -1 = none
    seccomp: bool
    user: int  # the user that a root server hands the program to; -1 = the server's own, which is not root
    reads_all: bool  # file modes hide the interpreter from that user: it keeps the right to read, which Landlock bounds


def user_for(server: int) -> int:
    """A user that nobody is, one a server, so that threads can be counted; -1 where the server is not root."""
    return _FIRST_USER + server if os.geteuid() == 0 else -1


def die_with(parent: int, libc: ctypes.CDLL) -> None:
    """The kernel kills this process when its parent ends; a parent that has ended already is noticed."""
    if LINUX:
        libc.prctl(_PR_SET_PDEATHSIG, 9)
    if os.getppid() != parent:
        os._exit(1)


def adopt_strays(libc: ctypes.CDLL) -> None:
    """Children of children become this process's own when their parent ends."""
    if LINUX:
        libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)


def lock(jail: Jail, limits: dict[str, int], parent: int, libc: ctypes.CDLL) -> None:
    """The point of no return. Raises OSError where a layer that was promised does not hold."""
    with contextlib.suppress(OSError):  # when memory runs out the program goes first, not the server
        Path("/proc/self/oom_score_adj").write_text("1000")
    _limit(limits, jail.user >= 0)
    if jail.user >= 0:
        _become(jail, libc)
    die_with(parent, libc)  # after the change of user, which takes it away
    if jail.rules >= 0 or jail.seccomp:
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "no_new_privs")
    if jail.rules >= 0:
        landlock.restrict(libc, jail.rules)
        os.close(jail.rules)
    if jail.seccomp:
        seccomp.install(libc)


def _limit(limits: dict[str, int], alone: bool) -> None:
    wanted = {
        "RLIMIT_CPU": (limits["cpu"], limits["cpu"] + 1),  # the soft one can be caught, the hard one kills
        "RLIMIT_AS": (limits["memory"], limits["memory"]),
        "RLIMIT_FSIZE": (limits["disk"], limits["disk"]),
        "RLIMIT_CORE": (0, 0),
        "RLIMIT_NOFILE": (64, 64),
        "RLIMIT_MEMLOCK": (0, 0),
        "RLIMIT_MSGQUEUE": (0, 0),
    }
    if alone:  # counts every process of the user, so it is of use only where the user has no other
        wanted["RLIMIT_NPROC"] = (limits["threads"], limits["threads"])
    for name, (soft, hard) in wanted.items():
        if (kind := getattr(resource, name, None)) is None:
            continue
        most = resource.getrlimit(kind)[1]
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):
            if LINUX:
                raise  # macOS refuses the address limit; that is told in the layers


def _become(jail: Jail, libc: ctypes.CDLL) -> None:
    if jail.reads_all:
        libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(jail.user, jail.user, jail.user)
    os.setresuid(jail.user, jail.user, jail.user)
    kept = _READ_ANYWHERE if jail.reads_all else 0
    if LINUX and libc.syscall(
        _CAPSET[os.uname().machine],
        struct.pack("=Ii", 0x20080522, 0),  # _LINUX_CAPABILITY_VERSION_3, this process
        struct.pack("=6I", kept, kept, 0, 0, 0, 0),  # effective, permitted, inheritable; lower and upper half
    ):
        raise OSError(ctypes.get_errno(), "capset")
