"""The world around the sandbox that attacks aim at, and the judge who looks, from outside, whether one got through."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from stages.sandbox import Verdict

_LIBRARY = Path(os.__file__)


class World:
    """A secret, a folder, four servers and a process, all open to any user of the machine."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.outside = folder / "outside"
        self.outside.mkdir()
        self.secret = folder / "outside/secret"
        self.key = secrets.token_hex(16)
        self.secret.write_text(self.key)
        self.secret.chmod(0o666)
        self.outside.chmod(0o777)
        os.environ["SECTUNE_TEST_SECRET"] = self.key
        self.victim = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdout=subprocess.DEVNULL)
        self.servers = _servers(folder)
        self.before = self._state()

    def prelude(self) -> str:
        """Where everything is: an attacker who knows the machine well."""
        tcp, udp, unix, abstract = self.servers
        known = {
            "SECRET_FILE": str(self.secret), "OUTSIDE": str(self.outside), "PARENT": os.getpid(), "VICTIM": self.victim.pid,
            "TCP_PORT": tcp.getsockname()[1], "UDP_PORT": udp.getsockname()[1], "UNIX_PATH": unix.getsockname(),
            "UNIX_ABSTRACT": abstract.getsockname().decode("latin-1"),
        }  # fmt: skip
        return "".join(f"{name} = {value!r}\n" for name, value in known.items()) + "def solve():\n    return None\n\n"

    def breaches(self, verdict: Verdict) -> list[str]:
        """What the attack reached; [] = nothing."""
        found = ["it says so itself"] if "BREACH" in verdict.output else []
        found += ["the secret came out"] if self.key in verdict.output + verdict.detail else []
        found += ["the victim is dead"] if self.victim.poll() is not None else []
        found += [f"server {number} was reached" for number, server in enumerate(self.servers) if _was_reached(server)]
        until = time.monotonic() + 1  # a keeper answers a moment before it ends
        while (after := self._state()) != self.before and time.monotonic() < until:
            time.sleep(0.01)
        return found + [
            f"{what} changed: {self.before[what]} -> {after[what]}" for what in after if after[what] != self.before[what]
        ]

    def close(self) -> None:
        self.victim.kill()
        self.victim.wait()
        os.environ.pop("SECTUNE_TEST_SECRET", None)
        for server in self.servers:
            server.close()

    def _state(self) -> dict[str, object]:
        """Files, rooms of the sandbox and shared memory; the number of processes that descend from a fork server."""
        return {
            "outside": {path.name: _facts(path) for path in sorted(self.outside.iterdir())} | {"": self.outside.stat().st_mode},
            "the secret": self.secret.read_text() if self.secret.exists() else None,
            "the library": _facts(_LIBRARY),
            "its folder": sorted(path.name for path in _LIBRARY.parent.iterdir() if path.name != "__pycache__"),
            "left in a room": [path.name for room in _rooms() for path in room.iterdir()],
            "beside a room": sorted(path.name for room in _rooms() for path in room.parent.iterdir()),
            "temporary": [path.name for path in (Path("/tmp/sectune-breach"), Path("/dev/shm/sectune-breach")) if path.exists()],
            "shared memory": [Path(f"/proc/sysvipc/{kind}").read_text().count("\n") for kind in ("shm", "sem", "msg")],
            "processes": len(list(processes())),
        }


def private_folder() -> str:
    """A place for temporary files that other users can get through; other sandboxes on this machine have theirs elsewhere."""
    folder = tempfile.mkdtemp(prefix="sectune-tests-")
    Path(folder).chmod(0o755)
    return folder


def processes() -> Iterator[int]:
    """Our fork servers and all that was forked from them: their command lines are the same, and name the folder."""
    mark = f"{tempfile.gettempdir()}/sectune-sandbox-".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (folder / "cmdline").read_bytes():
                yield int(folder.name)


def _rooms() -> list[Path]:
    return sorted(path for path in Path(tempfile.gettempdir()).glob("sectune-sandbox-*/room") if os.access(path, os.R_OK))


def _facts(path: Path) -> tuple[int, int, int, int]:
    facts = path.lstat()
    return facts.st_mode, facts.st_uid, facts.st_size, facts.st_mtime_ns


def _servers(folder: Path) -> list[socket.socket]:
    tcp, udp = socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", 0))
    unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    unix.bind(str(folder / "socket"))
    (folder / "socket").chmod(0o777)
    abstract.bind("\0sectune-" + secrets.token_hex(8))
    for server in (unix, abstract):
        server.listen()
    for server in (tcp, udp, unix, abstract):
        server.setblocking(False)
    return [tcp, udp, unix, abstract]


def _was_reached(server: socket.socket) -> bool:
    try:
        server.recv(1) if server.type == socket.SOCK_DGRAM else server.accept()
    except BlockingIOError:
        return False
    return True
