"""The base model's tokenizer: byte-level BPE with ChatML tokens; any text encodes, and decodes to itself."""

import json
from collections.abc import Iterator
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from stages.methods.pretrain.corpus import Document
from stages.methods.pretrain.texts import numbered

END, OPEN, CLOSE = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
# The split of GPT-4 and Llama-3 (tiktoken cl100k), digits in groups of at most three.
PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
    r"|\s+(?!\S)|\s+"
)
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
# Verdicts name lines, so every line number of a usual contract is made one token.
_WHOLE_NUMBERS = 400
_REPEATS = 100


def learn(
    documents: list[Document], vocab_size: int, shares: dict[str, int], words: str, context: int
) -> PreTrainedTokenizerFast:
    """A tokenizer of exactly `vocab_size` ids, learnt from at most `shares[kind]` characters of each kind.

    words: the vocabulary of the tasks, which packages hold too rarely; read `_REPEATS` times over.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PATTERN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    special = [AddedToken(text, special=True, normalized=False) for text in (END, OPEN, CLOSE)]
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=special,
        show_progress=False,
        min_frequency=2,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
    )
    tokenizer.train_from_iterator(_lessons(documents, shares, words), trainer)
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        eos_token=END,
        pad_token=END,
        additional_special_tokens=[OPEN, CLOSE],
        chat_template=CHAT_TEMPLATE,
        model_max_length=context,
        clean_up_tokenization_spaces=False,
    )


def save(tokenizer: PreTrainedTokenizerFast, folder: Path) -> None:
    """tokenizer.json and tokenizer_config.json, the chat template inside the latter so that two files are enough."""
    tokenizer.save_pretrained(folder)
    template = folder / "chat_template.jinja"
    config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    config |= {"chat_template": CHAT_TEMPLATE, "tokenizer_class": "PreTrainedTokenizerFast"}
    text = json.dumps(config, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / "tokenizer_config.json").write_text(text, encoding="utf-8")
    template.unlink(missing_ok=True)


def _lessons(documents: list[Document], shares: dict[str, int], words: str) -> Iterator[str]:
    numbers = "\n".join(f"{number}| {number},[{number}]" for number in range(_WHOLE_NUMBERS))
    for _ in range(_REPEATS):
        yield numbers
        yield words
    left = dict(shares)
    for one in documents:
        if left.get(one.kind, 0) <= 0 or one.held_out:
            continue
        left[one.kind] -= len(one.text)
        yield one.text
        if one.kind in {"solidity", "contracts"}:
            yield numbered(one.text)
