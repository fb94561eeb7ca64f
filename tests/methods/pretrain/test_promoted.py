"""models/nano as it stands in git: small, whole, permitted, and read alike by every loader."""

import hashlib
from pathlib import Path

import pytest
from safetensors import safe_open
from tokenizers import Tokenizer

from stages.core.files import read_json
from stages.methods.pretrain import texts
from stages.methods.pretrain.card import MAX_WEIGHTS, PROMOTED

NANO = Path("models/nano")
TEXTS = [
    "12| function withdraw(uint256 amount) external {\n13|     require(balances[msg.sender] >= amount);\n",
    '{"vulnerable":true,"findings":[{"class":"reentrancy","lines":[14,215],"reason":"pays first"}]}',
    "审计这份 Solidity 合约，只回答 JSON 结论。",
    "이 컨트랙트를 감사하고 JSON 판정만 답하세요.",
    "\ttabs, \r\n line ends, \u00e9\u0301 marks and \U0001f512 signs",
]


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.from_file(str(NANO / "tokenizer.json"))


def test_the_folder_holds_exactly_the_promoted_files():
    assert sorted(path.name for path in NANO.iterdir()) == sorted(PROMOTED)


def test_the_weights_fit_into_git():
    assert (NANO / "model.safetensors").stat().st_size <= MAX_WEIGHTS


def test_the_model_loads_and_answers():
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(NANO)
    assert sum(weight.numel() for weight in model.parameters()) <= 14_000_000
    assert model.get_input_embeddings().weight is model.get_output_embeddings().weight


def test_all_matrices_can_be_quantized_in_blocks_of_64():
    with safe_open(NANO / "model.safetensors", "pt") as weights:
        shapes = [weights.get_slice(name).get_shape() for name in weights.keys()]
    matrices = [shape for shape in shapes if len(shape) == 2]
    assert matrices and all(side % 64 == 0 for shape in matrices for side in shape)


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_decodes_to_itself(tokenizer, text):
    assert tokenizer.decode(tokenizer.encode(text).ids, skip_special_tokens=False) == text


@pytest.mark.parametrize("text", TEXTS)
def test_transformers_reads_the_same_tokenizer_as_the_project(tokenizer, text):
    from transformers import AutoTokenizer

    assert AutoTokenizer.from_pretrained(NANO)(text)["input_ids"] == tokenizer.encode(text).ids


def test_each_control_token_is_one_id(tokenizer):
    controls = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    assert [tokenizer.encode(text).ids for text in controls] == [[0], [1], [2]]


def test_usual_line_numbers_are_one_token(tokenizer):
    assert all(len(tokenizer.encode(f"{number}").ids) == 1 for number in range(1, 400))


def test_generation_stops_at_the_end_of_a_turn():
    assert read_json(NANO / "generation_config.json")["eos_token_id"] == [0, 2]


def test_every_text_it_learnt_from_has_a_permissive_licence():
    documents = read_json(NANO / "pretraining.json")["documents"]
    assert len(documents) > 1000
    assert all(texts.permitted(one["licence"]) and len(one["sha256"]) == 64 for one in documents)


def test_only_families_set_aside_for_learning_were_read():
    families = read_json(NANO / "pretraining.json")["families"]
    assert families and all(hashlib.sha256(name.encode()).hexdigest()[0] < "8" for name in families)


def test_the_model_card_names_every_kind_of_text():
    card = (NANO / "README.md").read_text(encoding="utf-8")
    assert all(f"| {one['kind']} |" in card for one in read_json(NANO / "pretraining.json")["documents"])
