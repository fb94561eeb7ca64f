"""One fork server as the parent sees it: started, given programs one at a time, stopped. See inside/server.py."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO

from stages.sandbox import bubblewrap
from stages.sandbox.checks import Question
from stages.sandbox.inside import cleaning, frames, start
from stages.sandbox.layers import Layers
from stages.sandbox.program import Limits
from stages.sandbox.verdicts import Run

_GRACE = 30.0  # seconds that server and keeper may need beside the program, on a busy machine


class Broken(Exception):
    """The sandbox itself failed; the program has no part in it."""


class Worker:
    """A server that is started when it is first needed and again after it broke."""

    def __init__(self, layers: Layers, limits: Limits) -> None:
        self._layers, self._limits = layers, limits
        self._server: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._root: Path | None = None
        self._complaints: IO[bytes] | None = None

    def run(self, code: str, setup: str, script: bool, questions: Sequence[Question]) -> Run:
        """Run one program and put the questions to it. Raises Broken."""
        try:
            report = self._exchange(
                {"code": code, "setup": setup, "script": script, "limits": asdict(self._limits)}, {"requests": questions}
            )
        except (OSError, EOFError) as error:
            told = self._complaint()
            self.close()
            raise Broken(told or f"the server is gone ({type(error).__name__})") from error
        if report.get("failed") or not report["armed"]:
            self.close()
            raise Broken(report.get("failed") or f"the program could not be locked in: {report['words'].strip()}")
        return Run(report["lines"], report["reason"], report["signal"], report["cpu"], report["wall"], report["output"])

    def close(self) -> None:
        """End the server and remove its folder."""
        if self._control:
            self._control.close()  # the server ends by itself, and its keeper with it
            self._control = None
        if self._server:
            try:
                self._server.wait(timeout=5)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._server.pid, signal.SIGKILL)
                self._server.wait()
            self._server = None
        if self._complaints:
            self._complaints.close()
            self._complaints = None
        if self._root:
            with contextlib.suppress(OSError):
                cleaning.empty(str(self._root / "room"))
            shutil.rmtree(self._root, ignore_errors=True)
            self._root = None

    def _exchange(self, order: frames.Message, questions: frames.Message) -> frames.Message:
        if not self._server:
            self._start()
        assert self._control
        mine, theirs = socket.socketpair()
        with mine:
            with theirs:
                socket.send_fds(self._control, [b"."], [theirs.fileno()])
            mine.settimeout(self._limits.wall + _GRACE)
            frames.send(mine, order)
            frames.send(mine, questions)
            return frames.receive(mine)

    def _start(self) -> None:
        room = self._room()
        packages = sorted({path for name in ("purelib", "platlib") if Path(path := sysconfig.get_path(name)).is_dir()})
        self._control, theirs = socket.socketpair()
        settings = {
            "number": theirs.fileno(), "room": str(room), "packages": packages,
            "use_landlock": self._layers.landlock > 0, "use_seccomp": self._layers.seccomp,
        }  # fmt: skip
        command = [sys.executable, "-s", "-P", "-S", "-B", "-X", "utf8", start.__file__, json.dumps(settings)]
        if self._layers.bubblewrap:
            command = bubblewrap.wrapped(command, room, packages, self._limits.disk)
        self._complaints = tempfile.TemporaryFile()
        with theirs:
            self._server = subprocess.Popen(
                command, env=_environment(), cwd="/", pass_fds=[theirs.fileno()], start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self._complaints,
            )  # fmt: skip

    def _room(self) -> Path:
        """The folder that programs may write to; bubblewrap makes one of the name that nobody else sees."""
        if self._layers.bubblewrap:
            return Path(tempfile.gettempdir(), f"sectune-sandbox-{secrets.token_hex(4)}", "room")
        self._root = Path(tempfile.mkdtemp(prefix="sectune-sandbox-"))
        self._root.chmod(0o711)  # the program's user must get through, and see nothing
        room = self._root / "room"
        room.mkdir()
        return room

    def _complaint(self) -> str:
        """The last line that the server wrote about itself."""
        if not self._complaints:
            return ""
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _environment() -> dict[str, str]:
    """Nothing of the user's, but for where a shared interpreter library may lie."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return kept | {"PYTHONHASHSEED": "0", "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}  # threads share the address limit
