"""Which functions of a module stand on their own, and which of their examples can be checked."""

from stages.tasks.codegen.lib.functions import Function, functions

SOURCE = '''
import math
from collections import Counter as Tally
import numpy

LIMIT = 3

def area(radius):
    """Return the area of a circle with this radius.

    The radius is in metres.

    >>> area(0)
    0.0
    >>> area(LIMIT)
    28.27
    >>> area(2)  # doctest: +SKIP
    12.6
    >>> round(area(1), 2)
    3.14
    >>> area(-1)
    Traceback (most recent call last):
    ValueError: below zero
    """
    if radius < 0:
        raise ValueError("below zero")
    return math.pi * radius ** 2

def commonest(words):
    """Return the word that stands there most often.

    >>> words = ["a", "b", "a"]
    >>> commonest(words)
    'a'
    """
    tally = Tally(words)
    return tally.most_common(1)[0][0]

def limited(value):
    """Return the value, but at most the limit of it."""
    if value > LIMIT:
        return LIMIT
    return value

def mean(values):
    """Return the mean of these values as numpy has it."""
    total = numpy.mean(values)
    return total

def short(value):
    """Double it."""
    value = value * 2
    return value

@property
def decorated(value):
    """Return the value as it was given to us."""
    value = value + 0
    return value
'''


def found() -> dict[str, Function]:
    return {function.name: function for function in functions(SOURCE)}


def test_a_function_counts_when_it_needs_the_standard_library_alone_and_says_what_it_does() -> None:
    assert list(found()) == ["area", "commonest"]


def test_the_answer_is_the_function_without_its_docstring_and_the_stub_its_signature_with_the_first_paragraph() -> None:
    area = found()["area"]
    assert area.code.startswith("def area(radius):\n    if radius < 0:")
    assert area.stub == 'def area(radius):\n    """Return the area of a circle with this radius."""'
    assert area.prelude == "import math"
    assert found()["commonest"].prelude == "from collections import Counter as Tally"


def test_examples_are_taken_that_give_a_literal_and_need_no_other_name() -> None:
    assert found()["area"].calls == (("area(0)", "0.0"), ("round(area(1), 2)", "3.14"))
    assert (found()["commonest"].setup, found()["commonest"].calls) == ('words = ["a", "b", "a"]', (("commonest(words)", "'a'"),))


def test_what_does_not_parse_has_no_functions() -> None:
    assert list(functions("def broken(:\n  pass")) == []
