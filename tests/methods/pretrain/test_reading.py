"""Questions about prose: every answer stands in the passage, and what is asked depends on nothing but text and seed."""

import json
import re

from stages.methods.pretrain.reading import names, passages, readings

TEXT = """\
Settings
========

The server reads ``app.toml`` when it starts. It sends a SIGHUP to every Worker once the file has changed.

.. code-block:: python

    import server

Since version 3.2 the option ``log_level`` may be set per Worker. Older releases, such as 2.9.1, ignore it. See
https://docs.example.org/levels for the list. Alice Winter wrote the first draft of it.

* a list is not a passage.
"""
TURN = re.compile(
    r"<\|im_start\|>user\n(?:```\n.*?```\n)?([^\n]*)<\|im_end\|>\n<\|im_start\|>assistant\n(.*?)<\|im_end\|>", re.DOTALL
)


def asked(foreign: list[str]) -> list[tuple[dict[int, str], str, str]]:
    """(numbered sentences, question, answer) of many conversations."""
    found = []
    for number in range(40):
        for said in readings(TEXT * 4, foreign, str(number)):
            shown = {int(at): line for at, line in re.findall(r"^\[(\d+)\] (.*)$", said, re.MULTILINE)}
            found += [(shown, question, answer) for question, answer in TURN.findall(said)]
    return found


def test_markup_titles_lists_and_code_are_no_passages() -> None:
    told = " ".join(sentence for passage in passages(TEXT) for sentence in passage)
    assert "app.toml" in told and "log_level" in told
    assert not re.search(r"[`=*]|Settings|import|a list", told)


def test_names_have_the_form_they_are_written_in() -> None:
    told = dict(names("It reads app.toml at https://a.example/x since 3.2, says the Worker of ACME via log_level."))
    assert told == {
        "app.toml": "file", "https://a.example/x": "address", "3.2": "version", "Worker": "name", "ACME": "acronym",
        "log_level": "identifier",
    }  # fmt: skip


def test_every_sentence_that_is_said_to_mention_a_name_does_and_no_other() -> None:
    questions = [
        (shown, q.removeprefix("Which sentences mention ")[:-1], json.loads(a)) for shown, q, a in asked([]) if "mention" in q
    ]
    assert questions
    assert all(answer["evidence"] == [n for n, line in shown.items() if name in line] for shown, name, answer in questions)


def test_a_name_of_another_text_is_not_found() -> None:
    answers = [json.loads(answer) for _, question, answer in asked(["Zanzibar"]) if "Zanzibar" in question]
    assert answers and all(answer == {"found": False, "evidence": []} for answer in answers)


def test_what_a_sentence_says_is_that_sentence() -> None:
    said = [
        (shown, re.findall(r"\d+", question)[0], answer) for shown, question, answer in asked([]) if question.endswith("say?")
    ]
    assert said and all(shown[int(number)] == answer for shown, number, answer in said)


def test_every_listed_name_stands_where_the_list_says() -> None:
    lists = [(shown, json.loads(answer)["names"]) for shown, question, answer in asked([]) if question.startswith("List")]
    assert any(entries for _, entries in lists)
    assert all(entry["name"] in shown[at] for shown, entries in lists for entry in entries for at in entry["evidence"])


def test_the_same_seed_asks_the_same_and_another_does_not() -> None:
    assert readings(TEXT * 4, [], "1") == readings(TEXT * 4, [], "1") != readings(TEXT * 4, [], "2")
