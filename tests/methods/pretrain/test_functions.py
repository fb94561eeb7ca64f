"""Functions taken out of modules: whole, on their own, behind the first paragraph of their docstring."""

import ast
from pathlib import Path

from stages.methods.pretrain.functions import functions

MODULE = '''\
import math


def area(radius):
    """The area of a circle.

    radius: in metres, as everywhere
        in this module.
    """
    squared = radius**2
    return math.pi * squared


def undocumented(radius):
    squared = radius**2
    return squared


def one_line(radius):
    """Twice the radius, in the same unit."""
    return 2 * radius


@cached
def decorated(radius):
    """Some value that is computed once."""
    squared = radius**2
    return squared


class Circle:
    def scaled(self, factor):
        """A circle of another size than this one."""
        radius = self.radius * factor
        return Circle(radius)

    if True:
        def inner(value):
            """A function deep inside of something else."""
            value = value + 1
            return value
'''


def test_only_documented_functions_that_stand_on_their_own_are_taken():
    assert [ast.parse(one).body[0].name for one in functions(MODULE)] == ["area", "inner"]


def test_a_docstring_is_cut_to_its_first_paragraph_and_the_code_stays_as_it_was():
    assert functions(MODULE)[0] == (
        'def area(radius):\n    """The area of a circle."""\n    squared = radius**2\n    return math.pi * squared'
    )


def test_what_is_not_this_python_gives_no_functions():
    assert functions("print 'old'\n") == functions("a\0b") == []


def test_every_function_out_of_this_project_s_own_files_parses():
    found = [one for path in sorted(Path("stages").rglob("*.py")) for one in functions(path.read_text(encoding="utf-8"))]
    assert len(found) > 50
    assert all(isinstance(ast.parse(one).body[0], ast.FunctionDef) for one in found)
