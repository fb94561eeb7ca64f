"""Rows, their order and their padding: training sees what was meant, in an order that a resumed run repeats."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import torch

from stages.methods.batching.batches import collate, encode, flatten, padding_share, schedule
from stages.prompting.tokens import IGNORE, Tokens
from tests.tiny_model import rows, samples


def lengths(ordered: list[dict[str, list[int]]]) -> list[int]:
    return [len(row["input_ids"]) for row in ordered]


def test_only_answer_and_stop_token_are_supervised(tokens: Tokens) -> None:
    row = encode(samples("train", 1), tokens)[0]
    answer = [*tokens.encode("reentrancy"), tokens.stop_id]
    assert [label for label in row["labels"] if label != IGNORE] == answer
    assert row["input_ids"][-len(answer) :] == answer


def test_same_seed_and_rows_give_the_same_order() -> None:
    made = rows(range(20, 50))
    assert schedule(made, steps=40, batch=4, seed=7) == schedule(made, steps=40, batch=4, seed=7)
    assert schedule(made, steps=40, batch=4, seed=7) != schedule(made, steps=40, batch=4, seed=8)


def test_the_order_depends_on_lengths_and_places_not_on_what_the_rows_say() -> None:
    made = rows(range(20, 50))
    other = [{key: [1] * len(ids) for key, ids in row.items()} for row in made]
    assert lengths(schedule(made, 40, 4, 7)) == lengths(schedule(other, 40, 4, 7))


@pytest.mark.parametrize(("steps", "batch"), [(1, 1), (3, 4), (40, 4), (7, 32)])
def test_a_schedule_has_exactly_steps_times_batch_rows(steps: int, batch: int) -> None:
    assert len(schedule(rows(range(20, 30)), steps, batch, seed=0)) == steps * batch


def test_every_row_is_seen_once_before_any_is_seen_twice_when_a_block_holds_whole_epochs() -> None:
    ordered = schedule(rows(range(20, 36)), steps=16, batch=4, seed=3)
    assert set(Counter(lengths(ordered)).values()) == {4}


def test_like_lengths_share_a_batch() -> None:
    ordered = lengths(schedule(rows(range(10, 138)), steps=32, batch=4, seed=1))
    spread = [max(ordered[at : at + 4]) - min(ordered[at : at + 4]) for at in range(0, len(ordered), 4)]
    assert sum(spread) / len(spread) < 10  # 77 on average when the order is a plain shuffle


def test_batches_of_like_length_do_not_come_sorted() -> None:
    ordered = lengths(schedule(rows(range(10, 74)), steps=16, batch=4, seed=1))
    assert ordered != sorted(ordered)


def test_padding_is_masked_in_attention_and_loss() -> None:
    batch = collate(rows([5, 9]))
    assert batch["attention_mask"].tolist() == [[1] * 5 + [0] * 4, [1] * 9]
    assert torch.all(batch["labels"][batch["attention_mask"] == 0] == IGNORE)


def test_collate_keeps_ids_and_labels_of_a_row() -> None:
    made = rows([5, 9])
    batch = collate(made)
    assert batch["input_ids"][0, :5].tolist() == made[0]["input_ids"]
    assert batch["labels"][1].tolist() == made[1]["labels"]


def test_rows_end_to_end_keep_ids_and_labels_and_start_their_positions_again() -> None:
    made = rows([5, 9, 7])
    batch = flatten(made)
    assert batch["cu_seq_lens_q"].tolist() == [0, 5, 14, 21] and batch["max_length_q"] == 9
    for row, at, to in zip(made, [0, 5, 14], [5, 14, 21], strict=True):
        assert batch["input_ids"][0, at:to].tolist() == row["input_ids"]
        assert batch["labels"][0, at:to].tolist() == row["labels"]
        assert batch["position_ids"][0, at:to].tolist() == list(range(to - at))


@pytest.mark.parametrize("batched", [collate, flatten])
def test_the_first_token_of_a_row_is_never_foretold(batched: Callable[..., dict[str, Any]]) -> None:
    batch = batched(rows([4, 6], supervised=4))
    assert (batch["labels"] != IGNORE).sum() == 3 + 4


def test_the_share_of_padding_is_what_lies_beyond_the_rows() -> None:
    assert padding_share(rows([4, 6, 8, 8]), 2) == pytest.approx(1 - 26 / 28)
    assert padding_share([], 2) == 0.0
