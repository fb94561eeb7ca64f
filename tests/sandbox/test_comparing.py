"""What counts as the same value: by type and content, judged outside the program."""

import pytest

from stages.sandbox import Call, Program
from stages.sandbox.inside.encoding import encode
from stages.sandbox.values import expected, plain, same, source
from tests.sandbox.conftest import Judge

SAME = [
    ("1", "1"),
    ("True", "True"),
    ("None", "None"),
    ("1.5", "1.5"),
    ("'a\\n'", "'a\\n'"),
    ("b'\\x00'", "b'\\x00'"),
    ("2**70", "1180591620717411303424"),
    ("-(2**70)", "-1180591620717411303424"),
    ("float('nan')", "nan"),
    ("[float('inf')]", "[inf]"),
    ("-float('inf')", "-inf"),
    ("1+2j", "(1+2j)"),
    ("{1, 2}", "{2, 1}"),
    ("frozenset([1])", "frozenset({1})"),
    ("set()", "set()"),
    ("{'a': [1, (2,)]}", "{'a': [1, (2,)]}"),
    ("{1: 2, 3: 4}", "{3: 4, 1: 2}"),
    ("()", "()"),
    ("...", "Ellipsis"),
    ("__import__('collections').Counter('aab')", "{'a': 2, 'b': 1}"),
    ("'\\ud800'", "'\\ud800'"),
    ("range(3)", "range(0, 3)"),
    ("__import__('decimal').Decimal('1.10')", "Decimal('1.10')"),
    ("[" * 40 + "]" * 40, "[" * 40 + "]" * 40),
    ("10**4000", str(10**4000)),
]
DIFFERENT = [
    ("True", "1"),
    ("1", "True"),
    ("1.0", "1"),
    ("1", "1.0"),
    ("(1,)", "[1]"),
    ("[1]", "(1,)"),
    ("'1'", "1"),
    ("b'a'", "'a'"),
    ("{1}", "[1]"),
    ("{}", "set()"),
    ("None", "False"),
    ("0.1 + 0.2", "0.3"),
    ("[1, 2]", "[2, 1]"),
    ("{'a': 1}", "{'a': True}"),
    ("'nan'", "nan"),
    ("type('Any', (), {'__eq__': lambda *_: True})()", "1"),
    ("type('Int', (int,), {'__eq__': lambda *_: True})(2)", "1"),
    ("type('Text', (), {'__repr__': lambda _: '1'})()", "1"),
    ("type('Text', (str,), {'__str__': lambda _: 'b'})('a')", "'b'"),
    ("range(3)", "range(0, 4)"),
    ("print", "1"),
    ("[" * 100 + "]" * 100, "[[]]"),
]


@pytest.mark.parametrize(("expression", "wanted"), SAME)
def test_equal_values_pass(expression: str, wanted: str, judge: Judge) -> None:
    assert judge(Program("x = 1", calls=(Call(expression, wanted),))).status == "passed"


@pytest.mark.parametrize(("expression", "wanted"), DIFFERENT)
def test_values_that_differ_in_type_or_content_do_not(expression: str, wanted: str, judge: Judge) -> None:
    assert judge(Program("x = 1", calls=(Call(expression, wanted),))).status == "wrong"


def test_a_tolerance_holds_for_numbers_wherever_they_stand(judge: Judge) -> None:
    calls = tuple(Call("[0.1 + 0.2, (1, {'a': 2j})]", "[0.3, (1.0, {'a': 2.0j})]", tolerance) for tolerance in (1e-9, 0.0))
    verdict = judge(Program("x = 1", calls=calls))
    assert (verdict.status, verdict.passed) == ("wrong", 1)


def test_an_assert_compares_numbers_as_python_does(judge: Judge) -> None:
    asserts = ("assert f(1) == True", "assert f(1.0) == 1", "assert [f(True)] == [1.0]", "assert {1: f(0)} == {True: False}")
    assert judge(Program("f = lambda x: x", asserts=asserts)).passed == 4


@pytest.mark.parametrize(
    "tagged",
    [
        None,
        [],
        ["int"],
        ["int", 1],
        ["int", "x"],
        ["bool", 1],
        ["list", "x"],
        ["dict", [1]],
        ["odd", "x"],
        ["float", []],
        ["complex", ["1"] * 70000],
        [["int"], "1"],
        ["str", None],
        ["dict", [[1, 2, 3]]],
    ],
)
def test_a_forged_message_is_refused_or_equals_nothing(tagged: object) -> None:
    try:
        assert plain(tagged) != expected("1")
    except (ValueError, TypeError):
        pass


@pytest.mark.parametrize(
    "text", ["[1, -255, True, None]", "{'a': (1.5, {2, 3}), b'x': set()}", "(1+2j)", "float('nan')", "inf", "(1,)"]
)
def test_the_source_of_a_value_gives_the_value_again(text: str) -> None:
    value = expected(text) or plain(encode(float("nan")))
    assert same(plain(encode(eval(source(value)))), value)  # noqa: S307 (our own text)
