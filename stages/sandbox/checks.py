"""From tests to questions: what is asked of the program, and how the answers are judged outside it.

`assert f(2) == 3` becomes the question `f(2)`; the 3 stays here. Of `assert math.isclose(f(2), 0.1)` only `f(2)` is asked,
and the rest is judged with its answer in a process that never saw the program. What can not be parted like that (an assert
about a loop over calls, say) runs inside, where the program could find or bend it: see the package's docstring.
"""

import ast
import builtins
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from stages.sandbox import values
from stages.sandbox.program import Call, Program

Question = tuple[str, str]  # "call", "assert" or "token", and its text
_VALUE = "_value{}"


@dataclass(frozen=True)
class Check:
    """One test."""

    text: str  # the test itself, to run it inside where need be
    questions: tuple[str, ...]  # expressions to evaluate in the program; () = the whole test runs inside
    wanted: str = ""  # the text of the one answer
    tolerance: float = 0.0
    loose: bool = False  # numbers as `==` has them
    formula: str = ""  # an expression over _value0, _value1, ... that must be true
    imports: tuple[str, ...] = ()  # statements that the formula needs


def checks(program: Program) -> list[Check]:
    """The tests in order: asserts, then calls."""
    asserts = [_assert(text, program.setup) for text in program.asserts]
    return asserts + [_call(call) for call in program.calls]


def inside(check: Check) -> Check:
    """The same test, run where the program is."""
    return Check(check.text, ())


def _call(call: Call) -> Check:
    return Check("", (call.expression,), call.expected, call.tolerance)


def _assert(text: str, setup: str) -> Check:
    try:
        body = ast.parse(text.strip()).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        body = []
    if len(body) != 1 or not isinstance(body[0], ast.Assert):
        return Check(text, ())
    test = body[0].test
    return _compared(text, test) or _parted(text, test, setup) or Check(text, ())


def _compared(text: str, test: ast.expr) -> Check | None:
    """`expression == literal`, either way round."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)):
        return None
    for asked, literal in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        wanted = ast.unparse(literal)
        if values.expected(wanted) is not None and values.expected(ast.unparse(asked)) is None:
            return Check(text, (ast.unparse(asked),), wanted, loose=True)
    return None


def _parted(text: str, test: ast.expr, setup: str) -> Check | None:
    """Calls of the program's own names, and a formula over their results that needs nothing else of the program."""
    imports = _imports(setup)
    cut = _Cut(set(dir(builtins)) | set(imports), _bound(test))
    formula = cut.visit(test)
    if not cut.calls or cut.mixed:
        return None
    known = set(dir(builtins)) | cut.bound | {_VALUE.format(number) for number in range(len(cut.calls))}
    needs: list[str] = []
    for name in sorted(_names(formula) - known):
        if name not in imports and name not in sys.stdlib_module_names:
            return None
        needs.append(imports.get(name, f"import {name}"))
    return Check(text, tuple(cut.calls), formula=f"bool({ast.unparse(formula)})", imports=tuple(needs))


class _Cut(ast.NodeTransformer):
    """Replaces the calls of the program's functions, the outermost of nested ones, by names of values."""

    def __init__(self, foreign: set[str], bound: set[str]) -> None:
        self.foreign, self.bound = foreign, bound
        self.calls: list[str] = []
        self.mixed = False  # a call depends on a variable of the formula, so it can not be asked by itself

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if self._is_own(node.func):
            self.mixed = self.mixed or bool(_names(node) & self.bound)
            self.calls.append(ast.unparse(node))
            return ast.Name(_VALUE.format(len(self.calls) - 1), ast.Load())
        self.generic_visit(node)
        return node

    def _is_own(self, called: ast.expr) -> bool:
        if isinstance(called, ast.Name):
            return called.id not in self.foreign | self.bound
        while isinstance(called, (ast.Attribute, ast.Subscript)):
            called = called.value  # the method of a result is judged outside with the rest: its arguments may be what is expected
        return isinstance(called, ast.Name) and called.id not in self.foreign | self.bound | sys.stdlib_module_names


def _imports(setup: str) -> dict[str, str]:
    """Names that import statements of the setup bind, with a statement for each."""
    try:
        tree = ast.parse(setup)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found = {}
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                found[(alias.asname or alias.name).partition(".")[0]] = ast.unparse(node)
    return found


def _bound(node: ast.AST) -> set[str]:
    """Names that the expression binds itself: loop variables, parameters."""
    stored = {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load)}
    return stored | {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in _loads(node)}


def _loads(node: ast.AST) -> Iterator[ast.Name]:
    return (part for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load))
