import json
from typing import Any

import pytest

from stages.core.errors import UserError
from stages.core.tables import read_table, sample_schema, write_table
from stages.core.typed import typed
from stages.prompting.room import Room
from stages.prompting.tokens import Tokens
from stages.tasks.kgraph.lib.form import parse
from stages.tasks.kgraph.prompt import ASK, answer_guide, sentences_of
from stages.tasks.kgraph.samples import Options, augmented, balanced, keys, make, stratum, views

from .asked import ALL, HERON, OPTIONS, PLAIN, QUIET, ZH, options, record, sample, wide

Row = dict[str, Any]


def tight(tokens: Tokens, spare: int) -> Room:
    """Room for everything about HERON but `spare` tokens."""
    return Room(tokens, sample(HERON, tokens)["tokens"] - spare, 3000)


def test_a_passage_is_one_sample_whose_answer_is_the_graph_of_the_record(tokens: Tokens) -> None:
    made = sample(HERON, tokens)
    graph = parse(made["completion"])
    assert graph is not None and [e.name for e in graph.entities] == [e["name"] for e in HERON["entities"]]
    assert [(r.type, r.source, r.target, r.evidence) for r in graph.relationships] == [
        ("uses", "e1", "e2", [1]), ("uses", "e1", "e3", [2]), ("exploits", "e2", "e4", [4])]  # fmt: skip
    assert (made["kind"], made["format"], made["role"], made["stops"]) == ("graph_extraction", "compact", "relations", [])


def test_roles_and_languages_are_those_of_the_passages(tokens: Tokens) -> None:
    made = [sample(each, tokens) for each in ALL]
    assert [(s["language"], s["role"]) for s in made] == [
        ("en", "relations"), ("en", "no-relation"), ("en", "empty"), ("zh", "relations"), ("ko", "relations")]  # fmt: skip


def test_labels_hold_what_the_scorer_compares_and_nothing_else(tokens: Tokens) -> None:
    labels = json.loads(sample(HERON, tokens)["labels"])
    assert labels["sentences"] == 4 and labels["entities"][0]["mentions"] == ["The group"]
    assert labels.keys() == {"sentences", "entities", "relationships"}


def test_questions_come_in_the_languages_that_are_asked_for(tokens: Tokens) -> None:
    made, _ = make(ALL, wide(tokens), options(prompt_languages=["ko"]))
    assert {s["lang"] for s in made} == {"ko"} and all(s["messages"][-1]["content"].endswith(ASK["ko"]) for s in made)


def test_descriptions_and_the_guide_are_switches(tokens: Tokens) -> None:
    plain, _ = make([HERON], wide(tokens), options(descriptions=False, list_vocabulary=True))
    assert '"description":"group' in sample(HERON, tokens)["completion"] and '"description":"group' not in plain[0]["completion"]
    assert answer_guide() in plain[0]["messages"][0]["content"]


def test_a_passage_too_long_is_shown_in_windows_of_whole_sentences(tokens: Tokens) -> None:
    made, rejects = make([HERON], tight(tokens, 1), OPTIONS)
    shown = [sentences_of(s["messages"]) for s in made]
    assert len(made) > 1 and not rejects
    assert [sentence for window in shown for sentence in window] == sentences_of(sample(HERON, tokens)["messages"])


def test_a_window_numbers_ids_and_evidence_anew_and_names_what_it_shows(tokens: Tokens) -> None:
    graph = parse(make([HERON], tight(tokens, 1), OPTIONS)[0][-1]["completion"])
    assert graph is not None and [(e.id, e.name) for e in graph.entities] == [("e1", "CraneLoader"), ("e2", "CVE-2024-1234")]
    assert [(r.source, r.target, r.evidence) for r in graph.relationships] == [("e1", "e2", [1])]


def test_a_window_calls_an_entity_by_the_mention_it_shows_but_not_by_a_pronoun(tokens: Tokens) -> None:
    room = Room(tokens, max(len(tokens.prompt(sample(HERON, tokens)["messages"])), 420) + 60, 3000)
    names = {e["name"] for s in make([HERON, ZH], room, OPTIONS)[0] for e in json.loads(s["completion"])["entities"]}
    assert "它" not in names and "Slate Heron" in names


def test_a_relationship_between_two_windows_is_counted_as_lost(tokens: Tokens) -> None:
    far = record(HERON["text"], HERON["entities"], [{**HERON["relationships"][0], "evidence": [1, 4]}])
    made, rejects = make([far], tight(tokens, 200), OPTIONS)
    assert len(made) > 1 and [(r.field, r.value) for r in rejects] == [("relationships", "1 of 1")]


def test_a_sentence_that_fits_no_window_is_counted_or_refused(tokens: Tokens) -> None:
    long = record("Slate Heron was seen. " + "very " * 800 + "long. Nobody knows.", HERON["entities"][:1], [])
    room = Room(tokens, 500, 3000)
    made, rejects = make([long], room, OPTIONS)
    assert len(made) == 2 and [r.rule for r in rejects] == ["prompt and answer over 500 tokens"]
    with pytest.raises(UserError, match="raise the scale's token budget"):
        make([long], room, options(over_length="error"))


def test_an_answer_too_long_is_never_cut(tokens: Tokens) -> None:
    one = record("Slate Heron sends CraneLoader.", HERON["entities"][:2], HERON["relationships"][:1])
    made, rejects = make([one], Room(tokens, 6000, 60), OPTIONS)
    assert made == [] and [r.rule for r in rejects] == ["answer over 60 tokens"]


def test_families_and_projects_tie_records() -> None:
    assert keys(HERON) == ["family:reports/a"] and keys({**HERON, "project": "p"}) == ["family:reports/a", "project:p"]


def test_a_renamed_copy_looks_the_same_with_names_masked() -> None:
    text = PLAIN["text"].replace("AtlasMail", "Ngo")
    renamed = {**PLAIN, "text": text, "entities": [PLAIN["entities"][0], {**PLAIN["entities"][1], "name": "Ngo"}]}
    assert views(renamed)[0] != views(PLAIN)[0] and views(renamed)[1] == views(PLAIN)[1]


def test_chinese_is_compared_sign_by_sign() -> None:
    assert views(ZH)[0][:4] == ["灰", "鹭", "组", "织"] and "craneloader" in views(ZH)[0]


def test_the_stratum_is_the_language_and_what_most_records_hold() -> None:
    assert stratum([HERON, HERON, QUIET]) == "en:relations" and stratum([QUIET]) == "en:empty"


def test_empty_passages_are_at_most_their_share_of_training(tokens: Tokens) -> None:
    some = [sample(HERON, tokens, id=f"h{at}") for at in range(8)] + [sample(QUIET, tokens, id=f"q{at}") for at in range(8)]
    kept = balanced(some, options(empty_share=0.2))
    assert (len(kept), sum(s["role"] == "empty" for s in kept)) == (10, 2)


def test_copies_are_counted_by_the_switch_that_made_them_and_have_ids_of_their_own(tokens: Tokens) -> None:
    asked = options(augment_names=3, augment_noise=2)
    made = augmented([HERON], wide(tokens), asked, seed=7)
    assert [name for name, _ in made] == ["names"] * 3 + ["noise"] * 2
    assert len({s["id"] for _, s in made} | {sample(HERON, tokens)["id"]}) == 6
    assert made == augmented([HERON], wide(tokens), asked, seed=7) != augmented([HERON], wide(tokens), asked, seed=8)


def test_no_copy_is_made_twice(tokens: Tokens) -> None:
    made = [
        tuple(sentences_of(s["messages"])) for _, s in augmented([QUIET, ZH], wide(tokens), options(augment_empty=20), seed=7)
    ]
    assert 20 < len(made) == len(set(made)) < 40


def test_without_switches_there_are_no_copies(tokens: Tokens) -> None:
    assert augmented(ALL, wide(tokens), OPTIONS, seed=7) == []


def test_samples_fit_the_table_of_samples(tokens: Tokens, tmp_path: Any) -> None:
    made = [{**sample(each, tokens)} for each in ALL]
    write_table(tmp_path / "s.parquet", made, sample_schema())
    assert [row["labels"] for row in read_table(tmp_path / "s.parquet")] == [s["labels"] for s in made]


def test_a_wrong_setting_is_named() -> None:
    with pytest.raises(UserError, match="augment_order"):
        typed(Options, {**OPTIONS.model_dump(), "augment_order": -1}, "params.yaml")
