import random

import pytest

from stages.prompting.room import Room
from stages.prompting.tokens import Tokens

ASK = [{"role": "user", "content": "Audit this."}]
Lines = list[tuple[int, str]]


def room(tokens: Tokens, total: int, answer: int = 20) -> Room:
    return Room(tokens, total, answer)


def code(count: int, seed: int = 3) -> Lines:
    """Lines of changing length, blank ones left out as prompts do."""
    draw = random.Random(seed)
    return [(number, "x = y + z; " * draw.randint(1, 6)) for number in range(1, count + 1) if draw.random() > 0.2]


def shown(lines: Lines, window: tuple[int, int]) -> str:
    return "".join(f"{number}| {text}\n" for number, text in lines[window[0] : window[1] + 1])


def test_sizes_count_the_rendered_prompt_and_the_answer_with_its_stop_token(tokens: Tokens) -> None:
    assert room(tokens, 100).prompt_size(ASK) == len(tokens.prompt(ASK))
    assert room(tokens, 100).answer_size("ok") == len(tokens.encode("ok")) + 1


def test_what_fits_is_shown_in_one_window(tokens: Tokens) -> None:
    lines = code(12)
    assert room(tokens, 5000).windows(lines, 10) == [(0, len(lines) - 1)]
    assert room(tokens, 5000).windows([], 10) == []


@pytest.mark.parametrize("seed", range(8))
def test_windows_cover_every_line_in_order_and_fit(tokens: Tokens, seed: int) -> None:
    lines, budget = code(80, seed), room(tokens, 300)
    windows = budget.windows(lines, overhead=30)
    assert len(windows) > 3
    assert sorted({at for first, last in windows for at in range(first, last + 1)}) == list(range(len(lines)))
    assert max(tokens.count(shown(lines, window)) for window in windows) <= 300 - 20 - 30


def test_the_next_window_repeats_the_last_lines(tokens: Tokens) -> None:
    lines = [(number, "a = b;") for number in range(1, 60)]
    windows = room(tokens, 200).windows(lines, overhead=30)
    assert [end - start for (_, end), (start, _) in zip(windows, windows[1:], strict=False)] == [3] * (len(windows) - 1)


@pytest.mark.parametrize("seed", range(8))
def test_no_window_lies_within_another(tokens: Tokens, seed: int) -> None:
    windows = room(tokens, 170).windows(code(80, seed), overhead=30)
    assert len(windows) > 3
    assert [pair for pair in zip(windows, windows[1:], strict=False) if pair[1][1] <= pair[0][1]] == []


def test_a_line_that_alone_is_too_long_stands_in_no_window_and_the_others_do(tokens: Tokens) -> None:
    lines = [(1, "a;"), (2, "b;"), (3, "long " * 300), (4, "c;"), (5, "d;")]
    assert room(tokens, 120).windows(lines, overhead=30) == [(0, 1), (3, 4)]


def test_where_there_is_no_room_at_all_there_are_no_windows(tokens: Tokens) -> None:
    assert room(tokens, 60).windows(code(10), overhead=200) == []
