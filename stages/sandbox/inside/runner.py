"""In the child: run the program, then answer one request after the other, a line of JSON each.

The program shares this process, so it can forge every line; that gives it nothing, as what is expected stays outside and an
answer counts only by its value. Answers: {"value": tagged}, {"text": repr, "type": name} for a value of no built-in type,
{"done": true}, {"token": text}, {"error": type name, "kind": status}.
"""

import contextlib
import errno
import json
import os
import sys
import types
from typing import Any

from stages.sandbox.inside.encoding import encode

_ONLY_TREE = 0x400  # PyCF_ONLY_AST, without the import of ast
_REFUSED = {errno.EPERM, errno.EACCES, errno.EFBIG}
_TEXT_LIMIT = 20_000  # characters of a repr that are carried
_dumps, _loads = json.dumps, json.loads


def serve(ask: int, answer: int, code: str, setup: str, script: bool) -> None:
    """Run to the end of the requests; never returns."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("stages", "__main__")]:
        del sys.modules[name]
    name = "__main__" if script else "program"  # tests import a solution; what it does as a script is not asked for
    module = types.ModuleType(name)
    sys.modules[name] = module
    sys.argv = ["program.py"]
    loaded = _load(module.__dict__, code, setup, script)
    _say(answer, loaded)
    if "error" in loaded:
        os._exit(0)
    with os.fdopen(ask, "r", encoding="utf-8") as requests:
        for line in requests:
            _say(answer, _respond(module.__dict__, *_loads(line)))
    os._exit(0)


def _load(names: dict[str, Any], code: str, setup: str, script: bool) -> dict[str, Any]:
    try:
        if not compile(code, "<program>", "exec", _ONLY_TREE, True).body:
            return {"error": "", "kind": "no-code"}
        exec(compile(code, "<program>", "exec", 0, True), names)
        if setup:
            exec(compile(setup, "<setup>", "exec", 0, True), names)
        if script:
            _end_like_a_script()
    except SystemExit as error:
        if script and error.code in (None, 0):
            return {"done": True}
        return _fault(error)
    except BaseException as error:  # noqa: BLE001 (whatever it throws is a result)
        return _fault(error)
    return {"done": True}


def _end_like_a_script() -> None:
    threading: Any = sys.modules.get("threading")
    if threading:
        threading._shutdown()  # waits for threads, as the interpreter does at its end


def _respond(names: dict[str, Any], kind: str, text: str) -> dict[str, Any]:
    if kind == "token":
        return {"token": text}
    try:
        if kind == "assert":
            exec(compile(text, "<assert>", "exec", 0, True), names)
            return {"done": True}
        return _value(eval(compile(text, "<call>", "eval", 0, True), names))  # noqa: S307 (this is the sandbox)
    except BaseException as error:  # noqa: BLE001 (whatever it throws is a result)
        return _fault(error)


def _value(value: Any) -> dict[str, Any]:
    try:
        return {"value": encode(value)}
    except (TypeError, ValueError, RecursionError):
        return {"text": repr(value)[:_TEXT_LIMIT], "type": type(value).__name__}


def _fault(error: BaseException) -> dict[str, Any]:
    kind = "error"
    if isinstance(error, MemoryError):
        kind = "memory"
    elif isinstance(error, ModuleNotFoundError):
        return {"error": str(error.name), "kind": "missing-module"}
    elif _was_refused(error):
        kind = "blocked"
    return {"error": type(error).__name__, "kind": kind}


def _was_refused(error: BaseException | None) -> bool:
    """The sandbox said no to this error or to one that led to it (libraries wrap them)."""
    for _ in range(10):
        if error is None:
            break
        if isinstance(error, RuntimeError) and error.args == ("can't start new thread",):
            return True
        if isinstance(error, OSError) and (error.errno in _REFUSED or type(error).__name__ == "gaierror"):
            return True
        error = error.__cause__ or error.__context__
    return False


def _say(answer: int, message: dict[str, Any]) -> None:
    flush = getattr(sys.stdout, "flush", None)
    if flush:
        with contextlib.suppress(BaseException):
            flush()
    line = _dumps(message).encode() + b"\n"
    while line:
        line = line[os.write(answer, line) :]
