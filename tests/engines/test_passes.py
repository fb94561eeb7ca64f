"""Two passes: what the first wrote decides the second, and both together keep to the limit."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from stages.engines.contract import Answer, Request
from stages.engines.fake import FakeEngine
from stages.engines.passes import chosen, formed

SAMPLES: list[dict[str, Any]] = [
    {"id": f"s{number}", "record_id": f"r{number // 2}", "messages": [{"role": "user", "content": "q"}]} for number in range(8)
]


class Noted(FakeEngine):
    """Keeps what it was asked."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts)
        self.asked: list[tuple[Request, int]] = []

    def generate(self, batch: Sequence[Request], limit: int) -> list[Answer]:
        self.asked += [(request, limit) for request in batch]
        return super().generate(batch, limit)


def task(**changes: Any) -> SimpleNamespace:
    def then(sample: Any, text: str) -> tuple[str, str] | None:
        return (text.upper() + ";", f"after {text}") if text != "none" else None

    return SimpleNamespace(**{"SHARE": 0.6, "first": lambda sample: "g", "then": then} | changes)


def test_the_second_pass_goes_on_from_the_text_as_it_shall_stand() -> None:
    engine = Noted(["a", "none", "c", "x", "y"])
    assert [answer.text for answer in formed(engine, SAMPLES[:3], task(), 20)] == ["A;x", "none", "C;y"]
    assert [request.grammar for request, _ in engine.asked] == ["g", "g", "g", "after a", "after c"]
    assert [request.prefix for request, _ in engine.asked[3:]] == ["A;", "C;"]


def test_the_first_pass_gets_its_share_and_the_second_what_is_left() -> None:
    engine = Noted(["one two three four five six seven eight"])
    answer = formed(engine, SAMPLES[:1], task(), 10)[0]
    assert [(request.spent, limit) for request, limit in engine.asked] == [(0, 6), (6, 10)]
    assert answer.tokens == 10


def test_an_answer_that_had_to_be_closed_in_either_pass_is_closed() -> None:
    class Closing(FakeEngine):
        def generate(self, batch: Sequence[Request], limit: int) -> list[Answer]:
            return [Answer("a", "stop" if one.prefix else "closed", 1) for one in batch]

    assert formed(Closing([]), SAMPLES[:1], task(), 10)[0].finish_reason == "closed"


def test_whole_records_are_chosen_by_their_ids_whatever_the_order() -> None:
    found = chosen(SAMPLES, task(), 5)
    assert len(found) == 4 and len({sample["record_id"] for sample in found}) == 2
    assert {sample["id"] for sample in chosen(SAMPLES[::-1], task(), 5)} == {sample["id"] for sample in found}
    assert {sample["id"] for sample in chosen(SAMPLES, task(), 7)} > {sample["id"] for sample in found}


def test_samples_without_a_form_are_not_chosen() -> None:
    assert chosen(SAMPLES, task(first=lambda sample: None), 5) == []
