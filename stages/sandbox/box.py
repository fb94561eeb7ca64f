"""The sandbox: programs in, verdicts out, in order, several at a time."""

import secrets
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from queue import SimpleQueue

from stages.sandbox import layers as layered
from stages.sandbox import selfcheck, values
from stages.sandbox.checks import Check, Question, checks, inside
from stages.sandbox.layers import Layers
from stages.sandbox.program import Limits, Program, Verdict
from stages.sandbox.verdicts import Reading, Run, read, verdict
from stages.sandbox.worker import Broken, Worker

_STARVED = 0.8  # a run that ran out of time with less of a processor than this is tried again
_AHEAD = 4  # programs a worker that are taken from the input before their verdicts are asked for


class Sandbox:
    """`with Sandbox() as box: for verdict in box.run(programs): ...`. Raises UserError where it would not be safe."""

    def __init__(self, workers: int = 2, limits: Limits | None = None, unsafe: bool | None = None) -> None:
        self._limits = limits or Limits()
        self.layers: Layers = layered.here(self._limits, unsafe)
        self._all = [Worker(self.layers, self._limits) for _ in range(workers)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._turns = _Turns()

    def __enter__(self) -> "Sandbox":
        try:
            self.layers = replace(self.layers, user=selfcheck.user(self._all[0], self.layers))
        except BaseException:
            self.__exit__()
            raise
        for worker in self._all:
            self._idle.put(worker)
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._all:
            worker.close()

    def run(self, programs: Iterable[Program]) -> Iterator[Verdict]:
        """A verdict a program, in order. Raises RuntimeError when the sandbox itself fails twice on a program."""
        waiting: deque[Future[Verdict]] = deque()
        with ThreadPoolExecutor(len(self._all)) as pool:
            try:
                for program in programs:
                    waiting.append(pool.submit(self._one, program))
                    if len(waiting) >= _AHEAD * len(self._all):
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def _one(self, program: Program) -> Verdict:
        worker = self._idle.get()
        try:
            return self._judge(worker, program)
        finally:
            self._idle.put(worker)

    def _judge(self, worker: Worker, program: Program) -> Verdict:
        if not program.code.strip():
            return Verdict("no-code", "", 0, len(program.asserts) + len(program.calls), "")
        tests = checks(program)
        run, reading = self._asked(worker, program, tests)
        if reading.opaque:
            tests = [inside(test) if number in reading.opaque else test for number, test in enumerate(tests)]
            run, reading = self._asked(worker, program, tests)
        for number, answers in reading.answers.items():
            reading.results[number] = self._formula(worker, tests[number], answers)
        return verdict(reading, len(tests), run.output)

    def _asked(self, worker: Worker, program: Program, tests: Sequence[Check]) -> tuple[Run, Reading]:
        tokens = [secrets.token_hex(16) for test in tests if not test.questions] + [secrets.token_hex(16)]
        questions, unused = [], iter(tokens)
        for test in tests:
            questions += [("call", text) for text in test.questions] or [("assert", test.text), ("token", next(unused))]
        questions.append(("token", next(unused)))
        run = self._timed(worker, program.code, program.setup, not tests, questions)
        return run, read(run, tests, tokens, self._limits)

    def _formula(self, worker: Worker, test: Check, answers: Sequence[values.Plain]) -> tuple[str, str]:
        """Judge with the program's answers, where the program is not."""
        lines = [f"_value{number} = {values.source(answer)}" for number, answer in enumerate(answers)]
        check = Check("", (test.formula,), "True")
        token = secrets.token_hex(16)
        run = self._timed(worker, "\n".join([*test.imports, *lines]), "", False, [("call", test.formula), ("token", token)])
        return read(run, [check], [token], self._limits).results[0]

    def _timed(self, worker: Worker, code: str, setup: str, script: bool, questions: Sequence[Question]) -> Run:
        """One run; a second one, alone, when the first ran out of time on a busy machine."""
        with self._turns.shared():
            run = self._safely(worker, code, setup, script, questions)
        if run.reason == "time" and run.cpu < _STARVED * run.wall:
            with self._turns.alone():
                run = self._safely(worker, code, setup, script, questions)
        return run

    def _safely(self, worker: Worker, code: str, setup: str, script: bool, questions: Sequence[Question]) -> Run:
        """A failure of the sandbox is tried once more and then stops everything: it must not look like a wrong answer."""
        try:
            return worker.run(code, setup, script, questions)
        except Broken:
            try:
                return worker.run(code, setup, script, questions)
            except Broken as error:
                raise RuntimeError(f"sandbox-error: {error}") from error


class _Turns:
    """Many may run at once, or one alone."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._running, self._wanted = 0, 0

    @contextmanager
    def shared(self) -> Iterator[None]:
        with self._change:
            self._change.wait_for(lambda: self._wanted == 0)
            self._running += 1
        yield from self._left()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._change:
            self._wanted += 1
            self._change.wait_for(lambda: self._running == 0)
            self._running += 1
        try:
            yield from self._left()
        finally:
            with self._change:
                self._wanted -= 1
                self._change.notify_all()

    def _left(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._change:
                self._running -= 1
                self._change.notify_all()


def probe(limits: Limits | None = None, unsafe: bool | None = None) -> Layers:
    """The layers that are active on this machine, tried out. Raises UserError where it would not be safe."""
    with Sandbox(1, limits, unsafe) as box:
        return box.layers
