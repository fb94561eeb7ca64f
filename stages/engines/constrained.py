"""Decoding under a grammar: what would break the form of the answer can not be written, and the form is always closed.

One matcher a row (llguidance), its mask laid over the scores with plain tensor operations: kernels that compile at the
first token would stall it for a minute. Near the limit the next token is taken only if the form can still be closed after
it; else the row is closed by the shortest way at hand and flagged.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from transformers import LogitsProcessor

from stages.core.errors import UserError

WINDOW = 96  # tokens before the limit from which on every token is checked; no record of a task needs as many to close
_OPENERS = b"[{,"  # signs after which closing may take many tokens more


class Vocabulary:
    """A tokenizer as llguidance needs it, and which of its tokens close a form soonest."""

    def __init__(self, tokenizer_json: str, size: int, stop_id: int) -> None:
        from llguidance import LLExecutor, LLTokenizer

        self.size, self.stop_id = size, stop_id
        self.tokenizer = LLTokenizer(tokenizer_json, n_vocab=size, eos_token=stop_id)
        self.executor = LLExecutor()
        texts = [self.tokenizer.decode_bytes([at]) for at in range(size)]
        self.opens = np.array([any(sign in text for sign in _OPENERS) for text in texts])
        self.rank = np.array([_rank(text) for text in texts])
        self.rank[stop_id] = -1.0

    def matcher(self, grammar: str) -> Any:
        """A matcher at the start of `grammar`. Raises ValueError, naming the fault, for one that can not be used."""
        from llguidance import LLMatcher

        made = LLMatcher(self.tokenizer, LLMatcher.grammar_from_lark(grammar))
        if made.is_error():
            raise ValueError(f"the grammar can not be used: {made.get_error()}")
        return made

    def allowed(self, matchers: Sequence[Any]) -> np.ndarray:
        """(matchers, size) booleans: which tokens may come next."""
        from llguidance.numpy import allocate_token_bitmask, fill_next_token_bitmask_par

        bits = allocate_token_bitmask(len(matchers), self.size)
        fill_next_token_bitmask_par(self.executor, [(matcher, at) for at, matcher in enumerate(matchers)], bits)
        return np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little")[:, : self.size].astype(bool)

    def closing(self, matcher: Any) -> int:
        """The token that leads towards the end of the form."""
        choices = np.flatnonzero(self.allowed([matcher])[0])
        return int(choices[np.argmin(self.rank[choices])])

    def cost(self, matcher: Any, most: int) -> int:
        """Tokens that closing takes from here, the stop token left out; `most` + 1 when it takes more than `most`."""
        ahead = matcher.deep_copy()
        for steps in range(most + 1):
            if ahead.is_accepting():
                return steps
            ahead.consume_token(self.closing(ahead))
        return most + 1


class Constraint(LogitsProcessor):
    """Masks the scores of one batch; made anew for each call of `generate`. Rows without a grammar stay as they are."""

    def __init__(self, vocabulary: Vocabulary, grammars: Sequence[str], start: int, limit: int, greedy: bool) -> None:
        self._vocabulary, self._start, self._limit, self._greedy = vocabulary, start, limit, greedy
        self._matchers = {at: vocabulary.matcher(grammar) for at, grammar in enumerate(grammars) if grammar}
        self.closed = [False] * len(grammars)
        self._costs: dict[int, int] = {}
        for matcher in self._matchers.values():
            if vocabulary.cost(matcher, limit) > limit:
                raise UserError(f"{limit} tokens are too few for the shortest answer of this form; raise answer_tokens in params.yaml")

    def __call__(self, input_ids: torch.LongTensor, scores: torch.FloatTensor) -> torch.FloatTensor:
        """Scores (rows, head) with -inf for every token that the form does not allow."""
        written = input_ids.shape[1] - self._start
        if written:
            self._take([(at, int(input_ids[at, -1])) for at in self._matchers])
        if not self._matchers:
            return scores
        rows = list(self._matchers)
        allowed = torch.from_numpy(self._vocabulary.allowed([self._matchers[at] for at in rows])).to(scores.device)
        scores[rows] = scores[rows].masked_fill(~allowed, -torch.inf)
        left = self._limit - written
        if left <= WINDOW:
            for at in rows:
                if (forced := self._forced(at, scores[at], left)) is not None:
                    scores[at] = -torch.inf
                    scores[at, forced] = 0.0
        return scores

    def _take(self, newest: Sequence[tuple[int, int]]) -> None:
        """Move each matcher on by its newest token; a row that ended needs none any more."""
        for at, token in newest:
            if token == self._vocabulary.stop_id or not self._matchers[at].consume_token(token):
                del self._matchers[at]

    def _forced(self, at: int, scores: torch.Tensor, left: int) -> int | None:
        """The token that has to come so that the form can be closed in `left` tokens; None when the model may choose."""
        matcher = self._matchers[at]
        if not self.closed[at]:
            likely = int(scores.argmax())
            if likely == self._vocabulary.stop_id or (self._greedy and self._fits(at, matcher, likely, left)):
                return None
            self.closed[at] = not matcher.is_accepting()
        return self._vocabulary.stop_id if matcher.is_accepting() else self._vocabulary.closing(matcher)

    def _fits(self, at: int, matcher: Any, token: int, left: int) -> bool:
        """Whether the form can be closed after `token`. Only a sign that opens something makes that much dearer."""
        known = self._costs.get(at, left)
        if not self._vocabulary.opens[token] and known + 8 < left:
            return True
        ahead = matcher.deep_copy()
        ahead.consume_token(token)
        self._costs[at] = self._vocabulary.cost(ahead, left)
        return self._costs[at] <= left - 1


def _rank(text: bytes) -> float:
    """Lower closes sooner: line ends, then a quote (which ends a text), closing brackets, other signs, words; long ones first."""
    if text and not text.strip(b"\n"):
        kind = 0
    elif text and not text.strip(b'"]}'):
        kind = 1 if text.startswith(b'"') else 2
    elif text and not any(chr(byte).isalpha() or byte > 127 for byte in text):
        kind = 3
    else:
        kind = 4
    return kind - len(text) / 1000
