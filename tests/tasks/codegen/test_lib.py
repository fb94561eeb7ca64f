"""Languages, bodies and answers."""

import pytest

from stages.tasks.codegen.lib.answer import extract
from stages.tasks.codegen.lib.bodies import body_digest
from stages.tasks.codegen.lib.languages import language_of
from tests.tasks.codegen.rows import LARGEST


@pytest.mark.parametrize(
    ("instruction", "code", "language"),
    [
        ("Write a function.", "def f():\n    return 1", "python"),
        ("Write a Python program.", "puts 1 if", "other"),
        ("Write a JavaScript function.", "x = f(1)", "javascript"),
        ("Explain it in Java.", "class A {}", "java"),
        ("Give a name.", "name", "other"),
        ("Write a C++ loop.", "for (;;) {}", "cpp"),
    ],
)
def test_code_is_python_when_it_parses_as_such_and_no_other_language_is_asked_for(
    instruction: str, code: str, language: str
) -> None:
    assert language_of(instruction, "", code) == language


def test_renaming_a_docstring_and_a_trial_call_change_no_body_but_another_operator_does() -> None:
    renamed = LARGEST.replace("largest", "top").replace("items", "rows").replace("best", "one").replace("item", "row")
    told = renamed.replace("(rows):\n", '(rows):\n    "Find it."\n') + "\n\nprint(top([1]))"
    assert body_digest(told) == body_digest(LARGEST) != ""
    assert body_digest(LARGEST.replace(">", "<")) != body_digest(LARGEST)


def test_short_code_and_broken_code_have_no_body_of_their_own() -> None:
    assert body_digest("def f(a):\n    return a") == body_digest("def f(:") == ""


@pytest.mark.parametrize(
    ("text", "code", "fenced"),
    [
        ("x = 1\n", "x = 1\n", False),
        ("Sure:\n```python\nx = 1\n```\nand\n```\ny\n```", "x = 1\n", True),
        ("```\nx = 1", "x = 1", True),
        ("", "", False),
        ("a `b` c", "a `b` c", False),
    ],
)
def test_the_first_fenced_block_is_the_code_and_without_a_fence_everything_is(text: str, code: str, fenced: bool) -> None:
    assert extract(text) == (code, fenced)
