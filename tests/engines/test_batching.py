"""Answers for many samples: order, batches that depend on the samples alone, and going on after a kill."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from stages.engines.batching import complete, completion
from stages.engines.contract import Answer

SAMPLES: list[dict[str, Any]] = [
    {"id": f"s{number}", "kind": "k", "format": "f", "tokens": size, "messages": [{"role": "user", "content": f"q{number}"}]}
    for number, size in enumerate([5, 40, 5, 90, 12])
]


class Echo:
    """Answers each question with itself and remembers the batches it got."""

    def __init__(self, answers_before_the_kill: int = 100) -> None:
        self.batches: list[list[str]] = []
        self._left = answers_before_the_kill

    def __call__(self, batch: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        if self._left == 0:
            raise KeyboardInterrupt
        self._left -= 1
        self.batches.append([sample["messages"][0]["content"] for sample in batch])
        return [completion(sample, Answer("answer to " + sample["messages"][0]["content"], "stop", 9)) for sample in batch]


def test_answers_come_in_the_order_of_the_samples(tmp_path: Path) -> None:
    found = complete(Echo(), SAMPLES, 2, tmp_path)
    assert [row["text"] for row in found] == [f"answer to q{number}" for number in range(5)]
    assert found[0] == {"sample_id": "s0", "text": "answer to q0", "finish_reason": "stop", "tokens": 9, "draws": []}


def test_like_lengths_share_a_batch_longest_first(tmp_path: Path) -> None:
    engine = Echo()
    complete(engine, SAMPLES, 2, tmp_path)
    assert engine.batches == [["q3", "q1"], ["q4", "q0"], ["q2"]]


def test_answers_of_one_form_share_a_batch_whatever_their_prompts(tmp_path: Path) -> None:
    engine = Echo()
    complete(engine, [{**one, "format": "long" if at % 2 else "brief"} for at, one in enumerate(SAMPLES)], 2, tmp_path)
    assert engine.batches == [["q4", "q0"], ["q2", "q3"], ["q1"]]


def test_batches_do_not_depend_on_the_order_of_the_samples(tmp_path: Path) -> None:
    engine = Echo()
    complete(engine, SAMPLES[::-1], 2, tmp_path)
    assert engine.batches == [["q3", "q1"], ["q4", "q0"], ["q2"]]


def test_a_killed_run_goes_on_with_the_first_batch_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        complete(Echo(answers_before_the_kill=2), SAMPLES, 2, tmp_path)
    engine = Echo()
    assert complete(engine, SAMPLES, 2, tmp_path) == complete(Echo(), SAMPLES, 2, tmp_path / "other")
    assert engine.batches == [["q2"]]


@pytest.mark.parametrize("text", ["", "{", '{"sample_id": "s3"}\n', '{"sample_id": "s9", "text": "x"}\n', "[]\n", "\0"])
def test_a_broken_batch_is_made_again(tmp_path: Path, text: str) -> None:
    whole = complete(Echo(), SAMPLES, 2, tmp_path)
    (tmp_path / "batch-00000.jsonl").write_text(text)
    engine = Echo()
    assert complete(engine, SAMPLES, 2, tmp_path) == whole
    assert engine.batches == [["q3", "q1"]]


def test_a_batch_that_lacks_a_field_is_made_again(tmp_path: Path) -> None:
    whole = complete(Echo(), SAMPLES, 2, tmp_path)
    (tmp_path / "batch-00000.jsonl").write_text('{"sample_id": "s3"}\n{"sample_id": "s1"}\n')
    assert complete(Echo(), SAMPLES, 2, tmp_path) == whole


def test_no_samples_need_no_answers(tmp_path: Path) -> None:
    assert complete(Echo(), [], 2, tmp_path) == []
