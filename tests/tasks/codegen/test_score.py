"""Answers judged: by their text, by running them, in the prompt form that suits a run."""

from typing import Any

import pytest

from stages.core.tables import read_table, write_table
from stages.prompting.tokens import Tokens
from stages.tasks.codegen import score
from stages.tasks.codegen.baselines import fit
from tests.tasks.codegen.rows import LARGEST, answer, function, samples, task

BODY = LARGEST.partition("\n")[2]


@pytest.fixture
def asked(tokens: Tokens) -> dict[str, dict[str, Any]]:
    return samples(function(), tokens)


def judged(*pairs: tuple[dict[str, Any], dict[str, Any]]) -> list[dict[str, Any]]:
    return list(score.outcomes(pairs))


def values(outcomes: list[dict[str, Any]]) -> dict[str, float]:
    return {metric.name: metric.value for metric in score.metrics(outcomes) if not metric.part}


def test_the_reference_answer_scores_best_in_both_forms(asked: dict[str, dict[str, Any]]) -> None:
    found = values(judged(*((sample, answer(sample)) for sample in asked.values())))
    best = (
        "codebleu",
        "pass_at_1",
        "run_rate",
        "syntax_rate",
        "bleu",
        "bleu_lexed",
        "chrf",
        "codebleu_chat",
        "codebleu_completion",
    )
    assert {name: round(found[name], 6) for name in best} == dict.fromkeys(best, 1.0)


def test_an_empty_answer_scores_nothing_and_is_no_code(asked: dict[str, dict[str, Any]]) -> None:
    (row,) = judged((asked["chat"], answer(asked["chat"], "  \n")))
    assert (row["codebleu"], row["chrf"], row["ran"], row["passed"], row["parsed"]) == (0.0, 0.0, "no-code", False, False)


def test_copying_the_signature_alone_earns_nothing(asked: dict[str, dict[str, Any]]) -> None:
    (row,) = judged((asked["chat"], answer(asked["chat"], "def largest(items):\n")))
    assert row["codebleu"] == 0.0


def test_an_answer_is_right_when_it_passes_the_tests_however_it_is_written(asked: dict[str, dict[str, Any]]) -> None:
    other, wrong = "def largest(items):\n    return max(items)", "def largest(items):\n    return items[0]"
    rows = judged((asked["chat"], answer(asked["chat"], other)), (asked["chat"], answer(asked["chat"], wrong)))
    assert [(row["passed"], row["right"], row["ran"]) for row in rows] == [(True, True, "passed"), (False, False, "passed")]
    assert rows[0]["codebleu"] < 1.0


def test_code_is_taken_out_of_a_fence_and_that_is_counted(asked: dict[str, dict[str, Any]]) -> None:
    (row,) = judged((asked["chat"], answer(asked["chat"], f"Here it is:\n```python\n{LARGEST}\n```")))
    assert row["fenced"] and row["passed"]


@pytest.mark.parametrize(
    ("code", "ran"),
    [("print(missing)", "error"), ("import a_package_nobody_has", "missing-module"), ("x = (", "error"), ("x = 1", "passed")],
)
def test_how_an_answer_ends_is_told_by_its_status(code: str, ran: str, tokens: Tokens) -> None:
    sample = samples(task("x = 2"), tokens)["chat"]
    (row,) = judged((sample, answer(sample, code)))
    assert row["ran"] == ran


def test_what_is_not_python_is_compared_and_not_run(tokens: Tokens) -> None:
    sample = samples(task("SELECT a FROM b;", language="sql", instruction="Select."), tokens)["chat"]
    (row,) = judged((sample, answer(sample)))
    assert (row["ran"], row["codebleu"], row["chrf"], row["valid"], row["right"]) == ("", None, 1.0, None, True)


def test_sampled_answers_give_an_unbiased_pass_at_k(asked: dict[str, dict[str, Any]]) -> None:
    draws = [LARGEST, "def largest(items):\n    return 0", "", "def largest(items):\n    return max(items)", "x"]
    found = values(judged((asked["chat"], answer(asked["chat"], "", draws))))
    assert found["pass_at_1_drawn"] == pytest.approx(0.4)
    assert found["pass_at_5_drawn"] == 1.0
    assert found["pass_at_10_drawn"] != found["pass_at_10_drawn"]  # nan: five answers tell nothing about ten


def test_a_run_is_judged_in_the_form_that_suits_it_and_two_such_runs_can_be_paired(asked: dict[str, dict[str, Any]]) -> None:
    chat, plain = asked["chat"], asked["completion"]
    talks = judged((chat, answer(chat)), (plain, answer(plain, "    pass")))
    writes = judged((chat, answer(chat, "I can not.")), (plain, answer(plain, BODY)))
    assert values(talks)["codebleu"] == values(writes)["codebleu"] == 1.0
    units = [next(metric.units for metric in score.metrics(rows) if metric.name == "codebleu") for rows in (talks, writes)]
    assert units[0] == units[1]


def test_outcomes_survive_the_table_and_the_report_names_the_layers(asked: dict[str, dict[str, Any]], tmp_path: Any) -> None:
    rows = judged((asked["chat"], answer(asked["chat"])))
    write_table(tmp_path / "o.parquet", rows, score.outcome_schema())
    assert read_table(tmp_path / "o.parquet") == rows
    assert "generated code ran under: Landlock" in " ".join(score.remarks(rows))


def test_baselines_answer_in_the_form_that_is_asked_from_training_samples_alone(tokens: Tokens) -> None:
    train = [
        sample for row in (function(), task("print(3)", instruction="Print three.")) for sample in samples(row, tokens).values()
    ]
    known = fit(train, 7)
    asked = samples(function(instruction="Give the largest of the numbers.", family="x/y"), tokens)
    assert known["nearest"](asked["completion"]) == asked["completion"]["completion"]
    assert {known["stub"](asked["chat"]), known["stub"](asked["completion"])} == {"pass", "    pass"}
