"""A passage cut into the sentences that evidence points to."""

import re

# Signs that end a sentence, with closing quotes and brackets: Western ones need white space or the end after them,
# which file names, domains, versions and addresses never have inside; Chinese and Japanese ones need none.
_END = re.compile(r"""(?:[.!?]+["'”’)\]]*(?=\s|$)|[。！？]+["'”’」』）)\]]*)""")
_ALWAYS = re.compile(r"(?:^|[\s(\[\"'“])(?:e\.g|i\.e|cf|vs|Mr|Mrs|Ms|Dr|Prof|Fig|St)\.$")  # what follows belongs to it
_IF_SMALL = re.compile(r"(?:^|[\s(\[\"'“])(?:Inc|Ltd|Corp|Co|etc|U\.S|U\.K|al|approx|Jr|Sr|a\.m|p\.m|No)\.$")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, white space around them removed; what has no end sign counts as the last one.

    >>> sentences("It ran update.exe, e.g. on 10.0.0.1. Nothing else! v2.1 is next")
    ['It ran update.exe, e.g. on 10.0.0.1.', 'Nothing else!', 'v2.1 is next']
    >>> sentences("它下载了载荷。随后删除。")
    ['它下载了载荷。', '随后删除。']
    """
    return [text[start:end].strip() for start, end in spans(text)]


def spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence as character offsets; together they cover the text but for white space between them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _goes_on(text, match.end()):
            continue
        found += _filled(text, start, match.end())
        start = match.end()
    return found + _filled(text, start, len(text))


def _filled(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The piece without the white space before it; nothing when only that is there."""
    piece = text[start:end]
    return [(start + len(piece) - len(piece.lstrip()), end)] if piece.strip() else []


def _goes_on(text: str, end: int) -> bool:
    """Whether the dot that ends here belongs to an abbreviation inside a sentence."""
    before, after = text[max(0, end - 12) : end], text[end:].lstrip()[:1]
    return bool(after) and bool(_ALWAYS.search(before) or (_IF_SMALL.search(before) and after.islower()))
