import doctest
from importlib import import_module
from pathlib import Path

import pytest

import stages.tasks.kgraph.lib
from stages.tasks.kgraph.lib.vocab import (
    label_names,
    label_of,
    labels,
    mapped,
    negated,
    relation_names,
    relation_of,
    relations,
    turned,
)


def test_the_closed_lists_have_twenty_labels_and_twenty_eight_types() -> None:
    assert (len(set(label_names())), len(set(relation_names()))) == (20, 28)


def test_every_entry_has_a_meaning_and_every_type_but_one_phrases() -> None:
    assert all(entry.meaning for entry in (*labels(), *relations()))
    assert [relation.name for relation in relations() if not relation.verbs] == []


def test_every_phrase_maps_to_the_type_it_stands_under() -> None:
    said = [(verb, relation.name) for relation in relations() for verb in (*relation.verbs, *relation.turned)]
    assert len(said) > 300
    assert [(verb, name, relation_of(verb)) for verb, name in said if relation_of(verb)[0] != name] == []


def test_every_type_is_mapped_to_itself_by_its_own_name() -> None:
    assert [name for name in relation_names() if (*relation_of(name), turned(name)) != (name, "exact", False)] == []


@pytest.mark.parametrize(
    ("text", "type", "how", "is_turned"),
    [
        ("uses", "uses", "exact", False),
        ("communicates_with", "communicates-with", "exact", False),
        ("has been actively targeting", "targets", "exact", False),
        ("is used by", "uses", "exact", True),
        ("was discovered by", "reported-by", "exact", False),
        ("discovered", "reported-by", "exact", True),
        ("targets users from", "targets", "head verb", False),
        ("attempted to steal", "compromises", "exact", False),
        ("is also known as", "duplicate-of", "exact", False),
        ("is a vulnerability in", "has", "exact", True),
        ("is blue", "related-to", "fallback", False),
        ("smells like", "related-to", "fallback", False),
        ("", "related-to", "fallback", False),
    ],
)
def test_free_text_is_mapped_by_its_longest_known_beginning(text: str, type: str, how: str, is_turned: bool) -> None:
    assert (*relation_of(text), turned(text)) == (type, how, is_turned)


def test_a_denied_relation_is_recognised() -> None:
    assert [text for text in ("does not affect", "has no relation with", "didn't use", "notes", "uses") if negated(text)] == [
        "does not affect", "has no relation with", "didn't use",
    ]  # fmt: skip


def test_labels_of_other_vocabularies_are_mapped_or_become_other() -> None:
    assert [label_of(name) for name in ("threat-actor", "IPv4", "Gizmo")] == [
        ("ThreatActor", "exact"), ("IPAddress", "exact"), ("Other", "fallback"),
    ]  # fmt: skip


def test_the_ways_of_mapping_are_counted() -> None:
    assert mapped(["uses", "uses", "targets users from", "smells"]) == {"exact": 2, "head verb": 1, "fallback": 1}


def test_the_examples_in_the_modules_hold() -> None:
    names = sorted(path.stem for path in Path(stages.tasks.kgraph.lib.__path__[0]).glob("[a-z]*.py"))
    results = [doctest.testmod(import_module(f"stages.tasks.kgraph.lib.{name}")) for name in names]
    assert sum(result.attempted for result in results) >= 10
    assert sum(result.failed for result in results) == 0
