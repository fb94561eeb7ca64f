"""transformers as the engine: left-padded batches, ended by the prompt format's stop token, stop texts or a grammar's end."""

import hashlib
from collections.abc import Sequence
from typing import Any

import torch
from transformers import GenerationConfig, LogitsProcessorList, StoppingCriteriaList

from stages.engines.constrained import Constraint, Vocabulary
from stages.engines.contract import Answer, Request
from stages.engines.stopping import StopTexts, cut
from stages.prompting.tokens import Tokens


class HFEngine:
    """A loaded model and its tokenizer. The model's own sampling defaults are not used."""

    def __init__(self, model: Any, tokens: Tokens) -> None:
        self._model = model.eval()
        self._model.config.use_cache = True
        self._tokens = tokens
        self._vocabulary: Vocabulary | None = None

    def generate(self, batch: Sequence[Request], limit: int) -> list[Answer]:
        """One greedy answer of at most `limit` tokens each. Padding is masked; its id is the stop token's.

        Raises UserError when a grammar needs more than `limit` tokens for its shortest answer.
        """
        return self._answers(batch, limit, do_sample=False)

    def sample(self, batch: Sequence[Request], limit: int, draws: int, temperature: float, seed: int) -> list[list[Answer]]:
        """`draws` answers each, drawn from the whole distribution; the batch decides the draw, not what ran before it."""
        rounds = []
        for draw in range(draws):
            name = f"{seed}:{draw}:{[(list(request.messages), request.prefix) for request in batch]}"
            torch.manual_seed(int(hashlib.sha256(name.encode()).hexdigest()[:15], 16))
            rounds.append(self._answers(batch, limit, do_sample=True, temperature=temperature, top_k=0, top_p=1.0))
        return [list(answers) for answers in zip(*rounds, strict=True)] if rounds else [[] for _ in batch]

    def _answers(self, batch: Sequence[Request], limit: int, **decoding: Any) -> list[Answer]:
        prompts = [self._tokens.prompt(one.messages) + self._tokens.encode(one.prefix) for one in batch]
        longest = max(map(len, prompts))
        stop = self._tokens.stop_id
        ids = torch.tensor([[stop] * (longest - len(prompt)) + prompt for prompt in prompts], device=self._model.device)
        mask = torch.tensor([[0] * (longest - len(p)) + [1] * len(p) for p in prompts], device=self._model.device)
        config = GenerationConfig(  # type: ignore[no-untyped-call]
            max_new_tokens=limit, num_beams=1, eos_token_id=stop, pad_token_id=stop, use_cache=True, **decoding
        )
        constraint = self._constraint(batch, longest, limit, greedy=not decoding["do_sample"])
        texts = StopTexts(self._tokens, [one.stops for one in batch], longest) if any(one.stops for one in batch) else None
        with torch.inference_mode():
            out = self._model.generate(
                input_ids=ids, attention_mask=mask, generation_config=config,
                logits_processor=LogitsProcessorList([constraint] if constraint else []),
                stopping_criteria=StoppingCriteriaList([texts] if texts else []),
            )  # fmt: skip
        closed = constraint.closed if constraint else [False] * len(batch)
        rows = zip(batch, out[:, longest:], closed, strict=True)
        return [self._answer(row.tolist(), one.stops, shut) for one, row, shut in rows]

    def _constraint(self, batch: Sequence[Request], start: int, limit: int, greedy: bool) -> Constraint | None:
        if not any(one.grammar for one in batch):
            return None
        if self._vocabulary is None:  # takes a second, and most runs need none
            head = self._model.get_output_embeddings().weight.shape[0]
            self._vocabulary = Vocabulary((self._tokens.folder / "tokenizer.json").read_text(), head, self._tokens.stop_id)
        return Constraint(self._vocabulary, [one.grammar for one in batch], start, limit, greedy)

    def _answer(self, ids: list[int], stops: Sequence[str] = (), closed: bool = False) -> Answer:
        stop = self._tokens.stop_id
        ended = stop in ids
        kept = ids[: ids.index(stop)] if ended else ids
        text, cut_off = cut(self._tokens.decode(kept), stops)
        reason = "closed" if closed else "stop" if ended or cut_off else "length"
        return Answer(text, reason, len(kept) + ended)
