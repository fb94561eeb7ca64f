"""Which layers of protection this machine has, and what is said where one is missing."""

import os
import platform
import sys
from dataclasses import asdict, dataclass

from stages.core.errors import UserError
from stages.sandbox import bubblewrap
from stages.sandbox.inside import landlock, seccomp
from stages.sandbox.program import Limits

SWITCH = "SECTUNE_UNSAFE_EXECUTION"


@dataclass(frozen=True)
class Layers:
    """What is active. The same on every machine of the same kind: no names, no releases, no paths."""

    landlock: int  # version of Landlock (its ABI); 0 = off: the program reads and writes what its user may
    seccomp: bool  # system calls are filtered; without it the network and other programs are open
    address_limit: bool  # memory is limited; macOS can not
    user: str  # "private" = a user that nobody is; "nobody"; "own" = whoever runs this
    bubblewrap: bool  # a file system and name spaces of its own
    limits: Limits

    @property
    def safe(self) -> bool:
        """Fit to run code that nobody has read."""
        return self.landlock > 0 and self.seccomp

    def told(self) -> str:
        """The layers in one line, for people."""
        parts = [
            f"Landlock {self.landlock}" if self.landlock else "no Landlock",
            "system-call filter" if self.seccomp else "no system-call filter",
            "bubblewrap" if self.bubblewrap else "no bubblewrap",
            f"{self.user} user",
            f"{self.limits.wall:g} s",
            f"{self.limits.memory >> 20} MiB of memory" if self.address_limit else "no limit on memory",
            f"{self.limits.disk >> 20} MiB of files",
            f"{self.limits.threads} threads",
        ]
        return ", ".join(parts) + ("" if self.safe else "; UNSAFE, at the user's own risk")

    def facts(self) -> dict[str, object]:
        """For a report, as JSON can hold it."""
        return asdict(self) | {"safe": self.safe}


def here(limits: Limits, unsafe: bool | None = None) -> Layers:
    """The layers to use on this machine. `unsafe`: go on without the ones that are missing; None asks the environment.

    Raises UserError where one is missing and that is not allowed.
    """
    if not hasattr(os, "fork"):
        raise UserError(
            f"generated code can not be run on {platform.system()}: it has no fork; use Linux, WSL 2 or a Linux container"
        )
    unsafe = os.environ.get(SWITCH) == "1" if unsafe is None else unsafe
    linux = sys.platform == "linux"
    files = landlock.version() if linux else 0
    calls = linux and seccomp.available()
    missing = [name for name, there in (("Landlock (Linux 5.13 or later, switched on)", files), (_SECCOMP, calls)) if not there]
    if missing and not unsafe:
        raise UserError(
            f"generated code can not be run safely here, there is no {' and no '.join(missing)}; use a machine or a container "
            f"that has it, or set {SWITCH}=1 to run what models wrote with limits on time and memory only"
        )
    return Layers(files, calls, linux, "own", bubblewrap.works(), limits)


_SECCOMP = "filter of system calls (seccomp, on Linux for x86_64 or aarch64)"
