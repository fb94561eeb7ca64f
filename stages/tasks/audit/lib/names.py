"""The identifiers of a contract: where each stands, and whether the file declares it there."""

import re
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stages.tasks.audit.lib.syntax import tree, vyper_tokens, walk

_NAMES = {"identifier", "type_identifier", "field_identifier", "shorthand_field_identifier", "enum_value"}
_DECLARES = ("_declaration", "_definition", "_item", "_member", "parameter", "_variant")
_BINDS = {"let_declaration", "let_condition", "for_expression", "match_arm", "parameter", "closure_parameters"}  # of Rust
_CONTRACT = re.compile(r"#\[(\w+::)*(contract\b|ink\(storage)")  # the attribute of a Rust module or struct that is one
_VYPER_HEADS = {"def", "struct", "event", "interface", "flag", "enum", "for", "as"}
_VYPER_BLANK = {tokenize.COMMENT, tokenize.NL}
_OPEN, _CLOSE = {"(", "[", "{"}, {")", "]", "}"}
_VYPER_STARTS = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
_VYPER_WORDS = {"else", "pass", "return", "break", "continue", "raise", "implements", "uses", "initializes", "exports"}


class Name(NamedTuple):
    """An identifier: its place in the UTF-8 bytes, and whether the file declares it here."""

    text: str
    start: int
    declared: bool
    kind: str  # the declaring node's type, "" for a use; `contract_item` and `mod_contract` are Rust's contracts


def names(code: str, language: str) -> list[Name]:
    """Every identifier in order of place."""
    if language == "vyper":
        return _vyper(code)
    found = []
    for node in walk(tree(code.encode(), language)):
        if node.type in _NAMES and node.child_count == 0:
            kind = _kind(node)
            found.append(Name(node.text.decode(), node.start_byte, bool(kind), kind))
    return found


def replaced(code: str, found: Sequence[Name], renames: Mapping[str, str]) -> str:
    """The code with each name of `found`, in order of place, that `renames` lists under its new name."""
    raw, written, at = code.encode(), [], 0
    for name in found:
        if name.text in renames:
            written += [raw[at : name.start], renames[name.text].encode()]
            at = name.start + len(name.text.encode())
    return b"".join([*written, raw[at:]]).decode()


def _kind(node: Any) -> str:
    """What declares this name here, "" when it is only used."""
    parent = node.parent
    if node.type == "enum_value":
        return str(node.type)
    if parent.type == "yul_identifier":
        return _yul(parent)
    field = _field(node)
    if field in {"key_identifier", "value_identifier"} or parent.type == "variable_declaration_tuple":
        return "variable_declaration"
    if field == "alias":
        return str(parent.type)
    if field in {"name", "pattern"} and parent.type.endswith(_DECLARES):
        return _contract(parent) or str(parent.type)
    return _bound(node)


def _yul(node: Any) -> str:
    """A `let`, the name or a parameter of an assembly function, or what is assigned to.

    The grammar reads `let a, b := f()` as a `let` of `a` and an assignment to `b`; assembly assigns to no name that the file
    does not declare.
    """
    parent = node.parent
    if parent.type == "yul_path" and parent.child_count == 1:
        node, parent = parent, parent.parent
    first = parent.type == "yul_assignment" and parent.children[0].id == node.id
    let = parent.type == "yul_variable_declaration" and _field(node) == "left"
    return str(parent.type) if first or let or parent.type == "yul_function_definition" else ""


def _bound(node: Any) -> str:
    """The Rust construct whose pattern binds this name; a capital letter means a constant or a variant, which it uses."""
    if node.type != "identifier" or not node.text.decode().lstrip("_")[:1].islower():
        return ""
    while node.parent is not None:
        field, node = _field(node), node.parent
        if node.type in _BINDS:
            return str(node.type) if field == "pattern" or node.type == "closure_parameters" else ""
        if not node.type.endswith("_pattern") or field in {"type", "condition"}:
            return ""
    return ""


def _contract(node: Any) -> str:
    """Rust calls a module or a struct a contract by its attribute."""
    before = node.prev_named_sibling
    while before is not None and before.type == "attribute_item":
        if _CONTRACT.match(before.text.decode()):
            return {"mod_item": "mod_contract", "struct_item": "contract_item"}.get(node.type, "")
        before = before.prev_named_sibling
    return ""


def _field(node: Any) -> str | None:
    at = [child.id for child in node.parent.children].index(node.id)
    found: str | None = node.parent.field_name_for_child(at)
    return found


def _vyper(code: str) -> list[Name]:
    lines, starts, found = code.split("\n"), [0], []
    for line in lines:
        starts.append(starts[-1] + len(line.encode()) + 1)
    for token, kind in _vyper_kinds([token for token in vyper_tokens(code) if token.type not in _VYPER_BLANK]):
        row, column = token.start
        at = starts[row - 1] + len(lines[row - 1][:column].encode())
        found.append(Name(token.string, at, bool(kind), kind))
    return found


def _vyper_kinds(tokens: list[tokenize.TokenInfo]) -> Iterator[tuple[tokenize.TokenInfo, str]]:
    """(name, what declares it) of each name; the brackets tell a parameter from a key or a slice."""
    depth, signature, before = 0, False, None
    for token, after in zip(tokens, tokens[1:], strict=False):
        depth += (token.string in _OPEN) - (token.string in _CLOSE)
        signature = token.string == "def" or (signature and not (token.string in _CLOSE and depth == 0))
        if token.type == tokenize.NAME:
            starts = before is None or before.type in _VYPER_STARTS
            typed = after.string == ":" and (starts or (signature and depth == 1))
            member = starts and after.type == tokenize.NEWLINE
            if before and before.string in _VYPER_HEADS:
                yield token, before.string
            elif (typed or member) and token.string not in _VYPER_WORDS:
                yield token, "parameter" if signature else "variable"
            else:
                yield token, ""
        before = token
