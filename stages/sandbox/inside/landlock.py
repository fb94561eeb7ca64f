"""Landlock: which files the program may read and write, no TCP, no signals or abstract sockets to others (as the kernel can).

System calls and structures of linux/landlock.h, called directly. Versions (ABI): 1 = Linux 5.13, 2 = 5.19, 3 = 6.2, 4 = 6.7
(TCP), 5 = 6.10, 6 = 6.12 (signals, abstract sockets). What an old version lacks the filter of system calls refuses as well.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every machine
_VERSION = 1  # LANDLOCK_CREATE_RULESET_VERSION
_PATH_BENEATH = 1  # LANDLOCK_RULE_PATH_BENEATH
_READ_FILE, _READ_DIR, _WRITE_FILE, _TRUNCATE = 1 << 2, 1 << 3, 1 << 1, 1 << 14
_MAKE = 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 12 | 1 << 13  # remove; make folders, files, links; move between folders
_BITS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many kinds of access to files a version knows; 5 and later: 16
_TCP, _SCOPES = 3, 3  # bind and connect; abstract sockets and signals


def version(libc: ctypes.CDLL | None = None) -> int:
    """The kernel's version of Landlock; 0 where there is none or it is switched off."""
    return max(0, int((libc or ctypes.CDLL(None)).syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION)))


def ruleset(libc: ctypes.CDLL, readable: Iterable[str], writable: Iterable[str], room: str) -> int:
    """The rules as an open file: reading below `readable`, writing to the devices `writable`, everything in `room`.

    Raises OSError.
    """
    abi = version(libc)
    known = (1 << _BITS.get(abi, 16)) - 1
    head = struct.pack("=QQQ", known, _TCP if abi >= 4 else 0, _SCOPES if abi >= 6 else 0)
    head = head[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
    rules = int(libc.syscall(_CREATE, head, ctypes.c_size_t(len(head)), 0))
    if rules < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    for path in readable:
        _allow(libc, rules, path, _READ_FILE | (_READ_DIR if Path(path).is_dir() else 0))
    for path in writable:
        _allow(libc, rules, path, (_READ_FILE | _WRITE_FILE | _TRUNCATE) & known)
    _allow(libc, rules, room, (_READ_FILE | _READ_DIR | _WRITE_FILE | _TRUNCATE | _MAKE) & known)
    return rules


def restrict(libc: ctypes.CDLL, rules: int) -> None:
    """Hold the calling thread and all it will start to the rules; no_new_privs must be set. Raises OSError."""
    if libc.syscall(_RESTRICT, rules, 0):
        raise OSError(ctypes.get_errno(), "landlock_restrict_self")


def _allow(libc: ctypes.CDLL, rules: int, path: str, access: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", access, place)
        if libc.syscall(_ADD, rules, _PATH_BENEATH, rule, 0):
            raise OSError(ctypes.get_errno(), "landlock_add_rule")
    finally:
        os.close(place)
