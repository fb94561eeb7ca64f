"""How tests are parted into what the program is asked and what is judged where it is not."""

from stages.sandbox import Program
from stages.sandbox.checks import checks
from tests.sandbox.conftest import Judge

F = "def f(x, y=0):\n    return x + y\n"


def asked(assertion: str, setup: str = "") -> tuple[tuple[str, ...], str]:
    (check,) = checks(Program(F, setup, (assertion,)))
    return check.questions, check.formula or check.wanted


def test_the_expected_value_of_a_comparison_stays_outside() -> None:
    assert asked("assert f(1, y=2) == [3]") == (("f(1, y=2)",), "[3]")
    assert asked("assert [3] == f(1), 'message'") == (("f(1)",), "[3]")


def test_of_any_other_expression_only_the_calls_are_asked() -> None:
    assert asked("assert math.isclose(f(1), 0.5)") == (("f(1)",), "bool(math.isclose(_value0, 0.5))")
    assert asked("assert set(f([1])) <= set([1])") == (("f([1])",), "bool(set(_value0) <= set([1]))")
    assert asked("assert f(1) < f(f(2))") == (("f(1)", "f(f(2))"), "bool(_value0 < _value1)")
    assert asked("assert f('a').startswith('b')") == (("f('a')",), "bool(_value0.startswith('b'))")
    assert asked("assert not f(0)") == (("f(0)",), "bool(not _value0)")


def test_what_can_not_be_parted_runs_inside() -> None:
    for assertion in ("assert all(f(n) == n for n in range(3))", "assert unknown < f(3)", "x = f(1)\nassert x == 1", "assert ("):
        assert asked(assertion)[0] == ()


def test_a_formula_brings_the_imports_it_needs() -> None:
    (check,) = checks(Program(F, "from math import isclose as near", ("assert near(f(1), sys.maxsize)",)))
    assert check.imports == ("from math import isclose as near", "import sys")


def test_every_kind_of_test_gets_its_verdict(judge: Judge) -> None:
    asserts = (
        "assert f(1, 2) == 3",
        "assert math.isclose(f(0.1, 0.2), 0.3)",
        "assert all(f(n) == n for n in range(3))",
        "assert sorted(f([2], [1])) == [1, 2]",
        "assert f(1) == 2",
        "assert math.isclose(f(1), 2)",
        "assert all(f(n) == 1 for n in range(3))",
        "assert f(decimal.Decimal(1)) == decimal.Decimal(2)",
    )
    verdict = judge(Program("import decimal\n" + F, "import math", asserts))
    assert (verdict.status, verdict.passed, verdict.total) == ("wrong", 4, 8)


def test_results_that_only_the_program_knows_are_judged_inside(judge: Judge) -> None:
    code = "from decimal import Decimal\ndef f(x):\n    return Decimal(x)\n"
    verdict = judge(Program(code, asserts=("assert f(1) + 1 == Decimal(2)", "assert abs(f(3)) < 4", "assert abs(f(3)) < 3")))
    assert (verdict.status, verdict.passed) == ("wrong", 2)


def test_an_assert_that_runs_inside_fails_when_the_program_leaves(judge: Judge) -> None:
    for leave in ("__import__('os')._exit(0)", "exit(0)", "raise AssertionError", "raise SystemExit"):
        code = f"def f(x):\n    {leave}\n"
        assert judge(Program(code, asserts=("assert all(f(n) for n in [1])",))).passed == 0


def test_an_assert_that_runs_inside_can_be_bent_by_the_program_which_is_a_known_limit(judge: Judge) -> None:
    code = "class Yes:\n    def __eq__(self, other):\n        return True\ndef f(x):\n    return Yes()\n"
    assert judge(Program(code, asserts=("assert all(f(n) == 7 for n in [1])",))).status == "passed"
    assert judge(Program(code, asserts=("assert f(1) == 7",))).status == "wrong"
