"""Prompt formats: how messages become the text a model was trained to continue.

A prompt is a list of segments. Control segments (`<|im_start|>` …) become special tokens; everything else, collected
text above all, is encoded as plain text even when it spells a control token, so data can not open a new turn.
Sources: ChatML as in the Qwen2.5 model cards, Llama 3 and Gemma as in their model cards, DeepSeek-Coder instruct as in
its repository (with our own system prompt, since the stock one refuses security questions).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

# {"role": "system" | "user" | "assistant", "content": text}; a single message of role "completion" is no conversation but a
# text to be continued as it stands
Message = dict[str, str]


class Segment(NamedTuple):
    """A piece of a prompt; `control` marks a string that stands for one special token."""

    text: str
    control: bool = False


@dataclass(frozen=True)
class PromptFormat:
    """How one family of models is prompted; `stop` is the special token that ends an answer."""

    name: str
    bos: str
    stop: str
    turns: Callable[[Sequence[Message]], list[Segment]]

    def prompt(self, messages: Sequence[Message]) -> list[Segment]:
        """Segments up to the place where the answer begins, exactly one BOS first where the model wants it."""
        head = [Segment(self.bos, control=True)] if self.bos else []
        if messages[0]["role"] == "completion":
            return [*head, Segment(messages[0]["content"])]
        return head + self.turns(messages)


def _control(text: str) -> Segment:
    return Segment(text, control=True)


def _chatml(messages: Sequence[Message]) -> list[Segment]:
    out: list[Segment] = []
    for message in messages:
        out += [_control("<|im_start|>"), Segment(f"{message['role']}\n{message['content']}")]
        out += [_control("<|im_end|>"), Segment("\n")]
    return [*out, _control("<|im_start|>"), Segment("assistant\n")]


def _llama3(messages: Sequence[Message]) -> list[Segment]:
    def header(role: str) -> list[Segment]:
        return [_control("<|start_header_id|>"), Segment(role), _control("<|end_header_id|>")]

    out: list[Segment] = []
    for message in messages:
        out += [*header(message["role"]), Segment("\n\n" + message["content"]), _control("<|eot_id|>")]
    return [*out, *header("assistant"), Segment("\n\n")]


def _gemma(messages: Sequence[Message]) -> list[Segment]:
    out: list[Segment] = []
    for message in _system_into_user(messages):
        role = "model" if message["role"] == "assistant" else "user"
        out += [_control("<start_of_turn>"), Segment(f"{role}\n{message['content']}")]
        out += [_control("<end_of_turn>"), Segment("\n")]
    return [*out, _control("<start_of_turn>"), Segment("model\n")]


def _instruction(stop: str, messages: Sequence[Message]) -> list[Segment]:
    titles = {"user": "### Instruction:\n", "assistant": "### Response:\n"}
    out: list[Segment] = []
    for message in messages:
        out.append(Segment(titles.get(message["role"], "") + message["content"] + "\n"))
        if message["role"] == "assistant":  # an earlier answer ends as the model ends its own
            out += [_control(stop), Segment("\n")]
    return [*out, Segment(titles["assistant"])]


def _system_into_user(messages: Sequence[Message]) -> list[Message]:
    """Gemma has no system role: its text goes in front of the first user turn."""
    if not messages or messages[0]["role"] != "system":
        return list(messages)
    system, first, *rest = messages
    return [{"role": first["role"], "content": f"{system['content']}\n\n{first['content']}"}, *rest]


FORMATS = {
    fmt.name: fmt
    for fmt in (
        PromptFormat("chatml", "", "<|im_end|>", _chatml),
        PromptFormat("llama3", "<|begin_of_text|>", "<|eot_id|>", _llama3),
        PromptFormat("gemma", "<bos>", "<end_of_turn>", _gemma),
        PromptFormat("deepseek", "<｜begin▁of▁sentence｜>", "<|EOT|>", partial(_instruction, "<|EOT|>")),
        PromptFormat("starcoder2", "", "<|endoftext|>", partial(_instruction, "<|endoftext|>")),
    )
}
