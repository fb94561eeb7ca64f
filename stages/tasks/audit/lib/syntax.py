"""What the audit task asks of source text: comments, identifiers, function heads, "does it parse".

Solidity and Rust go through tree-sitter; Vyper has no grammar on the package index, but its lexical structure is
Python's, so Python's own tokenizer reads it.
"""

import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

_COMMENTS = {"comment", "line_comment", "block_comment"}
_NAMES = {"identifier", "type_identifier", "field_identifier"}
_DECLARES = ("_declaration", "_definition", "_item", "_member", "parameter", "_variant", "field_declaration")
_FUNCTIONS = {"function_definition", "function_item", "constructor_definition", "fallback_receive_definition"}
_VYPER_PRAGMA = re.compile(r"#\s*@?(pragma\b|version\b)")
_VYPER_HEADS = {"def", "struct", "event", "interface", "flag", "enum"}


class Name(NamedTuple):
    """An identifier: its place in the UTF-8 bytes (Vyper: `line`, `column`), and whether the file declares it here."""

    text: str
    start: int
    declared: bool
    kind: str  # the declaring node's type, "" for a use


def without_comments(code: str, language: str) -> str:
    """The code with every comment blanked, line numbers kept; the compiler sees the same program.

    Vyper's version pragma is a comment to the lexer but not to the compiler, and stays.
    """
    if language == "vyper":
        return _blank_vyper(code)
    raw = bytearray(code.encode())
    for node in _walk(_tree(bytes(raw), language)):
        if node.type in _COMMENTS:
            for at in range(node.start_byte, node.end_byte):
                if raw[at] != 0x0A:
                    raw[at] = 0x20
    return _trimmed(raw.decode())


def names(code: str, language: str) -> list[Name]:
    """Every identifier in order of place."""
    if language == "vyper":
        return _vyper_names(code)
    found = []
    for node in _walk(_tree(code.encode(), language)):
        if node.type in _NAMES and node.child_count == 0:
            kind = node.parent.type if node.parent and _is_declared(node) else ""
            found.append(Name(node.text.decode(), node.start_byte, bool(kind), kind))
    return found


def functions(code: str, language: str) -> list[tuple[str, int]]:
    """(name, 1-based line) of each function, in order. A constructor is named `constructor`, a fallback `fallback`."""
    if language == "vyper":
        heads = (re.match(r"def\s+(\w+)", line) for line in code.split("\n"))
        return [(head[1], number) for number, head in enumerate(heads, start=1) if head]
    found = []
    for node in _walk(_tree(code.encode(), language)):
        if node.type in _FUNCTIONS:
            name = node.child_by_field_name("name")
            default = "constructor" if node.type == "constructor_definition" else "fallback"
            found.append((name.text.decode() if name else default, node.start_point[0] + 1))
    return found


def parses(code: str, language: str) -> bool:
    """Whether the text is free of syntax errors as far as the grammar can tell."""
    if language == "vyper":
        try:
            list(_vyper_tokens(code))
        except (tokenize.TokenError, SyntaxError):
            return False
        return True
    return not _tree(code.encode(), language).has_error


@cache
def _parser(language: str) -> Any:
    import tree_sitter

    if language == "solidity":
        import tree_sitter_solidity as grammar
    else:
        import tree_sitter_rust as grammar
    with warnings.catch_warnings():  # the Solidity grammar hands its pointer over in the old way
        warnings.simplefilter("ignore", DeprecationWarning)
        return tree_sitter.Parser(tree_sitter.Language(grammar.language()))


def _tree(raw: bytes, language: str) -> Any:
    return _parser(language).parse(raw).root_node


def _walk(root: Any) -> Iterator[Any]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.children))


def _is_declared(node: Any) -> bool:
    parent = node.parent
    at = [child.id for child in parent.children].index(node.id)
    return parent.field_name_for_child(at) in {"name", "pattern"} and parent.type.endswith(_DECLARES)


def _vyper_tokens(code: str) -> Iterator[tokenize.TokenInfo]:
    return tokenize.generate_tokens(io.StringIO(code).readline)


def _blank_vyper(code: str) -> str:
    lines = code.split("\n")
    try:
        tokens = list(_vyper_tokens(code))
    except (tokenize.TokenError, SyntaxError):
        return code
    previous = tokenize.NEWLINE
    for token in tokens:
        docstring = token.type == tokenize.STRING and previous in {tokenize.INDENT, tokenize.NEWLINE, tokenize.NL}
        if (token.type == tokenize.COMMENT and not _VYPER_PRAGMA.match(token.string)) or docstring:
            _blank(lines, token.start, token.end)
        if token.type not in {tokenize.COMMENT, tokenize.NL, tokenize.DEDENT}:
            previous = token.type
    return _trimmed("\n".join(lines))


def _blank(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> None:
    for row in range(start[0], end[0] + 1):
        line = lines[row - 1]
        left = start[1] if row == start[0] else 0
        right = end[1] if row == end[0] else len(line)
        lines[row - 1] = line[:left] + " " * (right - left) + line[right:]


def _vyper_names(code: str) -> list[Name]:
    starts = [0]
    for line in code.split("\n"):
        starts.append(starts[-1] + len(line.encode()) + 1)
    found, before = [], ""
    for token in _vyper_tokens(code):
        if token.type == tokenize.NAME:
            row, column = token.start
            declared = before in _VYPER_HEADS or (column == 0 and token.line[token.end[1] :].lstrip().startswith(":"))
            at = starts[row - 1] + len(token.line[:column].encode())
            found.append(Name(token.string, at, declared, before if declared else ""))
        before = token.string
    return found


def _trimmed(code: str) -> str:
    return "\n".join(line.rstrip() for line in code.split("\n"))
