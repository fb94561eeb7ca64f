"""Which language is an answer written in? Told by the task's words and, for Python, by the code itself."""

import ast
import re

PYTHON = "python"
NAMED = (  # (language, words that name it), the first that matches counts; longer names before those they contain
    ("typescript", r"typescript"),
    ("javascript", r"javascript|\bjs\b|jquery|react|node\.?js|\bangular|\bvue"),
    ("sql", r"\bsql\b|\bmysql\b|postgres"),
    ("html", r"\bhtml\b"),
    ("css", r"\bcss\b"),
    ("csharp", r"c#|\bcsharp\b|\.net\b"),
    ("cpp", r"c\+\+"),
    ("kotlin", r"\bkotlin\b"),
    ("swift", r"\bswift\b"),
    ("solidity", r"\bsolidity\b"),
    ("rust", r"\brust\b"),
    ("go", r"\bgolang\b|\bin go\b|\bgo program"),
    ("php", r"\bphp\b"),
    ("ruby", r"\bruby\b"),
    ("bash", r"\bbash\b|\bshell script|\bunix command|\blinux command"),
    ("r", r"\bin r\b|\br script\b|\br program\b"),
    ("java", r"\bjava\b"),
    ("c", r"\bin c\b|\bc program\b|\bc code\b|\bc function\b"),
    ("python", r"\bpython\b|\bpandas\b|\bnumpy\b|\bdjango\b|\bflask\b"),
)
OTHER = "other"
LANGUAGES = (*dict.fromkeys(name for name, _ in NAMED), OTHER)
_WORKS = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AugAssign, ast.For,
    ast.While, ast.With, ast.If, ast.Call, ast.Return,
)  # fmt: skip


def language_of(instruction: str, given: str, code: str) -> str:
    """One of LANGUAGES. Code that parses as Python and does something is Python, unless the task names another language.

    >>> language_of("Print the sum of a list.", "", "print(sum([1, 2]))"), language_of("Select all rows.", "", "SELECT * FROM t")
    ('python', 'other')
    """
    words = f"{instruction}\n{given}".lower()
    named = next((name for name, pattern in NAMED if re.search(pattern, words)), OTHER)
    return PYTHON if named in (PYTHON, OTHER) and works_as_python(code) else named if named != PYTHON else OTHER


def works_as_python(code: str) -> bool:
    """Whether code parses as Python and holds more than names and constants."""
    tree = parsed(code)
    return tree is not None and any(isinstance(node, _WORKS) for node in ast.walk(tree))


def parsed(code: str) -> ast.Module | None:
    """The syntax tree of Python code, None when it does not parse. What it warns of is not told: the code is not ours."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
