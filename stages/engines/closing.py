"""Ends texts that are held to a grammar and not whole at the token limit, so that every answer follows its form.

Keeping part of the budget back for that would cost every long answer its end, and a fixed part is never large enough for
all forms. Instead the text is cut back to the last place from which it can be ended without choosing a word: inside a text
quotes and brackets do, an unfinished item goes. Where there is no such place, it is ended from the last place that leaves
room, with the first words that lead to an end: `{"found":[{"line":3,"class":"re` has to become an item, or a lie.
"""

import re
from typing import Any

import llguidance
import numpy as np

LONGEST = 4096  # tokens that are written without the model
_FREE = b"q 7]"  # single characters that all may come next inside free text, and nowhere else
_BRACKETS, _QUOTED = re.compile(rb"[\]}]+"), re.compile(rb'"[\]}]*')
_WAYS, _FORKS = 3, 3  # how many ways on are compared at a fork, and at how many forks one after the other


class Closer:
    """Ways to the end of a text, over one vocabulary."""

    def __init__(self, tokenizer: llguidance.LLTokenizer) -> None:
        ids = range(tokenizer.vocab_size)
        self._texts = [b"" if tokenizer.is_special_token(token) else tokenizer.decode_bytes([token]) for token in ids]
        self._first = np.array([text[0] if text else 256 for text in self._texts])
        self._length = np.array([len(text) for text in self._texts])
        self._ids = {text: token for token, text in enumerate(self._texts) if text}
        self._free = [self._ids[bytes([byte])] for byte in _FREE]
        self._brackets, self._quoted = self._like(_BRACKETS), self._like(_QUOTED)
        self._separators, self._line = self._like(re.compile(rb"[,:]")), [self._ids[b"\n"]]

    def shortest(self, start: Any) -> list[int]:
        """Tokens of the shortest text found for a matcher at its start. Raises ValueError when there is none."""
        found = self._way(start.deep_copy(), LONGEST, True, _FORKS)
        if found is None:
            raise ValueError(f"grammar: no text of at most {LONGEST} tokens was found for it")
        return found

    def closed(self, matcher: Any, ids: list[int], limit: int) -> list[int]:
        """`ids`, which the matcher has taken, cut back and ended: a whole text of at most `limit` tokens.

        `limit` must have room for `shortest`.
        """
        for words in (False, True):
            held = matcher.deep_copy()
            for place in range(len(ids), -1, -1):
                tail = self._way(held.deep_copy(), limit - place, words, _FORKS)
                if tail is not None:
                    return ids[:place] + tail
                if place:
                    held.rollback(1)
        raise ValueError(f"grammar: no text of at most {limit} tokens was found for it")

    def _way(self, matcher: Any, room: int, words: bool, forks: int) -> list[int] | None:
        """At most `room` tokens that lead the matcher to an end; None: not found, or only by choosing words against `words`."""
        way: list[int] = []
        while not matcher.is_accepting():
            options = self._forced(matcher) or self._choices(matcher, words, forks)
            if len(options) > 1:
                end = self._shortest(matcher, options, room - len(way), forks - 1)
                return None if end is None else way + end
            if not options or len(way) == room or not matcher.consume_token(options[0]):
                return None
            way += options
        return way

    def _shortest(self, matcher: Any, options: list[int], room: int, forks: int) -> list[int] | None:
        best: list[int] | None = None
        for token in options:
            branch = matcher.deep_copy()
            end = self._way(branch, room - 1, True, forks) if room > 0 and branch.consume_token(token) else None
            if end is not None:
                best, room = [token, *end], len(end)  # the next has to be shorter
        return best

    def _forced(self, matcher: Any) -> list[int]:
        """The longest token that goes no further than what must come next; none when there is a choice."""
        run = matcher.compute_ff_bytes()
        return next(([self._ids[run[:end]]] for end in range(len(run), 0, -1) if run[:end] in self._ids), [])

    def _choices(self, matcher: Any, words: bool, forks: int) -> list[int]:
        """What to try next: the one token that ends things soonest, else, if `words` may be chosen, one for each way on."""
        packed = np.frombuffer(matcher.compute_bitmask(), dtype=np.uint8)

        def allowed(ids: list[int]) -> list[int]:
            return [token for token in ids if packed[token >> 3] >> (token & 7) & 1]

        free = len(allowed(self._free)) == len(self._free)
        order = (self._line, self._quoted) if free else (self._brackets, self._quoted, self._separators, self._line)
        ending = next((found for ids in order if (found := allowed(ids))), [])
        if ending or not words:
            return ending[:1]
        ids = np.flatnonzero(np.unpackbits(packed, count=len(self._texts), bitorder="little"))
        firsts = sorted(np.unique(self._first[ids]).tolist(), key=lambda byte: (not chr(byte).isalpha(), byte))
        if not forks or len(firsts) > _WAYS:  # text of a least length, a name out of many: over in few tokens
            return [int(ids[np.argmax(self._length[ids])])]
        ways = [ids[self._first[ids] == byte] for byte in firsts]
        return [int(way[np.argmin(self._length[way])]) for way in ways]

    def _like(self, pattern: re.Pattern[bytes]) -> list[int]:
        """Tokens of this form, long ones first."""
        found = [token for token, text in enumerate(self._texts) if pattern.fullmatch(text)]
        return sorted(found, key=lambda token: -len(self._texts[token]))
