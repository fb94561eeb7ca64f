"""Values as they come out of the sandbox and as tests expect them: compared here, outside, by built-in types only.

What comes out was written by a program that may lie about anything, so it is read strictly, bounded in depth, and compared
without hashing, which a program could make slow.
"""

import ast
import math
from typing import Any

from stages.sandbox.inside.encoding import DEPTH, encode

Plain = tuple[str, Any]  # (tag, text, truth value or tuple of Plain): equal when the values are equal and of the same types


def plain(tagged: Any, loose: bool = False, level: int = 0) -> Plain:
    """The comparable form of a tagged value (see inside/encoding.py). Raises ValueError for anything malformed.

    `loose`: numbers as `==` has them, 1 for 1.0 and for True.
    """
    if level > DEPTH + 1 or not isinstance(tagged, list) or len(tagged) != 2:
        raise ValueError("not a tagged value")
    tag, content = tagged
    if tag in ("list", "tuple", "set", "dict", "pair", "complex"):
        if not isinstance(content, list):
            raise ValueError(f"{tag} without its items")
        items = [plain(_as_item(tag, item), loose, level + (tag != "dict")) for item in content]
        return (tag, tuple(sorted(items, key=repr) if tag in ("set", "dict") else items))
    return _number(tag, content, loose) if tag in ("bool", "int", "float") else _scalar(tag, content)


def expected(text: str, loose: bool = False) -> Plain | None:
    """The literal that `text` writes, `nan`, `inf`, `set()` and `frozenset({1})` too; None where it is no literal."""
    try:
        tree = _Constants().visit(ast.parse(text.strip(), mode="eval"))
        return plain(encode(ast.literal_eval(tree)), loose)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None


def same(got: Plain, wanted: Plain, tolerance: float = 0.0) -> bool:
    """Equal, numbers within `tolerance` (relative or absolute) where it is not 0.

    >>> same(("int", "1"), ("float", "1.0")), same(("int", "1"), ("float", "1.0"), tolerance=0.1)
    (False, True)
    """
    if not tolerance:
        return got == wanted
    numbers = ("int", "float")
    if got[0] in numbers and wanted[0] in numbers:
        return _close(got, wanted, tolerance)
    if got[0] != wanted[0] or not isinstance(got[1], tuple):
        return got == wanted
    return len(got[1]) == len(wanted[1]) and all(same(*pair, tolerance) for pair in zip(got[1], wanted[1], strict=True))


def source(value: Plain) -> str:
    """Python text that writes the value.

    >>> source(("list", (("int", "ff"), ("float", "nan"), ("set", ()))))
    "[0xff, float('nan'), set()]"
    """
    tag, content = value
    if tag == "dict":
        return "{" + ", ".join(": ".join(map(source, pair)) for _, pair in content) + "}"
    if isinstance(content, tuple):
        items = "".join(f"{source(item)}, " for item in content)
        return (
            "set()"
            if tag == "set" and not items
            else _FORMS[tag].format(items.removesuffix(" ") if len(content) == 1 else items[:-2])
        )
    if tag == "int":
        return content.replace("-", "-0x") if content.startswith("-") else f"0x{content}"
    if tag == "float":
        return f"float({content!r})"
    return {"none": "None", "ellipsis": "...", "bytes": f"bytes.fromhex({content!r})"}.get(tag, repr(content))


_FORMS = {"list": "[{}]", "tuple": "({})", "set": "{{{}}}", "complex": "complex({})"}


class _Constants(ast.NodeTransformer):
    """Names and calls that `repr` writes for values without a literal."""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id == "Ellipsis":
            return ast.Constant(...)
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


def _as_item(tag: str, item: Any) -> Any:
    """Items are tagged; but for the pairs of a dictionary, and the two texts of a complex number."""
    if tag == "dict":
        if not isinstance(item, list) or len(item) != 2:
            raise ValueError("not a pair")
        return ["pair", item]
    return ["float", item] if tag == "complex" else item


def _number(tag: str, content: Any, loose: bool) -> Plain:
    if tag == "bool" and isinstance(content, bool):
        return ("int", format(content, "x")) if loose else (tag, content)
    if not isinstance(content, str):
        raise ValueError(f"{tag} without its text")
    number = int(content, 16) if tag == "int" else float(content)
    if loose and isinstance(number, float) and number.is_integer():
        number = int(number)
    return ("int", format(number, "x")) if isinstance(number, int) else ("float", repr(number))


def _scalar(tag: Any, content: Any) -> Plain:
    if tag not in ("none", "ellipsis", "str", "bytes") or not isinstance(content, str):
        raise ValueError("not a tagged value")
    return (tag, bytes.fromhex(content).hex() if tag == "bytes" else content)


def _close(got: Plain, wanted: Plain, tolerance: float) -> bool:
    one, other = (int(text, 16) if tag == "int" else float(text) for tag, text in (got, wanted))
    try:
        return math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance) or got == wanted
    except OverflowError:  # a whole number beyond all floats
        return one == other
