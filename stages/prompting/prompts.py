"""Prompt formats: how messages become the text a model was trained to continue.

A prompt is a list of segments. Control segments (`<|im_start|>` …) become special tokens; everything else, collected
text above all, is encoded as plain text even when it spells a control token, so data can not open a new turn.
Sources: the chat templates that the models are published with. Theirs put a system text of their own where a conversation has
none, which may ask to refuse questions about security (DeepSeek-Coder, Seed-Coder); here there is none but what is asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    """How one family of models is prompted: `bos` is the special token that begins a prompt ("": none), `stop` ends an answer."""

    name: str
    bos: str
    stop: str
    turns: Callable[["PromptFormat", Sequence[Message]], list[Segment]]

    def prompt(self, messages: Sequence[Message]) -> list[Segment]:
        """Segments up to the place where the answer begins, exactly one BOS first where the model wants it."""
        head = [Segment(self.bos, control=True)] if self.bos else []
        if messages[0]["role"] == "completion":
            return [*head, Segment(messages[0]["content"])]
        return head + self.turns(self, messages)


def _control(text: str) -> Segment:
    return Segment(text, control=True)


def _chatml(_: PromptFormat, messages: Sequence[Message]) -> list[Segment]:
    out: list[Segment] = []
    for message in messages:
        out += [_control("<|im_start|>"), Segment(f"{message['role']}\n{message['content']}")]
        out += [_control("<|im_end|>"), Segment("\n")]
    return [*out, _control("<|im_start|>"), Segment("assistant\n")]


def _unthinking(form: PromptFormat, messages: Sequence[Message]) -> list[Segment]:
    """ChatML for models that can think first: the answer begins after thoughts that are empty, as they know it."""
    return [*_chatml(form, messages), _control("<think>"), Segment("\n\n"), _control("</think>"), Segment("\n\n")]


def _llama3(form: PromptFormat, messages: Sequence[Message]) -> list[Segment]:
    def header(role: str) -> list[Segment]:
        return [_control("<|start_header_id|>"), Segment(role), _control("<|end_header_id|>")]

    out: list[Segment] = []
    for message in messages:
        out += [*header(message["role"]), Segment("\n\n" + message["content"]), _control(form.stop)]
    return [*out, *header("assistant"), Segment("\n\n")]


def _llama2(form: PromptFormat, messages: Sequence[Message]) -> list[Segment]:
    out: list[Segment] = []
    for message in _system_into_user(messages, "<<SYS>>\n", "\n<</SYS>>\n\n"):
        if message["role"] == "assistant":  # each exchange is a sequence of its own
            out += [Segment(f" {message['content']} "), _control(form.stop), _control(form.bos)]
        else:
            out.append(Segment(f"[INST] {message['content']} [/INST]"))
    return out


def _gemma(form: PromptFormat, messages: Sequence[Message]) -> list[Segment]:
    out: list[Segment] = []
    for message in _system_into_user(messages, "", "\n\n"):
        role = "model" if message["role"] == "assistant" else "user"
        out += [_control("<start_of_turn>"), Segment(f"{role}\n{message['content']}")]
        out += [_control(form.stop), Segment("\n")]
    return [*out, _control("<start_of_turn>"), Segment("model\n")]


def _instruction(form: PromptFormat, messages: Sequence[Message]) -> list[Segment]:
    titles = {"user": "### Instruction:\n", "assistant": "### Response:\n"}
    out: list[Segment] = []
    for message in messages:
        out.append(Segment(titles.get(message["role"], "") + message["content"] + "\n"))
        if message["role"] == "assistant":  # an earlier answer ends as the model ends its own
            out += [_control(form.stop), Segment("\n")]
    return [*out, Segment(titles["assistant"])]


def _deepseek2(form: PromptFormat, messages: Sequence[Message]) -> list[Segment]:
    out: list[Segment] = []
    for message in messages:
        if message["role"] == "assistant":
            out += [Segment(f"Assistant: {message['content']}"), _control(form.stop)]
        else:
            out.append(Segment(("User: " if message["role"] == "user" else "") + message["content"] + "\n\n"))
    return [*out, Segment("Assistant:")]  # no space: the first token of an answer has it


def _seed(form: PromptFormat, messages: Sequence[Message]) -> list[Segment]:
    start = _control("<[begin▁of▁sentence]>")
    out: list[Segment] = []
    for message in messages:
        gap = "\n\n" if message["role"] == "system" else ""
        out += [start, Segment(f"{message['role']}\n{message['content']}{gap}"), _control(form.stop)]
    return [*out, start, Segment("assistant\n")]


def _system_into_user(messages: Sequence[Message], before: str, after: str) -> list[Message]:
    """For models without a system role: its text goes in front of the first user turn, between `before` and `after`."""
    if not messages or messages[0]["role"] != "system":
        return list(messages)
    system, first, *rest = messages
    return [{"role": first["role"], "content": f"{before}{system['content']}{after}{first['content']}"}, *rest]


FORMATS = {
    form.name: form
    for form in (
        PromptFormat("chatml", "", "<|im_end|>", _chatml),
        PromptFormat("qwen3", "", "<|im_end|>", _unthinking),
        PromptFormat("llama2", "<s>", "</s>", _llama2),
        PromptFormat("llama3", "<|begin_of_text|>", "<|eot_id|>", _llama3),
        PromptFormat("gemma", "<bos>", "<end_of_turn>", _gemma),
        PromptFormat("deepseek", "<｜begin▁of▁sentence｜>", "<|EOT|>", _instruction),
        PromptFormat("deepseek-v2", "<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>", _deepseek2),
        PromptFormat("seed-coder", "", "<[end▁of▁sentence]>", _seed),
        # for models that only continue text; their profiles say with which tokens they begin and end one
        PromptFormat("instruction", "", "<|endoftext|>", _instruction),
    )
}
