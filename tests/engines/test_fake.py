"""The engine with queued answers keeps the contract of the real one."""

from stages.engines.contract import Request
from stages.engines.fake import FakeEngine

ASKED = [Request([{"role": "user", "content": "q"}])]


def test_answers_come_in_turn_and_start_again() -> None:
    engine = FakeEngine(["a", "b"])
    assert [answer.text for answer in engine.generate(ASKED * 3, 5)] == ["a", "b", "a"]


def test_an_answer_that_fits_is_stopped_and_its_stop_token_counted() -> None:
    assert FakeEngine(["one two"]).generate(ASKED, 3) == [("one two", "stop", 3)]


def test_an_answer_that_does_not_fit_is_cut() -> None:
    assert FakeEngine(["one two three"]).generate(ASKED, 3) == [("one two three", "length", 3)]
    assert FakeEngine(["one two three"]).generate(ASKED, 2) == [("one two", "length", 2)]
