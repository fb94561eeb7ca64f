"""Before anything else runs: a program of our own tries what the layers must forbid. A promise that does not hold stops all."""

import json
import os

from stages.core.errors import UserError
from stages.sandbox.inside.encoding import encode
from stages.sandbox.layers import Layers
from stages.sandbox.worker import Broken, Worker

_CODE = """
import os, socket

def open_to(action):
    try:
        action()
    except OSError:
        return False
    return True

def child():
    if os.fork() == 0:
        os._exit(0)
"""
_TRIED = (  # what must be forbidden, and the layer that does it
    ("open_to(lambda: open('/etc/passwd').close())", "landlock"),
    ("open_to(lambda: os.listdir('/'))", "landlock"),
    ("open_to(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close())", "seccomp"),
    ("open_to(child)", "seccomp"),
)
_PRIVATE, _NOBODY = 1_900_000_000, 65534


def user(worker: Worker, layers: Layers) -> str:
    """Which user programs run as ("private", "nobody", "own"). Raises UserError when a layer does not hold."""
    questions = [("call", text) for text, _ in _TRIED] + [("call", "os.getuid()")]
    try:
        run = worker.run(_CODE, "", False, questions)
    except Broken as error:
        raise UserError(f"the sandbox for generated code does not start: {error}; see `sectune doctor`") from error
    answers = [json.loads(line).get("value") for line in run.lines[1:]]
    if len(answers) != len(questions):
        raise UserError(
            f"the sandbox for generated code does not work here: its own check ended early ({run.reason or run.signal})"
        )
    for (text, layer), answer in zip(_TRIED, answers, strict=False):
        if getattr(layers, layer) and answer != encode(False):
            raise UserError(
                f"the sandbox for generated code does not hold here: {layer} let through {text}; run it on another machine"
            )
    number = int(answers[-1][1], 16)
    if number == os.geteuid():
        return "own"
    return "private" if number >= _PRIVATE else "nobody" if number == _NOBODY else "own"
