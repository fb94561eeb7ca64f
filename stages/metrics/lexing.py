"""Code as lexemes: what a compiler would see, so that layout that means nothing counts for nothing.

Python by its own tokeniser, indentation included. In other languages Pygments' lexers tell texts and comments from the
rest, and the rest is cut by one rule for all of them: some of those lexers cut `){` or `a+1` by where the spaces stand.
Comments are left out, Rust's doc comments too; what a preprocessor reads is code.
"""

import io
import re
import tokenize
from functools import cache
from itertools import groupby
from typing import Any

_PLAIN = re.compile(
    r"""[^\W\d]\w*                       # word
    | \d(?:\w|\.(?=\d))*                 # number
    | >>>=|===|!==|>>>|<<=|>>=|\*\*=|&&=|\|\|=|\?\?=|\.\.\.|\.\.=|<=>
    | ->|=>|::|:=|\+\+|--|&&|\|\||\?\?|\?\.|\.\.|<<|>>|\*\*|//|[-+*/%&|^!=<>~]=
    | \S""",
    re.VERBOSE,
)
_LEFT_OUT = frozenset({tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER, tokenize.ENCODING})
_MARKS = {tokenize.INDENT: "<indent>", tokenize.DEDENT: "<dedent>", tokenize.NEWLINE: "<newline>"}
_PYGMENTS = {"r": "splus", "other": ""}  # where Pygments has another name
_LINE_END = re.compile(r"\r\n?")
_PYTHON_LAYOUT = re.compile(r"#.*|\\$", re.MULTILINE)  # comments and joined lines


def lex(code: str, language: str) -> list[str]:
    """Lexemes of code in a language; code that no lexer takes, and a language without one, as words and signs.

    >>> lex("def f(a,b):  # add\\n    return a + b", "python")
    ['def', 'f', '(', 'a', ',', 'b', ')', ':', '<newline>', '<indent>', 'return', 'a', '+', 'b', '<newline>', '<dedent>']
    >>> lex("string x += 'a b'; // one", "solidity")
    ['string', 'x', '+=', "'a b'", ';']
    """
    text = _LINE_END.sub("\n", code)  # Python's tokeniser takes what follows a bare carriage return for nothing
    if language == "python":
        return _python(text)
    lexer = _lexer(_PYGMENTS.get(language, language))
    return _by_pygments(text, lexer) if lexer else _PLAIN.findall(text)


def _python(code: str) -> list[str]:
    """Python's lexemes; from where the tokeniser stops (an open text, a dedent to nowhere), words and signs."""
    found: list[str] = []
    row, column = 1, 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            row, column = token.end
            lexeme = _MARKS.get(token.type, token.string)
            if token.type not in _LEFT_OUT and lexeme.strip():  # a space before a sign unknown to Python is a token there
                found.append(lexeme)
    except (tokenize.TokenError, SyntaxError):  # IndentationError is a SyntaxError
        rest = "\n".join(code.split("\n")[row - 1 :])[column:]
        found += _PLAIN.findall(_PYTHON_LAYOUT.sub("", rest))
    return found


def _by_pygments(code: str, lexer: Any) -> list[str]:
    """Texts whole, comments left out, everything else as words and signs."""
    found: list[str] = []
    for form, tokens in groupby(lexer.get_tokens(code), key=lambda token: _form(token[0])):
        piece = "".join(text for _, text in tokens)
        if form == "code":
            found += _PLAIN.findall(piece)
        elif form == "text" and piece.strip():
            found.append(piece)
    return found


@cache
def _form(kind: Any) -> str:
    """Code, text or comment?"""
    from pygments.token import Comment, String

    if kind in Comment.Preproc or kind is Comment.PreprocFile:
        return "code"
    if kind in Comment or kind is String.Doc:
        return "comment"
    return "text" if kind in String else "code"


@cache
def _lexer(name: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name) if name else None
    except ClassNotFound:
        return None
