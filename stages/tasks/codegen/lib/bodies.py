"""When are two solutions the same but for their names? A digest of the syntax tree with every name masked."""

import ast

from stages.core.files import sha256_text
from stages.tasks.codegen.lib.languages import parsed

LEAST = 12  # nodes; a shorter body, such as `return a + b`, is nobody's own


def body_digest(code: str) -> str:
    """Hex digest of the Python code, renaming, docstrings and layout ignored; "" for code that is short or does not parse.

    Of code with functions only the functions count: a call that prints a result is not part of the solution.

    >>> one = "def f(n):\\n    total = 0\\n    for i in range(n):\\n        total += i\\n    return total"
    >>> two = 'def g(k):\\n    "Sum."\\n    s = 0\\n    for j in range(k):\\n        s += j\\n    return s\\n\\nprint(g(3))'
    >>> body_digest(one) == body_digest(two) != ""
    True
    """
    tree = parsed(code)
    if tree is None:
        return ""
    parts: list[ast.AST] = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    spelled = [_spelled(part) for part in parts or [tree]]
    return sha256_text("\n".join(spelled)) if sum(text.count("(") for text in spelled) >= LEAST else ""


def _spelled(node: ast.AST) -> str:
    """The tree as text; names are numbered by first use, docstrings left out."""
    numbers: dict[str, str] = {}

    def masked(name: str) -> str:
        return numbers.setdefault(name, f"v{len(numbers)}")

    def told(value: object) -> str:
        if isinstance(value, ast.AST):
            return f"{type(value).__name__}({','.join(told(inner) for inner in _fields(value, masked))})"
        if isinstance(value, list):
            return f"[{','.join(map(told, value))}]"
        return repr(value)

    return told(node)


def _fields(node: ast.AST, masked: object) -> list[object]:
    found: list[object] = []
    for name, value in ast.iter_fields(node):
        if name in ("ctx", "type_comment", "kind", "returns", "annotation", "type_ignores", "type_params"):
            continue
        if name == "body" and isinstance(value, list) and value and _is_text(value[0]):
            value = value[1:]
        if name in ("id", "arg") or (name == "name" and isinstance(value, str)):
            value = masked(value) if isinstance(value, str) else value  # type: ignore[operator]
        found.append(value)
    return found


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
