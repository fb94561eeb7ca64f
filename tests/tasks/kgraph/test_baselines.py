import re
from typing import Any

import pytest

from stages.prompting.tokens import Tokens
from stages.reporting.inputs import completion
from stages.tasks.kgraph import score
from stages.tasks.kgraph.baselines import FORMS, KINDS, fit
from stages.tasks.kgraph.lib.form import Graph, parse
from stages.tasks.kgraph.samples import MAIN_KIND

from .asked import HERON, KO, PLAIN, QUIET, ZH, record, sample


@pytest.fixture
def fitted(tokens: Tokens) -> dict[str, Any]:
    return fit([sample(of, tokens) for of in (HERON, PLAIN, QUIET, ZH, KO)], seed=1)


def graph(fitted: dict[str, Any], tokens: Tokens, text: str) -> Graph:
    found = parse(fitted["gazetteer"](sample(record(text, [], []), tokens)))
    assert found is not None
    return found


def test_the_floors_answer_the_main_kind_in_the_asked_form(fitted: dict[str, Any], tokens: Tokens) -> None:
    asked = sample(HERON, tokens)
    rows = [(asked, completion(asked, answer(asked))) for answer in fitted.values()]
    assert fitted.keys() == {"gazetteer", "empty"} and KINDS == (MAIN_KIND,)
    assert all(row["parsed"] for row in score.outcomes(rows))


def test_names_seen_in_training_are_found_under_their_label(fitted: dict[str, Any], tokens: Tokens) -> None:
    found = graph(fitted, tokens, "Nobody saw AtlasMail near Slate Heron. AtlasMail ran.")
    assert [(e.name, e.labels) for e in found.entities] == [("AtlasMail", ["Software"]), ("Slate Heron", ["ThreatActor"])]


@pytest.mark.parametrize(("label", "text"), [
    ("Vulnerability", "CVE-2023-0001"), ("Domain", "a.heron[.]example"), ("IPAddress", "198.51.100[.]7"), ("Hash", "a1" * 20),
    ("URL", "hxxps://a.example/b?c=1"), ("EmailAddress", "x@a.example"), ("RegistryKey", r"HKCU\Software\Run"),
    ("File", "C:\\tmp\\drop.exe")])  # fmt: skip
def test_addresses_are_found_by_their_form(fitted: dict[str, Any], tokens: Tokens, label: str, text: str) -> None:
    assert [(e.name, e.labels) for e in graph(fitted, tokens, f"They saw {text}, twice.").entities] == [(text, [label])]
    assert label in {name for name, _ in FORMS}


def test_two_in_one_sentence_have_the_commonest_relation_of_their_labels(fitted: dict[str, Any], tokens: Tokens) -> None:
    found = graph(fitted, tokens, "CraneLoader came from Slate Heron. CVE-2023-0001 was hit.")
    assert [(r.type, r.source, r.target, r.evidence) for r in found.relationships] == [("uses", "e2", "e1", [1])]


def test_the_empty_floor_says_nothing_and_training_on_nothing_raises_nothing(tokens: Tokens) -> None:
    floors = fit([], seed=1)
    assert floors["empty"](sample(HERON, tokens)) == '{"entities":[],"relationships":[]}'
    assert parse(floors["gazetteer"](sample(HERON, tokens))) is not None


@pytest.mark.parametrize("label", [label for label, _ in FORMS])
def test_no_form_takes_ages_on_a_long_line(label: str) -> None:
    pattern = dict(FORMS)[label]
    assert len(re.findall(pattern, "a" * 3000 + " " + "a-" * 1500 + " " + "a." * 1500)) < 3000
