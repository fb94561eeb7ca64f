"""Names compared and found: spelling that does not matter folded away (case, articles, quotes, spacing, defanged dots)."""

import re
import unicodedata
from functools import lru_cache

_DEFANGED = (
    (re.compile(r"\[\.\]|\(\.\)|\{\.\}|\[\.|\.\]|\s?\[dot\]\s?|\s?\(dot\)\s?", re.IGNORECASE), "."),
    (re.compile(r"\[:\]|\[://\]", re.IGNORECASE), lambda match: match[0].strip("[]")),
    (re.compile(r"\s?(?:\[@\]|\[at\]|\(at\))\s?", re.IGNORECASE), "@"),
    (re.compile(r"\bh(?:xx|\*\*|XX)p(s?)\b", re.IGNORECASE), r"http\1"),
)
_QUOTES = re.compile("[\"'`´“”‘’«»「」『』]")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_TIGHT = re.compile(r"\s*([-–—/&+])\s*")
_ASCII_WORD = "A-Za-z0-9"


def refanged(text: str) -> str:
    """Addresses written so that nobody follows them, as they are meant.

    >>> refanged("hxxps://evil[.]example/a")
    'https://evil.example/a'
    """
    for pattern, instead in _DEFANGED:
        text = pattern.sub(instead, text)
    return text


@lru_cache(maxsize=100_000)
def normal(name: str) -> str:
    """The form under which two spellings of a name are equal.

    >>> normal("The  “Slate Heron”") == normal("slate heron") and normal("evil[.]example") == normal("evil.example")
    True
    """
    text = unicodedata.normalize("NFKC", refanged(name))
    text = re.sub(r"['’]s$", "", text.strip())
    text = " ".join(_QUOTES.sub("", text).split())
    text = _TIGHT.sub(lambda match: "-" if match[1] in "-–—" else match[1], _ARTICLE.sub("", text))
    return text.strip(" .,;:!?").casefold() or name.strip().casefold()


def spans(name: str, text: str) -> list[tuple[int, int]]:
    """(start, end) of every place where the name stands in the text; spelling is compared as loosely as in `normal`.

    A name that starts or ends in an ASCII letter or digit does not match inside a longer such word; particles and
    endings of other scripts may follow it directly.
    """
    pattern = _pattern(name)
    return [match.span() for match in pattern.finditer(_same_quotes(text))] if pattern else []


def stands_in(name: str, text: str) -> bool:
    """Whether the name stands in the text, spelling compared as loosely as in `normal`."""
    return name in text or bool(spans(name, text))


@lru_cache(maxsize=1_000)
def _same_quotes(text: str) -> str:
    """The text, as long as it was, with one sign for all quotes: patterns without a set of them compile five times as fast."""
    return _QUOTES.sub('"', text)


@lru_cache(maxsize=20_000)
def _pattern(name: str) -> re.Pattern[str] | None:
    """Where the name may stand in a text with one sign for all quotes; None for a name of signs alone."""
    bare = _ARTICLE.sub("", " ".join(_QUOTES.sub("", refanged(name)).split())).strip(" ,;:")
    if not bare:
        return None
    scheme = re.match(r"http(s?):", bare)
    start = rf"h(?:tt|xx|\*\*)p{scheme[1]}\[?:\]?" if scheme else ""
    body = start + "".join(_loose(sign) for sign in bare[scheme.end() if scheme else 0 :])
    before = f"(?<![{_ASCII_WORD}])" if re.match(f"[{_ASCII_WORD}]", bare) else ""
    after = f"(?![{_ASCII_WORD}])" if re.search(f"[{_ASCII_WORD}]$", bare) else ""
    return re.compile(before + body.removesuffix(_ANY_QUOTE) + after, re.IGNORECASE)


_ANY_QUOTE = '"?'


def _loose(sign: str) -> str:
    """A pattern for one sign of a name: quotes may stand after it, dots may be defanged, hyphens and spaces vary."""
    if sign == " ":
        return rf"(?:\s+{_ANY_QUOTE}|\s*[-–—]\s*)"
    if sign == ".":
        return r"(?:\.|\[\.\]?|\.\]|\(\.\)|\{\.\}|\s?[\[(]dot[\])]\s?)"
    if sign == "@":
        return r"(?:@|\s?(?:\[@\]|[\[(]at[\])])\s?)"
    if sign in "-–—":
        return r"\s*[-–—]\s*"
    if sign in "&/+":
        return rf"\s*{re.escape(sign)}\s*"
    return re.escape(sign) + _ANY_QUOTE
