"""Nothing of a program stays: its files, whatever their modes and depth, and its processes. And: how much disk it uses."""

import contextlib
import os
import signal
import stat
from pathlib import Path

_OPEN = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def excess(room: str, disk: int, files: int) -> str:
    """What there is too much of below `room`, disk or files; nothing: "". A folder that can not be read is too much."""
    size = count = 0
    folders = [room]
    try:
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    facts = entry.stat(follow_symlinks=False)
                    size, count = size + facts.st_blocks * 512, count + 1
                    if size > disk or count > files:
                        return "disk" if size > disk else "files"
                    if stat.S_ISDIR(facts.st_mode):
                        folders.append(entry.path)
    except FileNotFoundError:
        return ""  # the program is busy there; the next look comes soon
    except OSError:
        return "files"
    return ""


def open_sizes(pid: int) -> int:
    """Bytes of the files a process holds open, deleted ones too; 0 where the kernel does not show them."""
    try:
        with os.scandir(f"/proc/{pid}/fd") as entries:
            return sum(
                facts.st_size for facts in map(_facts, entries) if facts and stat.S_ISREG(facts.st_mode) and not facts.st_nlink
            )
    except OSError:
        return 0


def _facts(entry: "os.DirEntry[str]") -> os.stat_result | None:
    try:
        return Path(entry.path).stat()
    except OSError:
        return None


def empty(room: str) -> None:
    """Remove all below `room`. Folders are moved up before they are emptied, so that no depth is too deep. Raises OSError."""
    top = os.open(room, _OPEN)
    try:
        os.fchmod(top, 0o700)
        mark, number, waiting = os.urandom(8).hex(), 0, [""]
        while waiting:
            name = waiting.pop()
            folder = os.open(name, _OPEN, dir_fd=top) if name else os.dup(top)
            try:
                for entry in os.listdir(folder):  # noqa: PTH208 (an open folder has no path)
                    if stat.S_ISDIR(os.stat(entry, dir_fd=folder, follow_symlinks=False).st_mode):
                        number += 1
                        os.chmod(entry, 0o700, dir_fd=folder)
                        os.rename(entry, f"{mark}{number}", src_dir_fd=folder, dst_dir_fd=top)
                        waiting.append(f"{mark}{number}")
                    else:
                        os.unlink(entry, dir_fd=folder)
            finally:
                os.close(folder)
            if name:
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)


def threads(pid: int) -> int:
    """How many threads a process has; 0 where the kernel does not tell."""
    try:
        return Path(f"/proc/{pid}/task").stat().st_nlink - 2
    except OSError:
        return 0


def kill(pid: int) -> None:
    """End a program and the group it leads; not yet waited for, so the number is still its own."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid, signal.SIGKILL)


def kill_strays() -> None:
    """End all that is left below this process, which strays come to, until nothing is."""
    while True:
        for pid in _children():
            kill(pid)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _children() -> list[int]:
    try:
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    except OSError:
        return []
