"""bubblewrap, where it is installed and works: the fork server sees a file system and a network of its own, both nearly empty."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from stages.sandbox.inside import start

_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime")
# What a root server needs to hand its programs to a user that nobody is, and to clear up after them.
_RIGHTS = ("SETUID", "SETGID", "SETPCAP", "CHOWN", "FOWNER", "DAC_OVERRIDE", "DAC_READ_SEARCH", "KILL")


def works() -> bool:
    """Really run it: the file alone says nothing, as many systems forbid the name spaces it needs."""
    if sys.platform != "linux" or not shutil.which("bwrap"):
        return False
    command = wrapped([sys.executable, "-I", "-S", "-c", "pass"], None, [], 1 << 20)
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def wrapped(command: Sequence[str], room: Path | None, packages: Sequence[str], disk: int) -> list[str]:
    """The command inside bubblewrap: read-only system and packages, `room` a memory file system of `disk` bytes, no network."""
    prefix = Path(sys.base_prefix).resolve()
    shown = [*_SYSTEM, *dict.fromkeys([str(prefix), sys.prefix, str(Path(start.__file__).parent.parent), *packages])]
    arguments = [
        shutil.which("bwrap") or "bwrap",
        "--unshare-pid",
        "--unshare-net",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-cgroup-try",
    ]
    if os.geteuid():
        arguments += ["--unshare-user"]
    else:
        arguments += [part for right in _RIGHTS for part in ("--cap-add", f"CAP_{right}")]
    for path in shown:
        arguments += ["--ro-bind-try", path, path]
    arguments += ["--proc", "/proc", "--dev", "/dev"]
    if room:
        arguments += ["--size", str(2 * disk), "--tmpfs", str(room)]  # the watch ends a program at `disk`, the size at twice
    return [*arguments, "--", *command]
