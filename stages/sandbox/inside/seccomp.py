"""The filter of system calls (seccomp), written as a BPF program by hand: a list of what is allowed, all else is refused.

Layout of what the kernel shows the filter: struct seccomp_data of seccomp(2): number, machine, address, six arguments of 64
bits. Only x86-64 (without its 32-bit and x32 forms) and aarch64 are known.
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable
from functools import cache

from stages.sandbox.inside.syscalls import AARCH64, ABSENT, FREE, NEWEST, PRETENDED, X86_64

# name of the machine -> (AUDIT_ARCH_* of linux/audit.h, numbers of calls)
MACHINES = {"x86_64": (0xC000003E, X86_64), "aarch64": (0xC00000B7, AARCH64)}

_LOAD, _EQUAL, _AT_LEAST, _ABOVE, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x25, 0x45, 0x54, 0x06  # linux/bpf_common.h
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000  # SECCOMP_RET_*, linux/seccomp.h
_PR_GET_SECCOMP, _PR_SET_SECCOMP, _FILTER = 21, 22, 2
_X32 = 0x40000000

_THREAD, _NAMESPACES = (
    0x00010000,
    0x7E020000,
)  # CLONE_THREAD; CLONE_NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET
_TRUNCATE_READ_ONLY, _ACCESS_AND_TRUNCATE = 0x200, 0x203  # O_TRUNC with O_RDONLY: old kernels' Landlock lets it cut a file
_TERMINAL_ASKS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX
_FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032)  # no F_SETOWN, F_SETSIG, F_NOTIFY, F_SETLEASE: they send signals
_THREAD_NAME = (15, 16)  # PR_SET_NAME, PR_GET_NAME; the parent-death signal may not be taken back

Step = tuple[int, int, int, int]  # code, jump if true, jump if false, constant
_PASS: Step = (_RETURN, 0, 0, _ALLOW)
_REFUSE: Step = (_RETURN, 0, 0, _ERRNO | errno.EPERM)


class Program(ctypes.Structure):
    """struct sock_fprog"""

    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def available() -> bool:
    """The machine is known and the kernel has filters."""
    return platform.machine() in MACHINES and ctypes.CDLL(None).prctl(_PR_GET_SECCOMP, 0, 0, 0, 0) >= 0


def install(libc: ctypes.CDLL) -> None:
    """Put the filter on the calling thread and all it will start; no_new_privs must be set. Raises OSError."""
    steps = b"".join(struct.pack("=HBBI", *step) for step in _program(os.getpid()))
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(Program(len(steps) // 8, steps)), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def _program(own: int) -> list[Step]:
    arch, numbers = MACHINES[platform.machine()]
    steps: list[Step] = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, arch), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    if platform.machine() == "x86_64":
        steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL)]
    for name, block in (_checked() | _own(own)).items():
        if name in numbers:
            steps += [(_EQUAL, 0, len(block), numbers[name]), *block]
    return steps + list(_rest(arch))


@cache
def _rest(arch: int) -> tuple[Step, ...]:
    numbers = dict(MACHINES.values())[arch]
    steps: list[Step] = []
    for names, answer in ((FREE, _ALLOW), (PRETENDED, _ERRNO), (ABSENT, _ERRNO | errno.ENOSYS)):
        for name in names:
            if name in numbers:
                steps += [(_EQUAL, 0, 1, numbers[name]), (_RETURN, 0, 0, answer)]
    return (*steps, (_ABOVE, 0, 1, NEWEST), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS), _REFUSE)


def _checked() -> dict[str, list[Step]]:
    """Calls that are allowed with some arguments."""
    opening = [(_AND, 0, 0, _ACCESS_AND_TRUNCATE), (_EQUAL, 0, 1, _TRUNCATE_READ_ONLY), _REFUSE, _PASS]
    return {
        "openat": [_low(2), *opening],
        "open": [_low(1), *opening],
        "fcntl": _one_of(1, _FCNTL),
        "ioctl": _one_of(1, _TERMINAL_ASKS),
        "prctl": _one_of(0, _THREAD_NAME),
        "clone": [_low(0), (_ANY_BIT, 0, 1, _NAMESPACES), _REFUSE, (_ANY_BIT, 0, 1, _THREAD), _PASS, _REFUSE],
        # a connected pair of streams within the process, as asyncio needs; nothing can be reached through it
        "socketpair": [_low(0), (_EQUAL, 1, 0, 1), _REFUSE, _low(1), (_AND, 0, 0, 0xF), (_EQUAL, 1, 0, 1), _REFUSE, _PASS],
        "sendto": [*_must_be_null(4), _PASS],
    }


def _own(pid: int) -> dict[str, list[Step]]:
    """Signals to itself; its limits, to read them."""
    itself = _one_of(0, (pid,))
    reading = [*_must_be_null(2), *_one_of(0, (0, pid))]
    return {"kill": itself, "tgkill": itself, "prlimit64": reading}


def _one_of(argument: int, values: Iterable[int]) -> list[Step]:
    return [_low(argument), *(step for value in values for step in ((_EQUAL, 0, 1, value), _PASS)), _REFUSE]


def _must_be_null(argument: int) -> list[Step]:
    low = _low(argument)
    return [low, (_EQUAL, 1, 0, 0), _REFUSE, (_LOAD, 0, 0, low[3] + 4), (_EQUAL, 1, 0, 0), _REFUSE]


def _low(argument: int) -> Step:
    """Load the lower half of an argument (both machines are little-endian); the kernel reads no more of these."""
    return (_LOAD, 0, 0, 16 + 8 * argument)
