"""Ends texts that are held to a grammar and not whole at the token limit, so that every answer follows its form.

Instead of keeping part of the budget back, which costs every long answer its end, the text is cut back to where the
least has to be made up and closed from there: what is lost is at most the unfinished item. `{"a":[{"b":1},{"b":2,"c` becomes
`{"a":[{"b":1}]}` when "c" needs words, and text inside a string is kept when quotes and brackets alone can end it.
"""

import re
from typing import Any

import llguidance
import numpy as np

REACH = 64  # tokens that are looked back over for a better place once one is found
LONGEST = 4096  # tokens of a text that is written without the model
_FREE = b"q 7]"  # single characters that all may come next inside free text, and nowhere else
_BRACKETS, _QUOTED = re.compile(rb"[\]}]+"), re.compile(rb'"[\]}]*')
_FORKS = 3  # first characters among which the shortest way is looked for


class Closer:
    """Ways to the end of a text, over one vocabulary."""

    def __init__(self, tokenizer: llguidance.LLTokenizer) -> None:
        size = tokenizer.vocab_size
        texts = [b"" if tokenizer.is_special_token(token) else tokenizer.decode_bytes([token]) for token in range(size)]
        self._first = np.array([text[0] if text else 256 for text in texts])
        self._length = np.array([len(text) for text in texts])
        self._words = [sum(chr(byte).isalnum() or byte > 127 for byte in text) for text in texts]
        self._size = size
        single = {text: token for token, text in enumerate(texts) if len(text) == 1}
        self._free = [single[bytes([byte])] for byte in _FREE]
        self._brackets = self._like(texts, _BRACKETS)
        self._quoted = self._like(texts, _QUOTED)
        self._line, self._separators = [single[b"\n"]], [single[b","], single[b":"]]

    def shortest(self, start: Any) -> list[int]:
        """Tokens of the shortest text found for a matcher at its start. Raises ValueError when there is none."""
        found = self._way(start.deep_copy(), LONGEST, LONGEST * 100, _FORKS)
        if found is None:
            raise ValueError(f"grammar: no text of at most {LONGEST} tokens was found for it")
        return found

    def closed(self, matcher: Any, ids: list[int], limit: int) -> list[int]:
        """`ids`, which the matcher has taken, cut back and ended: a whole text of at most `limit` tokens.

        `limit` must have room for `shortest`. The matcher is used up.
        """
        best: tuple[int, list[int]] | None = None
        bound = LONGEST * 100  # letters and digits that may be made up
        for place in range(len(ids), -1, -1):
            tail = self._way(matcher.deep_copy(), limit - place, bound, _FORKS)
            if tail is not None:
                best, bound = (place, tail), sum(self._words[token] for token in tail) - 1
            if bound < 0 or (best and place <= best[0] - REACH) or place == 0:
                break
            matcher.rollback(1)
        if best is None:
            raise ValueError(f"grammar: no text of at most {limit} tokens was found for it")
        return ids[: best[0]] + best[1]

    def _way(self, matcher: Any, room: int, words: int, forks: int) -> list[int] | None:
        """Tokens that lead the matcher to an end: at most `room`, with at most `words` letters and digits. None: not found."""
        way: list[int] = []
        while not matcher.is_accepting():
            options = self._options(matcher, forks)
            if len(options) > 1:
                end = self._fork(matcher, options, room - len(way), words, forks - 1)
                return None if end is None else way + end
            if not options or len(way) == room or (words := words - self._words[options[0]]) < 0:
                return None
            if not matcher.consume_token(options[0]):
                return None
            way.append(options[0])
        return way

    def _fork(self, matcher: Any, options: list[int], room: int, words: int, forks: int) -> list[int] | None:
        best: list[int] | None = None
        for token in options:
            left = words - self._words[token]
            branch = matcher.deep_copy()
            if room < 1 or left < 0 or not branch.consume_token(token):
                continue
            end = self._way(branch, room - 1, left, forks)
            if end is not None:
                best, room = [token, *end], len(end)  # the next has to be shorter
        return best

    def _options(self, matcher: Any, forks: int) -> list[int]:
        """What to try next: one token where it is clear what ends things soonest, else one for each way on."""
        packed = np.frombuffer(matcher.compute_bitmask(), dtype=np.uint8)

        def allowed(ids: list[int]) -> list[int]:
            return [token for token in ids if packed[token >> 3] >> (token & 7) & 1]

        if len(allowed(self._free)) == len(self._free):
            chosen = allowed(self._line) or allowed(self._quoted)
            if chosen:
                return chosen[:1]
        ids = np.flatnonzero(np.unpackbits(packed, count=self._size, bitorder="little"))
        firsts = np.unique(self._first[ids])
        if len(firsts) > 1:
            chosen = allowed(self._brackets) or allowed(self._quoted) or allowed(self._separators) or allowed(self._line)
            if chosen:
                return chosen[:1]
        letters_first = sorted(firsts.tolist(), key=lambda byte: (not chr(byte).isalpha(), byte))
        wanted = letters_first if forks and len(letters_first) <= _FORKS else letters_first[:1]
        return [self._longest(ids[self._first[ids] == byte]) for byte in wanted]

    def _longest(self, ids: Any) -> int:
        return int(ids[np.argmax(self._length[ids])])

    @staticmethod
    def _like(texts: list[bytes], pattern: re.Pattern[bytes]) -> list[int]:
        found = [token for token, text in enumerate(texts) if pattern.fullmatch(text)]
        return sorted(found, key=lambda token: -len(texts[token]))
