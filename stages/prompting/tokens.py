"""The base model's own tokenizer, from tokenizer.json alone: fast to load, no torch, no remote code."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stages.core.errors import UserError
from stages.prompting.catalog import Profile, check_files
from stages.prompting.prompts import Message, Segment

IGNORE = -100  # the label value that the loss leaves out (PyTorch cross_entropy's ignore_index)


class Tokens:
    """Text to token ids and back for one base model, with its prompt format."""

    def __init__(self, profile: Profile) -> None:
        self.folder: Path = check_files(profile)
        self.format = profile.form
        self._tokenizer = _loaded(self.folder / "tokenizer.json")
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokenizer.encode_special_tokens = True  # control strings inside text stay text
        self.stop_id = self._control(self.format.stop)

    def count(self, text: str) -> int:
        """Number of tokens of plain text, no special tokens added."""
        return len(self.encode(text))

    def encode(self, text: str) -> list[int]:
        """Ids of plain text; a string that spells a control token is encoded as ordinary characters."""
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def decode(self, ids: Sequence[int]) -> str:
        """Text of generated ids, special tokens left out."""
        text: str = self._tokenizer.decode(list(ids), skip_special_tokens=True)
        return text

    def definition(self) -> str:
        """The tokenizer as the JSON text of tokenizer.json."""
        text: str = self._tokenizer.to_str()
        return text

    def prompt(self, messages: Sequence[Message]) -> list[int]:
        """Ids of a rendered prompt. Neighbouring plain segments are encoded as one text, as a chat template would."""
        ids: list[int] = []
        for segment in _joined(self.format.prompt(messages)):
            ids += [self._control(segment.text)] if segment.control else self.encode(segment.text)
        return ids

    def example(self, messages: Sequence[Message], completion: str) -> tuple[list[int], list[int]]:
        """(input ids, labels) of one training row: the prompt is masked, answer and stop token are supervised."""
        prompt, answer = self.prompt(messages), [*self.encode(completion), self.stop_id]
        return prompt + answer, [IGNORE] * len(prompt) + answer

    def _control(self, text: str) -> int:
        token = self._tokenizer.token_to_id(text)
        if token is None:
            raise UserError(
                f"{self.folder / 'tokenizer.json'}: has no token {text!r}, which prompt format {self.format.name} needs; "
                "correct prompt_format in models/catalog.yaml"
            )
        return int(token)


def _loaded(path: Path) -> Any:
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library has no narrower one
        raise UserError(f"{path}: not a tokenizer ({error}); copy the model's own file again") from error


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    out: list[Segment] = []
    for segment in segments:
        if out and not segment.control and not out[-1].control:
            out[-1] = Segment(out[-1].text + segment.text)
        else:
            out.append(segment)
    return out
