import doctest
import importlib
import pkgutil

import pytest
from markdown_it import MarkdownIt

import stages.reporting
from stages.reporting.markdown import fenced, table

HOSTILE = [
    "<script>alert(1)</script>",
    "```\n# heading\n```",
    "`````",
    "~~~\n<b>x</b>",
    "</code></pre><img src=x>",
    "a\n\n| b |\n",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_renders_as_one_block_of_code(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(fenced(text))
    assert [token.type for token in tokens] == ["fence"]


def test_foreign_text_is_shown_whole_below_the_limit() -> None:
    text = "word " * 30 + "x" * 250
    assert "".join(fenced(text).split("\n")[1:-1]).replace(" ", "") == text.replace(" ", "")


def test_what_is_cut_is_marked() -> None:
    assert "… (cut, 300 more characters)" in fenced("x" * 1000, limit=700)


def test_marks_that_turn_text_around_are_spelled_out() -> None:
    assert "\\u202e" in fenced("a\u202eb") and "\u202e" not in fenced("a\u202eb")


def test_an_empty_answer_is_called_empty() -> None:
    assert "(empty)" in fenced("")


def test_a_cell_cannot_break_its_row() -> None:
    assert table(["a"], [["x | y\nz"]]).split("\n")[-1] == "| x \\| y z |"


def test_examples_in_docstrings_hold() -> None:
    names = [module.name for module in pkgutil.iter_modules(stages.reporting.__path__)]
    tried = [doctest.testmod(importlib.import_module(f"stages.reporting.{name}")) for name in names]
    assert sum(result.attempted for result in tried) > 5 and not any(result.failed for result in tried)
