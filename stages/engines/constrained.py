"""Constrained decoding: at every step only those tokens keep a chance that the row's grammar allows next.

llguidance computes which they are (Lark grammars with `%json` blocks; keywords it does not know are refused by name).
The answer ends with the stop token of the prompt format, which is allowed where the grammar accepts; other special
tokens, and outputs of the model's head beyond the vocabulary, never are.
Masks are applied with plain operations: llguidance's own kernel would compile C++ at the first token.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

import llguidance
import numpy as np
import torch
from transformers import LogitsProcessor

from stages.core.errors import UserError
from stages.engines.closing import Closer
from stages.engines.decoding import Row
from stages.prompting.tokens import Tokens


class Forms:
    """Grammars over one model's vocabulary, compiled when they are first asked for."""

    def __init__(self, tokens: Tokens, width: int) -> None:
        """`width` is the number of outputs of the model's head."""
        self._tokens, self._width = tokens, width
        self._compiled = lru_cache(maxsize=256)(self._compile)

    def matcher(self, grammar: str, limit: int) -> Any:
        """A fresh LLMatcher at the start of the grammar.

        Raises ValueError with the library's reason for a grammar it refuses, UserError when no text of the grammar that
        `closing` finds fits into `limit` tokens.
        """
        matcher, shortest = self._compiled(grammar)
        if shortest > limit:
            raise UserError(
                f"an answer held to its form takes at least {shortest} tokens, and {limit} are left for it; "
                "raise answer_tokens in params.yaml, or set constrained_samples to 0"
            )
        return matcher.deep_copy()

    def masks(self, rows: Sequence[Row], device: Any) -> "Masks":
        """What holds these rows to their grammars."""
        return Masks(rows, self._executor, device)

    @cached_property
    def _executor(self) -> Any:
        return llguidance.LLExecutor(torch.get_num_threads())

    @cached_property
    def closer(self) -> Closer:
        """What ends texts that are not whole at the limit."""
        return Closer(self._tokenizer)

    @cached_property
    def _tokenizer(self) -> llguidance.LLTokenizer:
        return llguidance.LLTokenizer(self._tokens.definition(), n_vocab=self._width, eos_token=self._tokens.stop_id)

    def _compile(self, grammar: str) -> tuple[Any, int]:
        matcher = llguidance.LLMatcher(self._tokenizer, llguidance.LLMatcher.grammar_from_lark(grammar))
        if matcher.is_error():
            raise ValueError(f"grammar refused: {matcher.get_error()}")
        return matcher, len(self.closer.shortest(matcher))


class Masks(LogitsProcessor):
    """Takes from each row that has a grammar the tokens it does not allow; the other rows are not looked at.

    Packed masks become summands eight tokens at a time, by a table: five times as fast as unpacking and filling.
    """

    def __init__(self, rows: Sequence[Row], executor: Any, device: Any) -> None:
        self._rows, self._executor = rows, executor
        bits = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")
        self._octets = torch.from_numpy(np.where(bits == 1, 0.0, -np.inf).astype(np.float32)).to(device)  # (256, 8)

    def __call__(self, input_ids: torch.Tensor, scores: Any) -> Any:
        """`scores` (rows, vocabulary), changed in place."""
        held = [(at, row.matcher) for at, row in enumerate(self._rows) if row.matcher is not None and not row.ended]
        if not held:
            return scores
        packed = np.empty((len(held), (scores.shape[1] + 31) // 32), dtype=np.int32)
        if len(held) == 1:
            held[0][1].unsafe_compute_mask_ptr(packed.ctypes.data, packed.nbytes)
        else:
            one = packed.shape[1] * 4
            matchers = [(matcher, place) for place, (_, matcher) in enumerate(held)]
            self._executor.unsafe_compute_mask_ptr(matchers, packed.ctypes.data, one, len(held))
        for _, matcher in held:
            if matcher.is_error():
                raise RuntimeError(f"grammar: {matcher.get_error()}")
        octets = torch.from_numpy(packed.view(np.uint8)).to(scores.device).int()
        added = self._octets.index_select(0, octets.view(-1)).view(len(held), -1)[:, : scores.shape[1]]
        if len(held) == len(scores):
            return scores.add_(added)
        for place, (at, _) in enumerate(held):
            scores[at].add_(added[place])
        return scores
