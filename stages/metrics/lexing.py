"""Code as lexemes: what a compiler would see, so that layout that means nothing counts for nothing.

Python by its own tokeniser, indentation included; other languages by Pygments' lexers. Comments are left out.
"""

import io
import re
import tokenize
from functools import cache
from typing import Any

_PLAIN = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|\S")
_LEFT_OUT = frozenset({tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER, tokenize.ENCODING})
_MARKS = {tokenize.INDENT: "<indent>", tokenize.DEDENT: "<dedent>", tokenize.NEWLINE: "<newline>"}
_PYGMENTS = {"r": "splus", "other": ""}  # where Pygments has another name


def lex(code: str, language: str) -> list[str]:
    """Lexemes of code in a language; code that no lexer takes, and a language without one, as words and signs.

    >>> lex("def f(a,b):  # add\\n    return a + b", "python")
    ['def', 'f', '(', 'a', ',', 'b', ')', ':', '<newline>', '<indent>', 'return', 'a', '+', 'b', '<newline>', '<dedent>']
    >>> lex("uint256 x = 1; // one", "solidity")
    ['uint256', 'x', '=', '1', ';']
    """
    if language == "python":
        return _python(code)
    lexer = _lexer(_PYGMENTS.get(language, language))
    return _by_pygments(code, lexer) if lexer else _PLAIN.findall(code)


def _python(code: str) -> list[str]:
    """Python's lexemes; where the tokeniser stops, the lines after it as words and signs."""
    found: list[str] = []
    last = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            last = token.end[0]
            if token.type not in _LEFT_OUT:
                found.append(_MARKS.get(token.type, token.string))
    except (tokenize.TokenError, SyntaxError):  # IndentationError is a SyntaxError
        found += _PLAIN.findall("\n".join(code.splitlines()[last:]))
    return found


def _by_pygments(code: str, lexer: Any) -> list[str]:
    """Pygments' tokens without comments, cut at white space."""
    from pygments.token import Comment

    return [piece for kind, text in lexer.get_tokens(code) if kind not in Comment for piece in text.split()]


@cache
def _lexer(name: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name) if name else None
    except ClassNotFound:
        return None
