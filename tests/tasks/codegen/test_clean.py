"""What is mended, what is refused, and references that are run."""

from typing import Any

from stages.tasks.codegen.clean import prepare
from tests.tasks.codegen.rows import function, task


def cleaned(*rows: dict[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    kept, rejects = prepare(rows, len)
    return kept, [reject.rule for reject in rejects]


def test_placeholders_and_fences_go_and_line_ends_are_one() -> None:
    kept, rejects = cleaned(task("```python\r\nprint(1)\r\n```", input="< noinput >", language=""))
    assert (kept[0]["code"], kept[0]["input"], kept[0]["language"], rejects) == ("print(1)", "", "python", [])


def test_answers_that_are_none_are_refused_with_their_reason() -> None:
    rows = [
        task("", language=""),
        task("Output: 3", language=""),
        task("x = 1", input="x = 1"),
        task("def f(:"),
        task("y = 2"),
        task("y = 2"),
    ]
    kept, rejects = cleaned(*rows)
    assert len(kept) == 1
    assert rejects == [
        "the answer is empty", "the answer is an output, not code", "the answer repeats the input",
        "called Python, does not parse", "same question and answer as another record",
    ]  # fmt: skip


def test_a_reference_that_fails_its_own_tests_is_refused_and_how_it_runs_alone_is_kept() -> None:
    wrong = function(calls=[{"expression": "largest([1, 2])", "expected": "1"}], instruction="Other words.")
    kept, rejects = cleaned(function(), wrong, task("print(unknown)", instruction="Print it."))
    assert [row["runs"] for row in kept] == ["passed", "error"]
    assert rejects == ["the reference fails its own tests"]
