"""Token streams and exercises: nothing is cut, nothing is read twice too soon, every answer is true."""

import json
import random
import re
from pathlib import Path

import numpy as np
import pytest

from stages.core.files import read_yaml
from stages.methods.pretrain import streams
from stages.methods.pretrain.corpus import Document
from stages.methods.pretrain.exercises import exercise
from stages.methods.pretrain.glossary import conversations as conversations_of

CODE = """\
contract Vault {
    mapping(address => uint256) public shares;
    function deposit() external payable {
        shares[msg.sender] += msg.value;
    }
    function withdraw(uint256 amount) external {
        shares[msg.sender] -= amount;
        (bool sent, ) = msg.sender.call{value: amount}("");
        require(sent, "payment failed");
    }
    function total() external view returns (uint256) {
        return address(this).balance;
    }
}
"""
TURN = re.compile(
    r"<\|im_start\|>user\n([^\n]*?)(?:\n```.*?```)?<\|im_end\|>\n<\|im_start\|>assistant\n(.*?)<\|im_end\|>", re.DOTALL
)
LINES = CODE.split("\n")


def test_every_document_ends_with_the_end_token():
    stream = streams.pack([[5, 6], [7], [8, 9]], end=0, seed=1)
    assert sorted(bytes(part).hex() for part in np.split(stream, np.flatnonzero(stream == 0) + 1) if len(part)) == sorted(
        np.array(row, dtype=np.uint16).tobytes().hex() for row in ([5, 6, 0], [7, 0], [8, 9, 0])
    )


def test_binned_texts_stand_whole_inside_one_block():
    lengths = [150, 108, 30, 5, 255, 256]
    stream = streams.bins([[number] * length for number, length in enumerate(lengths, start=1)], end=0, block=256)
    starts = [int(np.flatnonzero(stream == number)[0]) for number in range(1, 6)]
    assert all(start // 256 == (start + length) // 256 for start, length in zip(starts, lengths[:5], strict=True))
    assert 6 not in stream and len(stream) == 3 * 256 + 1  # one is longer than a block; the others share three


def test_binned_stream_is_whole_blocks_and_one_label():
    assert len(streams.bins([[3] * 20, [4] * 20], end=0, block=32)) == 2 * 32 + 1


def test_all_blocks_are_read_once_before_any_is_read_again():
    steps = streams.plan({"a": 6}, [(6, {"a": 1.0})], batch=2, seed=3)
    numbers = [number for step in steps for _, number in step]
    assert sorted(numbers[:6]) == sorted(numbers[6:]) == list(range(6))


def test_a_longer_plateau_begins_like_a_shorter_one():
    mix = {"a": 2.0, "b": 1.0}
    short, long = (streams.plan({"a": 9, "b": 4}, [(steps, mix)], 2, seed=5) for steps in (10, 30))
    assert long[:10] == short


def test_a_kind_without_blocks_is_left_out_of_the_draw():
    steps = streams.plan({"a": 3, "b": 0}, [(5, {"a": 1.0, "b": 9.0})], 2, seed=1)
    assert {kind for step in steps for kind, _ in step} == {"a"}


def test_labels_are_the_inputs_one_further():
    rows = streams.read({"a": np.arange(9, dtype=np.uint16)}, [("a", 0), ("a", 1)], block=4)
    assert rows.tolist() == [[0, 1, 2, 3, 4], [4, 5, 6, 7, 8]]


def conversations() -> list[tuple[str, str]]:
    made = "".join(exercise("vault.sol", CODE, ["neverWritten"], random.Random(seed)) for seed in range(160))
    return TURN.findall(made)


def test_lines_named_for_an_identifier_are_the_lines_that_hold_it():
    asked = [pair for pair in conversations() if pair[0].startswith("Is ")]
    assert len(asked) > 20
    for question, answer in asked:
        word, told = question.split()[1], json.loads(answer)
        assert told["found"] == bool(told["lines"])
        assert all(re.search(rf"\b{word}\b", LINES[number - 1]) for number in told["lines"])


def test_an_identifier_of_another_text_is_answered_with_no():
    asked = [answer for question, answer in conversations() if "neverWritten" in question]
    assert asked and set(asked) == {'{"found":false,"lines":[]}'}


@pytest.mark.parametrize(("start", "count"), [("Which line declares", 10), ("Which function holds", 5), ("Which functions", 5)])
def test_functions_are_named_where_they_stand(start, count):
    asked = [pair for pair in conversations() if pair[0].startswith(start)]
    assert len(asked) >= count
    for question, answer in asked:
        told = json.loads(answer)
        heads = told.get("functions") or [{"name": told["name"], "line": _head_above(told["lines"][0])}]
        assert all(f"function {head['name']}(" in LINES[head["line"] - 1] for head in heads), question


def _head_above(number: int) -> int:
    return max(index for index, line in enumerate(LINES, start=1) if "function" in line and index <= number)


def test_a_quoted_line_is_the_line():
    asked = [answer for question, answer in conversations() if question.startswith("What stands")]
    parts = [re.fullmatch(r"Line (\d+), `(.*)`", answer) for answer in asked]
    assert len(parts) > 5 and all(part and LINES[int(part[1]) - 1].strip() == part[2] for part in parts)


FACTS = {
    "call another contract directly": [8],
    "send coins or tokens": [8],
    "look at who is calling": [4, 7, 8],
    "stop unless a condition holds": [9],
    "count up or down in place": [4, 7],
    "read a balance": [12],
    "look at who signed the transaction": [],
}


@pytest.mark.parametrize("told", sorted(FACTS))
def test_facts_are_told_of_the_lines_that_show_them(told):
    asked = [answer for question, answer in conversations() if question == f"Which lines {told}?"]
    assert asked
    for answer in map(json.loads, asked):
        assert answer["found"] == bool(answer["lines"])
        assert set(answer["lines"]) <= set(FACTS[told])
    assert max(len(json.loads(answer)["lines"]) for answer in asked) == len(FACTS[told])


def test_code_is_asked_about_without_its_comments():
    made = exercise("vault.sol", CODE.replace("{\n", "{ // note\n"), [], random.Random(1))
    assert "```solidity" in made and "note" not in made


def test_the_glossary_asks_about_every_class_and_gives_its_ids():
    made = "".join(conversations_of(read_yaml(Path("stages/tasks/audit/lib/vocab.yaml")), 7))
    pairs = TURN.findall(made)
    told = {json.loads(answer)["class"]: json.loads(answer) for _, answer in pairs if answer.startswith("{")}
    assert told["reentrancy"] == {"class": "reentrancy", "swc": "SWC-107", "cwe": "CWE-841"}
    assert told.keys() == {entry["id"] for entry in read_yaml(Path("stages/tasks/audit/lib/vocab.yaml"))}
    assert "vulnerable" not in {key for answer in told.values() for key in answer}


def test_exercises_do_not_depend_on_what_else_is_in_the_corpus_but_the_neighbour():
    one, other = (Document("solidity", "npm:a@1", f"{name}.sol", "MIT", CODE.replace("Vault", name)) for name in ("Safe", "Till"))
    assert streams.exercises([one, other], 7)[12:] == streams.exercises([one, one, other], 7)[24:]
