"""The practice stage: answers alone are learnt, all of them, and nothing but them."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from stages.methods.pretrain import card, loop, model
from stages.methods.pretrain.corpus import Document
from stages.methods.pretrain.practice import LONGEST, answers, stream
from tests.methods.test_pretrain_streams import CODE, TURN
from tests.methods.test_pretrain_training import IDS, SETTINGS, SHAPE

ROLE = [7, 8, 9]  # two tokens of a name and a line end
USER = [6, 9]
#      user asks             answer             closed, user again, an answer that the block cuts
ROW = [1, *USER, 20, 21, 2, 1, *ROLE, 30, 31, 2, 0, 1, *USER, 22, 2, 1, *ROLE, 32]


class Words:
    """A tokenizer of one id a word; what the practice stream needs of the real one."""

    def __call__(self, texts: list[str], verbose: bool) -> dict[str, list[list[int]]]:
        self.texts = texts
        return {"input_ids": [[len(word) for word in text.split()] for text in texts]}

    def convert_tokens_to_ids(self, token: str) -> int:
        return 0


def marked(row: list[int]) -> list[int]:
    """The ids of one row that are learnt."""
    rows = torch.tensor([row])
    return rows[answers(rows, IDS, ROLE)].tolist()


def test_answers_and_their_closing_tokens_are_learnt_and_nothing_else():
    assert marked(ROW) == [30, 31, 2, 32]


@pytest.mark.parametrize("row", [[20, 21, 2, 0], [1, *USER, 20, 2, 0, 0], [1], [0, 0, 0]])
def test_a_row_without_an_answer_teaches_nothing(row):
    assert marked(row) == []


def test_the_loss_of_marked_tokens_is_their_mean_in_the_whole_loss():
    net, rows = model.build(SHAPE, IDS, seed=1), torch.tensor([ROW])
    kept = answers(rows, IDS, ROLE)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = net(rows[:, :-1]).logits.float()
    each = torch.nn.functional.cross_entropy(logits[0], rows[0, 1:], reduction="none")
    assert loop.loss_of(net, rows, kept).item() == pytest.approx(each[kept[0, 1:]].mean().item(), abs=2e-3)


def test_texts_of_other_kinds_are_learnt_whole(tmp_path):
    for kind, ids in (("a", np.arange(3, 20)), ("talk", np.array(ROW[:17]))):
        np.save(tmp_path / f"train-{kind}.npy", ids.astype(np.uint16))
    texts = {"a": np.arange(3, 20, dtype=np.uint16), "talk": np.array(ROW[:17], dtype=np.uint16)}
    told = replace(SETTINGS, answers=("talk",))
    rows, kept = loop._batch(texts, [("a", 0), ("talk", 0)], told, lambda rows: answers(rows, IDS, ROLE))
    assert kept is not None and kept[0].all() and rows[1][kept[1]].tolist() == [30, 31, 2]
    assert loop._batch(texts, [("a", 0)], told, lambda rows: answers(rows, IDS, ROLE))[1] is None


def test_the_stream_asks_many_short_questions_whose_answers_are_true():
    known = Words()
    made = stream([Document("solidity", "npm:a@1", "a.sol", "MIT", CODE)], known, 7, 400)
    pairs = TURN.findall("".join(known.texts))
    assert len(made) % 400 == 1 and len(pairs) > 5 * len(known.texts) > 0
    assert max(len(answer) for _, answer in pairs) <= LONGEST
    quoted = [answer for question, answer in pairs if question.startswith("What stands")]
    lines = {f"Line {number}, `{line.strip()}`" for number, line in enumerate(CODE.split("\n"), start=1)}
    assert quoted and set(quoted) <= lines
    assert all(json.loads(answer) for _, answer in pairs if answer.startswith("{"))


def test_a_curve_of_two_stages_goes_on_where_the_first_one_ended(tmp_path):
    first = [{"step": 10.0, "tokens": 100.0, "loss": 2.0, "held_out_a": 3.0}]
    card.curve_csv(tmp_path / "first.csv", first)
    whole = card.joined(card.read_curve(tmp_path / "first.csv"), [{"step": 5.0, "tokens": 50.0, "loss": 1.0, "held_out_b": 2.0}])
    assert [(row["step"], row["tokens"]) for row in whole] == [(10.0, 100.0), (15.0, 150.0)]
    card.curve_png(tmp_path / "curve.png", whole)
    assert (tmp_path / "curve.png").stat().st_size > 1000
