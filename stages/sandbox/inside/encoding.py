"""A result as JSON text of built-in types only: what crosses from the program to the outside. Never pickle.

Each value is [tag, content]: ["int", "ff"] (hexadecimal, so that no size is too big), ["float", "0.1"], ["str", text],
["list", [values]], ["dict", [[key, value], ...]] and so on; a subclass counts as the built-in it extends. Anything else has no
form here and raises TypeError.
"""

from collections.abc import Iterable
from typing import Any

DEPTH = 60  # levels of nesting that are carried; JSON readers have a limit too


def encode(value: Any, level: int = 0) -> list[Any]:
    """The tagged form. Raises TypeError for a value that is not of built-in types, ValueError when nested too deep."""
    if level > DEPTH:
        raise ValueError(f"nested deeper than {DEPTH} levels")
    if value is None or value is Ellipsis:
        return ["none" if value is None else "ellipsis", ""]
    for kind, tag, form in _PLAIN:
        if isinstance(value, kind):
            return [tag, form(value)]
    for kinds, tag in _GROUPS:
        if isinstance(value, kinds):
            return [tag, [encode(item, level + 1) for item in _items(value)]]
    if isinstance(value, dict):
        return ["dict", [[encode(key, level + 1), encode(item, level + 1)] for key, item in dict.items(value)]]
    if getattr(type(value), "__module__", "") == "numpy" and getattr(value, "ndim", 1) == 0:
        return encode(value.item(), level)
    raise TypeError(type(value).__name__)


def _items(value: Iterable[Any]) -> Iterable[Any]:
    return value


_PLAIN: tuple[tuple[Any, str, Any], ...] = (
    (bool, "bool", lambda value: value is True),
    (int, "int", lambda value: format(int(value), "x")),
    (float, "float", lambda value: float.__repr__(value)),
    (complex, "complex", lambda value: [float.__repr__(value.real), float.__repr__(value.imag)]),
    (str, "str", lambda value: str.__str__(value)),
    ((bytes, bytearray), "bytes", lambda value: bytes(value).hex()),
)
_GROUPS: tuple[tuple[Any, str], ...] = ((list, "list"), (tuple, "tuple"), ((set, frozenset), "set"))
