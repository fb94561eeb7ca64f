"""Functions of a Python module that stand on their own: all they need is Python's standard library.

Each comes with its docstring as the task, its source without the docstring as the answer, the import lines it needs, and
those examples of its docstring (doctest, docs.python.org/3/library/doctest.html) that can be checked by their value.
"""

import ast
import builtins
import copy
import doctest
import re
import sys
from collections.abc import Iterator
from symtable import symtable
from typing import NamedTuple

from stages.tasks.codegen.lib.languages import parsed

LEAST_WORDS = 5  # of a docstring that tells what is asked
LINES = (3, 40)  # of the answer, fewest and most
LONGEST_LINE = 160  # characters; longer ones are tables, not code
_HAS_FUNCTION = re.compile(r"^def \w+\(", re.MULTILINE)
_BUILTINS = frozenset(dir(builtins))


class Function(NamedTuple):
    """A function that stands on its own; `calls` are (expression, repr of what it gives)."""

    name: str
    line: int
    stub: str  # signature and docstring
    code: str  # the whole function without its docstring
    prelude: str
    task: str  # first paragraph of the docstring
    setup: str  # statements of the docstring's examples
    calls: tuple[tuple[str, str], ...]


def functions(source: str) -> Iterator[Function]:
    """Every such function of a module's source, in order; none when it does not parse."""
    tree = parsed(source) if _HAS_FUNCTION.search(source) else None
    if tree is None:
        return
    imports, lines = _imports(tree), source.split("\n")
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            own = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            if found := _function(node, imports, own):
                yield found


def _function(node: ast.FunctionDef, imports: dict[str, str], source: str) -> Function | None:
    doc = ast.get_docstring(node)
    if not doc or len(node.body) < 2:
        return None
    task = " ".join(doc.split("\n\n")[0].split(">>>")[0].split())
    if len(task.split()) < LEAST_WORDS:
        return None
    needed = _free_names(node, source) - _BUILTINS - {node.name}
    if not needed <= imports.keys():
        return None
    bare = copy.copy(node)
    bare.body = node.body[1:]
    code = ast.unparse(bare)
    lines = code.split("\n")
    if not LINES[0] <= len(lines) <= LINES[1] or max(map(len, lines)) > LONGEST_LINE:
        return None
    prelude = "\n".join(sorted({imports[name] for name in needed}))
    setup, calls = _examples(doc, node.name)
    return Function(node.name, node.lineno, _stub(node, task), code, prelude, task, setup, calls)


def _stub(node: ast.FunctionDef, task: str) -> str:
    """Signature and the first paragraph of the docstring, as a function begins."""
    head = copy.copy(node)
    head.body = [ast.Expr(ast.Constant(task))]
    return ast.unparse(head)


def _imports(tree: ast.Module) -> dict[str, str]:
    """{name: import line} of what a module takes from the standard library at its top."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Import):
            found.update({
                alias.asname or alias.name.partition(".")[0]: ast.unparse(ast.Import([alias])) for alias in node.names
                if alias.name.partition(".")[0] in sys.stdlib_module_names
            })  # fmt: skip
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module != "__future__":
            if (node.module or "").partition(".")[0] in sys.stdlib_module_names:
                found.update({
                    alias.asname or alias.name: ast.unparse(ast.ImportFrom(node.module, [alias], 0)) for alias in node.names
                })  # fmt: skip
    return found


def _free_names(node: ast.FunctionDef, source: str) -> set[str]:
    """Global names that a function reads, in annotations and defaults too; `source` is its own text."""
    head = [node.args, *([node.returns] if node.returns else [])]
    found = {name for part in head for name in _names(part, ast.Load)}
    tables = symtable(source, "function", "exec").get_children()
    while tables:
        inner = tables.pop()
        found |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global()}
        tables += inner.get_children()
    return found


def _examples(doc: str, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """(setup statements, calls) of a docstring, as far as they need nothing but the function and builtins."""
    try:
        examples = doctest.DocTestParser().get_examples(doc)
    except ValueError:
        return "", ()
    known, setup, calls = {name} | _BUILTINS, [], []
    for example in examples:
        tree = parsed(example.source)
        skipped = example.exc_msg or example.options  # its text is no value to compare with, a drawn one for instance
        if tree is None or skipped or not _names(tree, ast.Load) <= known:
            continue
        if not example.want and isinstance(tree.body[0], ast.Assign):
            setup.append(example.source.strip())
            known |= _names(tree, ast.Store)
        elif isinstance(tree.body[0], ast.Expr) and name in _names(tree, ast.Load) and _is_value(example.want):
            calls.append((example.source.strip(), example.want.strip()))
    return "\n".join(setup) if calls else "", tuple(calls)


def _names(tree: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, context)}


def _is_value(text: str) -> bool:
    """Whether an example's output is a Python literal, so that values can be compared and not their print."""
    try:
        ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return False
    return True
