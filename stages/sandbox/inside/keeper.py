"""One process a program, forked from the server: starts the program, feeds it its requests, watches it, clears up after it.

All that a program has to do with passes through here and dies with this process: the server itself never sees any of it, so
that no later program finds traces in its memory. What is expected of the program is not known here either.
"""

import ctypes
import json
import os
import select
import socket
import time
from pathlib import Path
from typing import Any

from stages.sandbox.inside import cleaning, frames
from stages.sandbox.inside.child import ARMED, become
from stages.sandbox.inside.jail import Jail, adopt_strays, die_with

_TICK = 0.02  # seconds between two looks at threads and disk
_LINGER = 0.2  # seconds a program has to end after it closed its channel
_SHOWN = 4096  # bytes of output that are handed back


def keep(connection: socket.socket, jail: Jail, room: str, server: int) -> None:
    """Receive {code, setup, script, limits}, then {requests}; send back what happened. Ends the process."""
    libc = ctypes.CDLL(None, use_errno=True)
    die_with(server, libc)
    adopt_strays(libc)
    order = frames.receive(connection)
    try:
        report = _Watched(order, jail, room, connection).run()
        cleaning.empty(room)
    except EOFError:
        os._exit(1)  # the parent is gone; the program ends with this process
    except OSError as error:
        report = {"failed": f"{type(error).__name__} {error.errno} {error.strerror}"}
    frames.send(connection, report)
    os._exit(0)


class _Watched:
    """A program in a child of this process."""

    def __init__(self, order: dict[str, Any], jail: Jail, room: str, connection: socket.socket) -> None:
        self.limits, self.room = order["limits"], room
        self.connection = connection
        ask, self.ask = os.pipe()
        self.answer, answer = os.pipe()
        self.out, out = os.pipe()
        if jail.user >= 0:
            os.chown(room, jail.user, jail.user)
        Path(room).chmod(0o700)
        self.started = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                become(order, jail, room, (ask, answer, out))
            finally:
                os._exit(1)
        for end in (ask, answer, out):
            os.close(end)
        self.requests: list[bytes] = []
        self.lines = bytearray()
        self.output = bytearray()
        self.printed = self.asked = self.heard = 0  # bytes, questions, lines
        self.reason = ""
        self.unsent = b""
        self.ended: Any = None  # what wait4 told about the program

    def run(self) -> dict[str, Any]:
        """Until the program has ended or has to end. Raises EOFError when the parent is gone, OSError."""
        self.requests = [json.dumps(request).encode() + b"\n" for request in frames.receive(self.connection)["requests"]]
        for end in (self.ask, self.answer, self.out):
            os.set_blocking(end, False)
        poll = select.poll()
        poll.register(self.answer, select.POLLIN)
        poll.register(self.out, select.POLLIN)
        poll.register(self.connection, 0)  # tells when the parent is gone
        open_ends = {self.answer, self.out}
        while self.answer in open_ends and self.ask >= 0 and not self.reason:  # until all is answered
            for end, _ in poll.poll(_TICK * 1000):
                if end not in open_ends:
                    self._give_up()
                if not self._read(end):
                    poll.unregister(end)
                    open_ends.discard(end)
            self._write()
            self._look()
        if not self.reason:
            self._linger()
        return self._ended()

    def _read(self, end: int) -> bool:
        """Take what stands in a pipe; False at its end."""
        try:
            part = os.read(end, 1 << 16)
        except BlockingIOError:
            return True
        if end == self.out:
            self.printed += len(part)
            self.output += part[: max(0, _SHOWN - len(self.output))]
        else:
            self.lines += part
            self.heard += part.count(b"\n")
        if max(self.printed, len(self.lines)) > self.limits["output"]:
            self.reason = "output"
        return bool(part)

    def _write(self) -> None:
        """Send the next request once the last one is answered; the answers to loading and to all before it are lines too."""
        answered = self.heard - 2  # less the words "armed" and the answer to loading
        if not self.unsent and self.ask >= 0 and answered >= self.asked:
            if self.asked == len(self.requests):
                os.close(self.ask)  # nothing more: the program ends
                self.ask = -1
                return
            self.unsent = self.requests[self.asked]
            self.asked += 1
        if self.unsent:
            try:
                self.unsent = self.unsent[os.write(self.ask, self.unsent) :]
            except BlockingIOError:
                pass
            except BrokenPipeError:
                self.unsent = b""

    def _look(self) -> None:
        if time.monotonic() - self.started > self.limits["wall"]:
            self.reason = "time"
        elif cleaning.threads(self.pid) > self.limits["threads"]:
            self.reason = "threads"
        elif cleaning.open_sizes(self.pid) > self.limits["disk"]:
            self.reason = "disk"
        else:
            self.reason = self.reason or cleaning.excess(self.room, self.limits["disk"], self.limits["files"])

    def _linger(self) -> None:
        until = time.monotonic() + _LINGER
        while time.monotonic() < until:
            self.ended = os.wait4(self.pid, os.WNOHANG)
            if self.ended[0]:
                return
            time.sleep(0.0005)

    def _ended(self) -> dict[str, Any]:
        if not self.ended or not self.ended[0]:
            cleaning.kill(self.pid)
            self.ended = os.wait4(self.pid, 0)
            self.reason = self.reason or "left"
        _, status, usage = self.ended
        cleaning.kill_strays()
        while self._read(self.out) and self.printed <= self.limits["output"]:
            if not select.select([self.out], [], [], 0)[0]:
                break
        armed, text = self.lines.startswith(ARMED), bytes(self.lines[len(ARMED) :])
        return {
            "armed": armed,
            "lines": text.decode("utf-8", "replace").split("\n")[:-1],
            "words": "" if armed else bytes(self.lines[:500]).decode("utf-8", "replace"),
            "reason": self.reason,
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            "cpu": usage.ru_utime + usage.ru_stime,
            "wall": time.monotonic() - self.started,
            "output": self.output.decode("utf-8", "replace"),
        }

    def _give_up(self) -> None:
        """The parent is gone: leave nothing."""
        self._ended()
        cleaning.empty(self.room)
        os._exit(1)
