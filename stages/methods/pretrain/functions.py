"""Single functions of Python, each behind its docstring: the form in which code is asked for, out of whole modules.

A module shows a small model mostly imports, classes and plumbing; what a function says it does, and then does, fits its
context as a whole.
"""

import ast
import re
import textwrap
import warnings

LINES = (3, 40)  # fewest and most lines after the docstring's own
TOLD = 4  # most lines that are kept of a docstring's first paragraph
DOCSTRING = (20, 400)  # fewest and most characters of what is kept
_SECTION = re.compile(r"^\s*(:\w+|@\w+|-{3,}|={3,}|\.\. )", re.MULTILINE)


def functions(text: str) -> list[str]:
    """Functions of a module that stand on their own (no methods, nothing decorated), with the first paragraph of their docstring.

    >>> print(*functions('def half(x):\\n    \"\"\"Half of x, rounded down.\"\"\"\\n    y = x // 2\\n    return y\\n'))
    def half(x):
        \"\"\"Half of x, rounded down.\"\"\"
        y = x // 2
        return y
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # old escapes in strings
            tree = ast.parse(text)
    except (SyntaxError, ValueError):  # another Python's, or null bytes
        return []
    lines = text.split("\n")
    found = (_written(node, lines) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return [one for one in found if one]


def _written(node: ast.FunctionDef, lines: list[str]) -> str:
    told, first = ast.get_docstring(node), node.args.posonlyargs + node.args.args
    if not told or node.decorator_list or (first and first[0].arg in {"self", "cls"}) or len(node.body) < 2:
        return ""
    paragraph = " ".join(re.split(r"\n\s*\n", told.strip(), maxsplit=1)[0].split("\n")[:TOLD]).strip()
    docstring, end = node.body[0], node.end_lineno or 0
    length = end - (docstring.end_lineno or 0)
    sensible = DOCSTRING[0] <= len(paragraph) <= DOCSTRING[1] and LINES[0] - 1 <= length <= LINES[1]
    if not sensible or _SECTION.search(paragraph) or any(mark in paragraph for mark in ('"', "\\")):
        return ""
    head = "\n".join(lines[node.lineno - 1 : docstring.lineno - 1])
    body = "\n".join(lines[docstring.end_lineno : end])
    indent = " " * docstring.col_offset
    return textwrap.dedent(f'{head}\n{indent}"""{" ".join(paragraph.split())}"""\n{body}')
