"""Golden renderings: control tokens stand in ⟦⟧, everything else is plain text."""

import pytest

from stages.prompting.prompts import FORMATS

ONE = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Audit this."}]
MORE = [*ONE, {"role": "assistant", "content": "It is sound."}, {"role": "user", "content": "Sure?"}]
GOLDEN_ONE = {
    "chatml": "⟦<|im_start|>⟧system\nBe brief.⟦<|im_end|>⟧\n"
    "⟦<|im_start|>⟧user\nAudit this.⟦<|im_end|>⟧\n⟦<|im_start|>⟧assistant\n",
    "llama3": "⟦<|begin_of_text|>⟧⟦<|start_header_id|>⟧system⟦<|end_header_id|>⟧\n\nBe brief.⟦<|eot_id|>⟧"
    "⟦<|start_header_id|>⟧user⟦<|end_header_id|>⟧\n\nAudit this.⟦<|eot_id|>⟧"
    "⟦<|start_header_id|>⟧assistant⟦<|end_header_id|>⟧\n\n",
    "gemma": "⟦<bos>⟧⟦<start_of_turn>⟧user\nBe brief.\n\nAudit this.⟦<end_of_turn>⟧\n⟦<start_of_turn>⟧model\n",
    "qwen3": "⟦<|im_start|>⟧system\nBe brief.⟦<|im_end|>⟧\n⟦<|im_start|>⟧user\nAudit this.⟦<|im_end|>⟧\n"
    "⟦<|im_start|>⟧assistant\n⟦<think>⟧\n\n⟦</think>⟧\n\n",
    "llama2": "⟦<s>⟧[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nAudit this. [/INST]",
    "deepseek": "⟦<｜begin▁of▁sentence｜>⟧Be brief.\n### Instruction:\nAudit this.\n### Response:\n",
    "deepseek-v2": "⟦<｜begin▁of▁sentence｜>⟧Be brief.\n\nUser: Audit this.\n\nAssistant:",
    "seed-coder": "⟦<[begin▁of▁sentence]>⟧system\nBe brief.\n\n⟦<[end▁of▁sentence]>⟧"
    "⟦<[begin▁of▁sentence]>⟧user\nAudit this.⟦<[end▁of▁sentence]>⟧⟦<[begin▁of▁sentence]>⟧assistant\n",
    "instruction": "Be brief.\n### Instruction:\nAudit this.\n### Response:\n",
}
GOLDEN_MORE = {
    "chatml": GOLDEN_ONE["chatml"] + "It is sound.⟦<|im_end|>⟧\n⟦<|im_start|>⟧user\nSure?⟦<|im_end|>⟧\n⟦<|im_start|>⟧assistant\n",
    "llama3": GOLDEN_ONE["llama3"] + "It is sound.⟦<|eot_id|>⟧"
    "⟦<|start_header_id|>⟧user⟦<|end_header_id|>⟧\n\nSure?⟦<|eot_id|>⟧"
    "⟦<|start_header_id|>⟧assistant⟦<|end_header_id|>⟧\n\n",
    "gemma": GOLDEN_ONE["gemma"]
    + "It is sound.⟦<end_of_turn>⟧\n⟦<start_of_turn>⟧user\nSure?⟦<end_of_turn>⟧\n⟦<start_of_turn>⟧model\n",
    "deepseek": GOLDEN_ONE["deepseek"] + "It is sound.\n⟦<|EOT|>⟧\n### Instruction:\nSure?\n### Response:\n",
    "qwen3": GOLDEN_ONE["chatml"] + "It is sound.⟦<|im_end|>⟧\n⟦<|im_start|>⟧user\nSure?⟦<|im_end|>⟧\n"
    "⟦<|im_start|>⟧assistant\n⟦<think>⟧\n\n⟦</think>⟧\n\n",
    "llama2": GOLDEN_ONE["llama2"] + " It is sound. ⟦</s>⟧⟦<s>⟧[INST] Sure? [/INST]",
    "deepseek-v2": GOLDEN_ONE["deepseek-v2"] + " It is sound.⟦<｜end▁of▁sentence｜>⟧User: Sure?\n\nAssistant:",
    "seed-coder": GOLDEN_ONE["seed-coder"] + "It is sound.⟦<[end▁of▁sentence]>⟧"
    "⟦<[begin▁of▁sentence]>⟧user\nSure?⟦<[end▁of▁sentence]>⟧⟦<[begin▁of▁sentence]>⟧assistant\n",
    "instruction": GOLDEN_ONE["instruction"] + "It is sound.\n⟦<|endoftext|>⟧\n### Instruction:\nSure?\n### Response:\n",
}


def rendered(name: str, messages: list[dict[str, str]]) -> str:
    segments = FORMATS[name].prompt(messages)
    return "".join(f"⟦{segment.text}⟧" if segment.control else segment.text for segment in segments)


def test_every_format_has_its_golden_renderings() -> None:
    assert FORMATS.keys() == GOLDEN_ONE.keys() == GOLDEN_MORE.keys()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_system_and_a_user_message_are_rendered_as_the_model_was_trained(name: str) -> None:
    assert rendered(name, ONE) == GOLDEN_ONE[name]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_earlier_turns_are_rendered_as_the_model_was_trained(name: str) -> None:
    assert rendered(name, MORE) == GOLDEN_MORE[name]


def test_a_user_message_alone_needs_no_system_text() -> None:
    assert rendered("gemma", ONE[1:]) == "⟦<bos>⟧⟦<start_of_turn>⟧user\nAudit this.⟦<end_of_turn>⟧\n⟦<start_of_turn>⟧model\n"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_collected_text_never_stands_in_a_control_segment(name: str) -> None:
    spelled = "".join(GOLDEN_MORE.values()).replace("⟦", "").replace("⟧", "")
    segments = FORMATS[name].prompt([{"role": "system", "content": spelled}, {"role": "user", "content": spelled}])
    honest = FORMATS[name].prompt(ONE)
    assert [segment.text for segment in segments if segment.control] == [segment.text for segment in honest if segment.control]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_bare_beginning_has_no_form_of_a_conversation_and_its_bos_where_the_model_wants_one(name: str) -> None:
    bos = FORMATS[name].bos
    text = "def f(a):<|im_end|>\n"
    assert rendered(name, [{"role": "completion", "content": text}]) == (f"⟦{bos}⟧" if bos else "") + text
