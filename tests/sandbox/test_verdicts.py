"""Every status, for the programs that deserve it."""

import pytest

from stages.sandbox import STATUSES, Call, Limits, Program, Sandbox
from tests.sandbox.conftest import Judge
from tests.sandbox.limits import SHORT

DOUBLE = "def double(x):\n    return 2 * x\n"

CASES = [
    ("passed", "", "print('hello')"),
    ("passed", "", "import sys\nsys.exit()"),
    ("passed", "", "quit()"),
    ("passed", "", "import asyncio\nasync def main():\n    await asyncio.sleep(0)\nasyncio.run(main())"),
    ("passed", "", "open('note', 'w').write('x')\nimport shutil\nshutil.copy('note', 'copy')\nprint(open('copy').read())"),
    ("passed", "", "import threading\nthreading.Thread(target=print, args=('x',)).start()"),
    ("passed", "", "x = 1\r\nif x:\r\n\tprint(x)\r\n"),
    ("error", "ZeroDivisionError", "1 / 0"),
    ("error", "SyntaxError", "def f(:\n"),
    ("error", "EOFError", "input()"),
    ("error", "SystemExit", "raise SystemExit(1)"),
    ("error", "RecursionError", "def f():\n    f()\nf()"),
    ("error", "FileNotFoundError", "open('absent')"),
    ("timeout", "time", "import time\ntime.sleep(60)"),
    ("memory", "MemoryError", "x = bytearray(1 << 31)"),
    ("output", "output", "while True:\n    print('x' * 1000)"),
    ("crash", "SIGSEGV", "import ctypes\nctypes.string_at(0)"),
    ("crash", "SIGABRT", "import os\nos.abort()"),
    ("crash", "left before its end", "import os\nos._exit(0)"),
    ("blocked", "PermissionError", "import socket\nsocket.socket()"),
    ("blocked", "PermissionError", "import subprocess\nsubprocess.run(['ls'])"),
    ("blocked", "files", "for n in range(100000):\n    open(str(n), 'w').close()"),
    ("blocked", "disk", "for n in range(100000):\n    open(str(n), 'wb').write(bytes(1 << 20))"),
    ("missing-module", "no_such_package", "import no_such_package.part"),
    ("no-code", "", " \n"),
    ("no-code", "", "# a comment is not a program"),
]


@pytest.mark.parametrize(("status", "detail", "code"), CASES, ids=[case[2][:30] for case in CASES])
def test_a_script_gets_the_status_it_deserves(status: str, detail: str, code: str, judge: Judge) -> None:
    verdict = judge(Program(code))
    assert (verdict.status, verdict.detail) == (status, detail)


def test_burning_processor_time_is_a_timeout_too(judge: Judge) -> None:
    assert judge(Program("while True:\n    pass")).status == "timeout"  # of the clock, on a busy machine


def test_every_status_but_wrong_and_the_failure_of_the_sandbox_has_a_script() -> None:
    assert {case[0] for case in CASES} == set(STATUSES) - {"wrong", "sandbox-error"}


def test_tests_that_pass_and_tests_that_do_not_are_counted(judge: Judge) -> None:
    program = Program(DOUBLE, asserts=("assert double(1) == 2", "assert double(1) == 3"), calls=(Call("double(2)", "4"),))
    verdict = judge(program)
    assert (verdict.status, verdict.passed, verdict.total) == ("wrong", 2, 3)


def test_the_first_test_that_fails_names_the_whole(judge: Judge) -> None:
    verdict = judge(Program(DOUBLE, calls=(Call("double(None)", "4"), Call("double(2)", "5"))))
    assert (verdict.status, verdict.detail) == ("error", "TypeError")


def test_a_program_that_does_not_load_fails_every_test(judge: Judge) -> None:
    verdict = judge(Program("double = undefined", calls=(Call("1", "1"), Call("2", "2"))))
    assert (verdict.status, verdict.detail, verdict.passed, verdict.total) == ("error", "NameError", 0, 2)


def test_leaving_in_the_middle_of_the_tests_is_no_success(judge: Judge) -> None:
    code = "import os\ndef f(x):\n    if x: os._exit(0)\n    return x"
    verdict = judge(Program(code, calls=(Call("f(0)", "0"), Call("f(1)", "1"))))
    assert (verdict.status, verdict.passed) == ("crash", 1)


def test_the_setup_runs_after_the_code_and_before_the_tests(judge: Judge) -> None:
    setup = "import math\nroot = Node(3)"
    code = "class Node:\n    def __init__(self, value):\n        self.value = value\ndef value(node):\n    return node.value"
    verdict = judge(Program(code, setup, ("assert value(root) == 3", "assert math.isclose(value(root), 3.0)")))
    assert (verdict.status, verdict.passed) == ("passed", 2)


def test_a_script_part_does_not_run_when_there_are_tests(judge: Judge) -> None:
    code = DOUBLE + "if __name__ == '__main__':\n    print(double(int(input())))"
    assert judge(Program(code, calls=(Call("double(1)", "2"),))).status == "passed"
    assert judge(Program(code)).detail == "EOFError"


def test_what_a_program_printed_comes_back_up_to_a_bound(judge: Judge) -> None:
    assert judge(Program("print('hello')")).output == "hello\n"
    assert len(judge(Program("print('x' * 100000)")).output) == 4096


def test_two_programs_do_not_see_each_other(judge: Judge) -> None:
    judge(Program("import builtins, sys, os\nbuiltins.left = 1\nopen('left', 'w').close()\nos.environ['LEFT'] = '1'"))
    assert judge(Program("import os\nprint(os.listdir('.'), os.environ.get('LEFT'))\nleft")).detail == "NameError"


def test_equal_programs_print_equal_things_whatever_the_hash_seed(judge: Judge) -> None:
    program = Program("print({'a', 'b', 'c', 'd', 'e'}, hash('x'))")
    assert judge(program).output == judge(program).output


def test_verdicts_come_in_order_and_lazily(box: Sandbox) -> None:
    taken = []

    def programs():  # type: ignore[no-untyped-def]
        for number in range(1000):
            taken.append(number)
            yield Program(f"print({number})")

    verdicts = box.run(programs())
    assert [int(next(verdicts).output) for _ in range(10)] == list(range(10))
    verdicts.close()
    assert len(taken) < 50


def test_several_workers_keep_the_order() -> None:
    programs = [Program(f"import time\ntime.sleep({0.05 * (number % 3)})\nprint({number})") for number in range(12)]
    with Sandbox(3, SHORT) as box:
        assert [int(verdict.output) for verdict in box.run(programs)] == list(range(12))


def test_limits_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="wall, threads"):
        Limits(wall=0, threads=-1)
