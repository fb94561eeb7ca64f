"""transformers as the engine: greedy, left-padded batches, stopped by the prompt format's stop token."""

from collections.abc import Sequence
from typing import Any

import torch
from transformers import GenerationConfig

from stages.engines.contract import Answer
from stages.prompting.prompts import Message
from stages.prompting.tokens import Tokens


class HFEngine:
    """A loaded model and its tokenizer. The model's own sampling defaults are not used."""

    def __init__(self, model: Any, tokens: Tokens) -> None:
        self._model = model.eval()
        self._model.config.use_cache = True
        self._tokens = tokens

    def generate(self, batch: Sequence[Sequence[Message]], limit: int) -> list[Answer]:
        """One answer of at most `limit` tokens each. Padding is masked; its id is the stop token's."""
        prompts = [self._tokens.prompt(messages) for messages in batch]
        longest = max(map(len, prompts))
        stop = self._tokens.stop_id
        ids = torch.tensor([[stop] * (longest - len(prompt)) + prompt for prompt in prompts], device=self._model.device)
        mask = torch.tensor([[0] * (longest - len(p)) + [1] * len(p) for p in prompts], device=self._model.device)
        config = GenerationConfig(  # type: ignore[no-untyped-call]
            max_new_tokens=limit, do_sample=False, num_beams=1, eos_token_id=stop, pad_token_id=stop, use_cache=True
        )
        with torch.inference_mode():
            out = self._model.generate(input_ids=ids, attention_mask=mask, generation_config=config)
        return [self._answer(row.tolist()) for row in out[:, longest:]]

    def _answer(self, ids: list[int]) -> Answer:
        stop = self._tokens.stop_id
        if stop in ids:
            kept = ids[: ids.index(stop)]
            return Answer(self._tokens.decode(kept), "stop", len(kept) + 1)
        return Answer(self._tokens.decode(ids), "length", len(ids))
