"""From what a run left behind to a verdict. Everything the program wrote is taken as possibly forged."""

import json
import re
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from stages.sandbox import values
from stages.sandbox.checks import Check
from stages.sandbox.program import Limits, Verdict

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,59}")
_TOLD = {"error", "memory", "blocked", "missing-module", "no-code"}  # what the inside may call a failure
_REASONS = {"time": ("timeout", "time"), "output": ("output", "output"), "left": ("crash", "left its channel")}

Result = tuple[str, str]  # status and detail of one test; ("passed", "") or ("asked", ...) while a formula is open


@dataclass(frozen=True)
class Run:
    """What the keeper reported of one run."""

    lines: Sequence[str]  # what the child said: loaded, then an answer a question
    reason: str  # why the keeper ended it; "" = it ended by itself
    signal: int
    cpu: float  # seconds
    wall: float  # seconds
    output: str


@dataclass
class Reading:
    """The answers of a run, test by test."""

    results: list[Result] = field(default_factory=list)
    answers: dict[int, list[values.Plain]] = field(default_factory=dict)  # of tests whose formula is still to be judged
    opaque: set[int] = field(default_factory=set)  # tests whose answers have no plain form: they must run inside


def read(run: Run, checks: Sequence[Check], tokens: Sequence[str], limits: Limits) -> Reading:
    """The result of every test; a run that ended early gives the tests it did not answer its own fate.

    `tokens`: one for each test that runs inside, in order, and one for the end of the program.
    """
    messages, fate, unused = _messages(run.lines), _fate(run, limits), iter(tokens)
    loaded = _failure(next(messages, None), fate)
    reading = Reading()
    if loaded:
        reading.results = [loaded] * max(1, len(checks))
        return reading
    for number, check in enumerate(checks):
        reading.results.append(_result(number, check, messages, fate, unused, reading))
    if next(messages, {}).get("token") != next(unused):
        reading.results.append(fate)
    return reading


def verdict(reading: Reading, total: int, output: str) -> Verdict:
    """The first test that did not pass names the whole."""
    passed = sum(status == "passed" for status, _ in reading.results[:total])
    status, detail = next((result for result in reading.results if result[0] != "passed"), ("passed", ""))
    return Verdict(status, detail, passed, total, output)


def _result(
    number: int, check: Check, messages: Iterator[dict[str, Any]], fate: Result, tokens: Iterator[str], reading: Reading
) -> Result:
    if not check.questions:
        return _inside(next(messages, None), next(messages, None), next(tokens), fate)
    answers = [next(messages, None) for _ in check.questions]
    for answer in answers:
        if failure := _failure(answer, fate):
            return failure
    plain = [_plain(answer or {}, check.loose) for answer in answers]
    if not check.formula:
        return _compared(check, plain[0], (answers[0] or {}).get("text"))
    if None in plain:
        reading.opaque.add(number)
    reading.answers[number] = [value for value in plain if value is not None]
    return ("asked", "")


def _compared(check: Check, got: values.Plain | None, text: Any) -> Result:
    wanted = values.expected(check.wanted, check.loose)
    if wanted is None:  # no literal: the text of the result is compared
        right = got is None and isinstance(text, str) and text.strip() == check.wanted.strip()
    else:
        right = got is not None and values.same(got, wanted, check.tolerance)
    return ("passed", "") if right else ("wrong", "")


def _inside(done: dict[str, Any] | None, echo: dict[str, Any] | None, token: str, fate: Result) -> Result:
    if failure := _failure(done, fate):
        return ("wrong", "") if failure[1] == "AssertionError" else failure
    return ("passed", "") if echo and echo.get("token") == token else fate


def _failure(message: dict[str, Any] | None, fate: Result) -> Result | None:
    if message is None:
        return fate
    if "error" not in message:
        return None
    kind, name = message.get("kind"), str(message["error"])
    status = kind if kind in _TOLD else "error"
    return (str(status), name if _NAME.fullmatch(name) else "")


def _fate(run: Run, limits: Limits) -> Result:
    """What is to be said of questions that were never answered."""
    if run.reason in _REASONS:
        return _REASONS[run.reason]
    if run.reason:
        return ("blocked", run.reason)  # threads, files, disk
    if run.signal == signal.SIGXCPU or (run.signal == signal.SIGKILL and run.cpu >= limits.cpu):
        return ("timeout", "cpu")
    if run.signal:
        return ("crash", signal.Signals(run.signal).name if run.signal in set(signal.Signals) else str(run.signal))
    return ("crash", "left before its end")


def _messages(lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            message = None
        yield message if isinstance(message, dict) else {"error": "", "kind": "error"}


def _plain(message: dict[str, Any], loose: bool) -> values.Plain | None:
    try:
        return values.plain(message.get("value"), loose)
    except (ValueError, TypeError, OverflowError):
        return None
