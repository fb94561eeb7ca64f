"""A base model's folder with a real tokenizer and no weights: enough for everything before training."""

from contextlib import chdir
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from stages.prompting.catalog import CATALOG, Profile, load_catalog
from stages.prompting.prompts import FORMATS
from stages.prompting.tokens import Tokens
from tests.project import ROOT

TEXT = [
    "contract Bank { mapping(address => uint256) public held; function pay() external { require(msg.sender == owner); } }",
    '{"vulnerable":true,"findings":[{"class":"reentrancy","swc":"SWC-107","lines":[14],"reason":"It pays first."}]}',
]
NO_WEIGHTS = (2).to_bytes(8, "little") + b"{}"  # safetensors: length of the header, header
TALK = [{"role": "system", "content": "S"}, {"role": "user", "content": "U"}, {"role": "assistant", "content": "A"}]


@cache
def control_tokens() -> list[str]:
    """Every string that some prompt format, or some model of the catalog, turns into one special token."""
    forms = [*FORMATS.values(), *(profile.form for profile in load_catalog(ROOT / CATALOG).values())]
    segments = [segment for form in forms for segment in form.prompt(TALK)]
    return sorted({segment.text for segment in segments if segment.control} | {form.stop for form in forms})


def make_tiny(folder: Path) -> None:
    """Write tokenizer.json (byte-level BPE), config.json and a weights file that holds none."""
    folder.mkdir(parents=True)
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(TEXT, trainers.BpeTrainer(
        vocab_size=400, show_progress=False, initial_alphabet=alphabet, special_tokens=control_tokens()))  # fmt: skip
    bos = ("<bos>", tokenizer.token_to_id("<bos>"))  # as real ones do: a second BOS, unless nobody asks for it
    tokenizer.post_processor = processors.TemplateProcessing(single="<bos> $A", special_tokens=[bos])
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text('{"model_type": "qwen2"}\n')
    (folder / "model.safetensors").write_bytes(NO_WEIGHTS)


def tiny_tokens(root: Path, prompt_format: str) -> Tokens:
    """The tokenizer of models/tiny below `root`."""
    with chdir(root):
        return Tokens(Profile("tiny", "Apache-2.0", prompt_format, 2048, ["q_proj"]))
