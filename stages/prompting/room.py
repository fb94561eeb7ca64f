"""How much a model can read and write: the token budget every sample must fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from stages.prompting.prompts import Message
from stages.prompting.tokens import Tokens


@dataclass(frozen=True)
class Room:
    """`total` tokens for prompt and answer with its stop token, of which at most `answer` for the answer."""

    tokens: Tokens
    total: int
    answer: int

    def prompt_size(self, messages: Sequence[Message]) -> int:
        """Tokens of the rendered prompt."""
        return len(self.tokens.prompt(messages))

    def answer_size(self, completion: str) -> int:
        """Tokens of the answer, the stop token included."""
        return self.tokens.count(completion) + 1

    def misfit(self, messages: Sequence[Message], completion: str) -> tuple[str, str] | None:
        """(value, rule) of what keeps question and answer from being a sample, None when they fit."""
        answer = self.answer_size(completion)
        if answer > self.answer:
            return f"{answer} tokens", f"answer over {self.answer} tokens"
        if (size := self.prompt_size(messages) + answer) > self.total:
            return f"{size} tokens", f"prompt and answer over {self.total} tokens"
        return None

    def windows(self, lines: Sequence[tuple[int, str]], overhead: int, overlap: int = 4) -> list[tuple[int, int]]:
        """Runs (first, last index) of `lines` that fit beside `overhead` prompt tokens and a whole answer.

        Each line is shown whole; the next window repeats the last `overlap` lines. A line that alone is too long
        stands in no window: the caller sees the gap and must count it.
        """
        free = self.total - self.answer - overhead
        sizes = [self.tokens.count(f"{number}| {text}\n") for number, text in lines]
        found: list[tuple[int, int]] = []
        start = 0
        while start < len(lines):
            end, used = start, 0
            while end < len(lines) and used + sizes[end] <= free:
                used += sizes[end]
                end += 1
            if end > start:
                found.append((start, end - 1))
            if end == len(lines):
                break
            start = max(end - overlap, start + 1)
            while start <= end and sum(sizes[start : end + 1]) > free:  # a window that adds no line is none
                start += 1
        return found
