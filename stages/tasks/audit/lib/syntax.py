"""What the audit task asks of source text: its tree or tokens, comments, function heads, "does it parse".

Solidity and Rust go through tree-sitter; Vyper has no grammar on the package index, but its lexical structure is
Python's, so Python's own tokenizer reads it.
"""

import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

_COMMENTS = {"comment", "line_comment", "block_comment"}
_FUNCTIONS = {"function_definition", "function_item", "constructor_definition", "fallback_receive_definition"}
_VYPER_PRAGMA = re.compile(  # whole, so that no remark hides behind it
    r"#\s*(@version|pragma\s+version)(\s*[<>=^~]*\s*\d[\w.*+-]*,?)+\s*"
    r"|#\s*pragma\s+((optimize|evm-version|nonreentrancy)\s+[\w-]+|enable-decimals|experimental-codegen)\s*"
)
_TEXTS = {
    "solidity": r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
    "rust": r'r(?P<hashes>#*)".*?"(?P=hashes)|"(?:\\.|[^"\\])*"|\'(?:\\u\{\w+\}|\\.\w{0,2}|[^\'\\])\'',
}


class Unreadable(ValueError):
    """Source text whose comments can not be told from its code; says at which line and why."""


def without_comments(code: str, language: str) -> str:
    """The code with every comment blanked, line numbers kept; the compiler sees the same program.

    Vyper's pragmas are comments to the lexer but not to the compiler, and stay. Raises Unreadable.
    """
    if language == "vyper":
        return _blank_vyper(code)
    raw = bytearray(code.encode())
    for node in walk(tree(bytes(raw), language)):
        if node.type in _COMMENTS:
            for at in range(node.start_byte, node.end_byte):
                if raw[at] != 0x0A:
                    raw[at] = 0x20
    if line := _open_comment(raw.decode(), language):
        raise Unreadable(f"line {line}: a comment begins where the grammar sees none")
    return _trimmed(raw.decode())


def functions(code: str, language: str) -> list[tuple[str, int]]:
    """(name, 1-based line) of each function, in order. A constructor is named `constructor`, a fallback `fallback`."""
    if language == "vyper":
        heads = (re.match(r"def\s+(\w+)", line) for line in code.split("\n"))
        return [(head[1], number) for number, head in enumerate(heads, start=1) if head]
    found = []
    for node in walk(tree(code.encode(), language)):
        if node.type in _FUNCTIONS:
            name = node.child_by_field_name("name")
            default = "constructor" if node.type == "constructor_definition" else "fallback"
            found.append((name.text.decode() if name else default, node.start_point[0] + 1))
    return found


def parses(code: str, language: str) -> bool:
    """Whether the text is free of syntax errors as far as the grammar can tell."""
    if language == "vyper":
        try:
            return bool(vyper_tokens(code))
        except Unreadable:
            return False
    return not tree(code.encode(), language).has_error


@cache
def _parser(language: str) -> Any:
    import tree_sitter
    import tree_sitter_rust
    import tree_sitter_solidity

    grammar = {"rust": tree_sitter_rust, "solidity": tree_sitter_solidity}[language]
    with warnings.catch_warnings():  # the Solidity grammar hands its pointer over in the old way
        warnings.simplefilter("ignore", DeprecationWarning)
        return tree_sitter.Parser(tree_sitter.Language(grammar.language()))


def tree(raw: bytes, language: str) -> Any:
    """The root of the syntax tree of Solidity or Rust."""
    return _parser(language).parse(raw).root_node


def walk(root: Any) -> Iterator[Any]:
    """Every node under and with `root`, in order of place."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.children))


def vyper_tokens(code: str) -> list[tokenize.TokenInfo]:
    """What Python's tokenizer makes of Vyper. Raises Unreadable."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except tokenize.TokenError as error:
        raise Unreadable(f"line {error.args[1][0]}: a bracket or a string does not end") from error
    except SyntaxError as error:
        raise Unreadable(f"line {error.lineno}: the indentation fits no block above") from error
    for token in tokens:
        if token.type == tokenize.ERRORTOKEN and token.string.strip():
            raise Unreadable(f"line {token.start[0]}: {token.string!r} begins no token")
    return tokens


def _open_comment(code: str, language: str) -> int:
    """The line of the first comment mark outside a string, 0 without one; a second look, not the grammar's."""
    for part in re.finditer(rf"(?P<mark>/[/*])|{_TEXTS[language]}", code, re.DOTALL):
        if part["mark"]:
            return code.count("\n", 0, part.start()) + 1
    return 0


def _blank_vyper(code: str) -> str:
    lines = code.split("\n")
    previous = tokenize.NEWLINE
    for token in vyper_tokens(code):
        docstring = token.type == tokenize.STRING and previous in {tokenize.INDENT, tokenize.NEWLINE, tokenize.NL}
        if (token.type == tokenize.COMMENT and not _VYPER_PRAGMA.fullmatch(token.string)) or docstring:
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


def _trimmed(code: str) -> str:
    return "\n".join(line.rstrip() for line in code.split("\n"))
