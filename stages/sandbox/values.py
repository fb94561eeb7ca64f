"""Values as they come out of the sandbox and as tests expect them: compared here, outside, by built-in types only.

What comes out was written by a program that may lie about anything, so it is read strictly and bounded in depth and size.
"""

import ast
import math
from typing import Any

from stages.sandbox.inside.encoding import DEPTH, encode

Plain = tuple[Any, ...]  # (tag, content), hashable: equal when the values are equal and of the same types


def plain(tagged: Any, level: int = 0) -> Plain:
    """The comparable form of a tagged value (see inside/encoding.py). Raises ValueError for anything malformed."""
    if level > DEPTH + 1 or not isinstance(tagged, list) or len(tagged) != 2 or not isinstance(tagged[0], str):
        raise ValueError("not a tagged value")
    tag, content = tagged
    if tag in ("list", "tuple", "set"):
        items = [plain(item, level + 1) for item in _listed(content)]
        return (tag, frozenset(items) if tag == "set" else tuple(items))
    if tag == "dict":
        pairs = [_listed(pair) for pair in _listed(content)]
        return (tag, frozenset((plain(key, level + 1), plain(value, level + 1)) for key, value in pairs))
    if tag == "complex":
        real, imaginary = _listed(content)
        return (tag, _float(real), _float(imaginary))
    return _scalar(tag, content)


def expected(text: str) -> Plain | None:
    """The literal that `text` writes, `nan`, `inf`, `set()` and `frozenset({1})` too; None where it is no literal."""
    try:
        tree = _Constants().visit(ast.parse(text.strip(), mode="eval"))
        return plain(encode(ast.literal_eval(tree)))
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None


def same(got: Plain, wanted: Plain, tolerance: float = 0.0, loose: bool = False) -> bool:
    """`loose`: as `==` of Python, where 1 equals 1.0 and nan nothing, but True is not 1. `tolerance` holds for numbers.

    >>> same(("int", 1), ("float", 1.0)), same(("int", 1), ("float", 1.0), loose=True), same(("bool", True), ("int", 1))
    (False, True, False)
    """
    if loose or tolerance:
        if _has_nan(wanted) and not tolerance:
            return False
        got, wanted = _numbers(got), _numbers(wanted)
    return _close(got, wanted, tolerance) if tolerance else got == wanted


def source(value: Plain) -> str:
    """Python text that writes the value.

    >>> source(("list", (("int", 1), ("nan",), ("set", frozenset()))))
    "[1, float('nan'), set()]"
    """
    tag, *content = value
    if tag == "dict":
        return "{" + ", ".join(f"{source(key)}: {source(item)}" for key, item in sorted(content[0], key=repr)) + "}"
    if tag in ("list", "tuple", "set"):
        items = ", ".join(source(item) for item in (sorted(content[0], key=repr) if tag == "set" else content[0]))
        comma = "," if tag == "tuple" and len(content[0]) == 1 else ""
        return "set()" if tag == "set" and not items else _BRACKETS[tag].format(items + comma)
    if tag in ("nan", "float"):
        return f"float({str(content[0] if content else 'nan')!r})" if not content or math.isinf(content[0]) else repr(content[0])
    if tag == "complex":
        return f"complex({source(content[0])}, {source(content[1])})"
    return {"none": "None", "ellipsis": "..."}.get(tag) or (hex(content[0]) if tag == "int" and abs(content[0]) > 1 << 63 else repr(content[0]))


_BRACKETS = {"list": "[{}]", "tuple": "({})", "set": "{{{}}}"}


class _Constants(ast.NodeTransformer):
    """Names and calls that `repr` writes for values without a literal."""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Constant(float(node.id)) if node.id in ("nan", "inf") else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name, arguments = getattr(node.func, "id", ""), node.args
        if name in ("set", "frozenset") and not node.keywords:
            if not arguments:
                return ast.Call(ast.Name("set", ast.Load()), [], [])
            if len(arguments) == 1 and isinstance(arguments[0], (ast.List, ast.Tuple, ast.Set)) and arguments[0].elts:
                return ast.Set(arguments[0].elts)
        return node


def _scalar(tag: str, content: Any) -> Plain:
    if tag in ("none", "ellipsis"):
        return (tag,)
    if tag == "bool" and isinstance(content, bool):
        return (tag, content)
    if not isinstance(content, str):
        raise ValueError(f"{tag} without its text")
    if tag == "int":
        return (tag, int(content, 16))
    if tag == "float":
        return _float(content)
    if tag == "str":
        return (tag, content)
    if tag == "bytes":
        return (tag, bytes.fromhex(content))
    raise ValueError(f"unknown tag {tag}")


def _float(text: Any) -> Plain:
    number = float(text)
    return ("nan",) if math.isnan(number) else ("float", number)


def _listed(content: Any) -> list[Any]:
    if not isinstance(content, list):
        raise ValueError("not a list")
    return content


def _numbers(value: Plain) -> Plain:
    """The same with one tag for whole and broken numbers."""
    tag, *content = value
    if tag in ("int", "float"):
        return ("number", content[0])
    if tag in ("list", "tuple"):
        return (tag, tuple(map(_numbers, content[0])))
    if tag == "set":
        return (tag, frozenset(map(_numbers, content[0])))
    if tag == "dict":
        return (tag, frozenset((_numbers(key), _numbers(item)) for key, item in content[0]))
    return value


def _has_nan(value: Any) -> bool:
    return value == ("nan",) or (isinstance(value, (tuple, frozenset)) and any(map(_has_nan, value)))


def _close(got: Plain, wanted: Plain, tolerance: float) -> bool:
    if got[0] != wanted[0]:
        return False
    if got[0] == "number":
        return math.isclose(got[1], wanted[1], rel_tol=tolerance, abs_tol=tolerance)
    if got[0] == "complex":
        return all(_close(_numbers(one), _numbers(other), tolerance) for one, other in zip(got[1:], wanted[1:], strict=True))
    if got[0] in ("list", "tuple"):
        return len(got[1]) == len(wanted[1]) and all(_close(*pair, tolerance) for pair in zip(got[1], wanted[1], strict=True))
    if got[0] == "dict":
        mine, theirs = dict(got[1]), dict(wanted[1])
        return mine.keys() == theirs.keys() and all(_close(mine[key], theirs[key], tolerance) for key in mine)
    return got == wanted
