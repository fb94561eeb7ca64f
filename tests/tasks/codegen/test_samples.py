"""From records to samples: two prompt forms, stop texts of their own, likeness, and what may not be trained on."""

from types import SimpleNamespace
from typing import Any

import pytest

from stages.core.errors import UserError
from stages.prompting.room import Room
from stages.prompting.tokens import Tokens
from stages.splitting.dealing import Dealt, deal
from stages.tasks.codegen import samples as part
from stages.tasks.codegen.samples import make
from tests.tasks.codegen.rows import LARGEST, OPTIONS, STUB, function, labels, samples, task

SPLIT = SimpleNamespace(near_duplicate=0.6, test_share=0.3, val_share=0.1)
OTHER = task("for n in range(9):\n    if n % 3 == 0:\n        print(n, n * n)", family="here/2", instruction="Squares of threes.")


def test_a_function_is_asked_for_as_a_whole_and_as_the_body_after_its_stub(tokens: Tokens) -> None:
    found = samples(function(), tokens)
    assert found["chat"]["completion"] == LARGEST and STUB in found["chat"]["messages"][1]["content"]
    assert found["completion"]["messages"] == [{"role": "completion", "content": f"{STUB}\n"}]
    assert f"{STUB.splitlines()[0]}\n{found['completion']['completion']}" == LARGEST


def test_only_the_bare_beginning_of_a_file_has_stop_texts_and_none_of_them_cuts_the_right_answer(tokens: Tokens) -> None:
    for row in (function(), task(LARGEST)):
        found = samples(row, tokens)
        assert found["chat"]["stops"] == [] and found["completion"]["stops"]
        assert not [stop for stop in found["completion"]["stops"] if stop in found["completion"]["completion"]]


def test_no_prompt_shows_its_answer_or_a_test_that_the_record_does_not_show(tokens: Tokens) -> None:
    row = task(LARGEST, asserts=["assert largest([1]) == 1", "assert largest([4, 2]) == 4"], shown=["assert largest([1]) == 1"])
    for sample in samples(row, tokens).values():
        text = sample["messages"][-1]["content"]
        assert "largest([1]) == 1" in text and "largest([4, 2])" not in text and "best = item" not in text
        assert labels(sample)["asserts"] == row["asserts"]


def test_code_in_another_language_is_asked_for_in_a_conversation_alone(tokens: Tokens) -> None:
    row = task("SELECT 1;", language="sql", instruction="Select one.")
    assert list(samples(row, tokens)) == ["chat"]


def test_what_does_not_fit_is_counted_or_stops_the_stage_as_the_settings_say(tokens: Tokens) -> None:
    made, rejects = make([function()], Room(tokens, 4000, 5), OPTIONS)
    assert made == [] and {reject.rule for reject in rejects} == {"answer over 5 tokens"}
    with pytest.raises(UserError, match="here:a.json: chat: answer over 5 tokens"):
        make([function()], Room(tokens, 4000, 5), OPTIONS.model_copy(update={"over_length": "error"}))


def dealt(*rows: dict[str, Any]) -> Dealt:
    return deal(rows, part, SPLIT, 7, set())


def test_a_training_row_with_the_body_of_a_test_task_is_left_out_whatever_its_names_and_counted() -> None:
    renamed = LARGEST.replace("largest", "top").replace("items", "rows")
    spoilt = task(renamed, family="here/7", instruction="Something else entirely.", path="rows.json")
    found = dealt(task(LARGEST, side="test", family="mbpp/11", path="mbpp.jsonl"), spoilt, OTHER)
    assert [record["family"] for record in found.records] == ["mbpp/11", "here/2"]
    assert [(reject.path, reject.value) for reject in found.contaminated] == [("rows.json", "here:mbpp.jsonl")]
    assert found.placed[found.groups[0]] == "test"


def test_a_row_that_nearly_equals_a_test_task_is_left_out_too() -> None:
    longer = LARGEST.replace("    best = items[0]\n", "    best = items[0]\n    count = 0\n")
    found = dealt(task(LARGEST, side="test", family="mbpp/11"), task(longer, family="here/8", instruction="Other words."), OTHER)
    assert len(found.contaminated) == 1


def test_the_same_question_and_the_same_file_share_a_group() -> None:
    again = task("print(3)", family="here/3")
    sibling = task(OTHER["code"].replace("9", "7").replace("%", "//"), family="here/2", instruction="Other words here.")
    found = dealt(task(), OTHER, again, sibling)
    assert found.groups[0] == found.groups[2] != found.groups[1] == found.groups[3]


def test_a_side_that_the_source_fixes_holds() -> None:
    rows = [task(f"x{at} = {at}", family=f"here/{at}", instruction=f"Give number {at} a name.", side="train") for at in range(30)]
    assert set(dealt(*rows).placed.values()) == {"train"}
