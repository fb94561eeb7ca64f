import json
import re
from random import Random
from typing import Any

import pytest

from stages.core.files import read_yaml
from stages.tasks.kgraph.lib import sentences
from stages.tasks.kgraph.lib.augment import TRANSFORMS, copies
from stages.tasks.kgraph.lib.augment.lines import LINES, emptied, reordered, surrounded
from stages.tasks.kgraph.lib.augment.names import renamed
from stages.tasks.kgraph.lib.augment.shapes import indicator, invented
from stages.tasks.kgraph.lib.augment.words import WORDS, reworded
from stages.tasks.kgraph.lib.shown import Passage, as_grounded, renumbered, whole

from ..asked import ALL, HERON, KO, PLAIN, QUIET, ZH, entity, options, record

SEEDS = range(20)
EVERY = options(augment_synonyms=4, augment_names=4, augment_order=4, augment_noise=4, augment_empty=4)
INDICATORS = record(
    "Loader update.exe calls hxxp://mail.crane[.]example/a and 10.0.0.1. Its hash is " + "ab" * 16 + ". "
    "Mail came from bob@crane.example.",
    [entity(1, "File", "update.exe"), entity(2, "URL", "hxxp://mail.crane[.]example/a"), entity(3, "IPAddress", "10.0.0.1"),
     entity(4, "Hash", "ab" * 16), entity(5, "EmailAddress", "bob@crane.example")], [],
)  # fmt: skip


def each(transform: Any, of: dict[str, Any]) -> list[Passage]:
    made = [made for seed in SEEDS if (made := transform(whole(of), Random(seed)))]
    assert made
    return made


@pytest.mark.parametrize("of", ALL, ids=lambda of: of["path"])
def test_every_copy_still_names_what_its_text_says_and_differs_from_it(of: dict[str, Any]) -> None:
    found = copies(whole(of), EVERY, "key")
    assert {name for name, _, _ in found} <= set(TRANSFORMS) and found
    for name, _, made in found:
        assert made.sentences != whole(of).sentences
        assert made.entities == [] if name == "empty" else all(item["name"] in made.text for item in made.entities)


def test_the_same_key_gives_the_same_copies_and_another_one_others() -> None:
    assert copies(whole(HERON), EVERY, "a") == copies(whole(HERON), EVERY, "a") != copies(whole(HERON), EVERY, "b")


def test_other_words_leave_names_mentions_and_the_graph_alone() -> None:
    for made in each(reworded, HERON):
        assert made.entities == HERON["entities"] and made.relationships == HERON["relationships"]
        assert all(name in made.text for name in ("Slate Heron", "CraneLoader", "The group", "crane.example"))


def test_a_word_inside_a_name_is_not_replaced() -> None:
    named = record("Many Emails uses Via. Many saw it.", [entity(1, "Campaign", "Many Emails"), entity(2, "Tool", "Via")], [])
    assert all("Many Emails" in made.text and " Via." in made.text for made in each(reworded, named))


def test_new_names_stand_in_text_graph_and_description_alike() -> None:
    for made in each(renamed, HERON):
        group, loader, domain, weakness = (item["name"] for item in made.entities)
        assert "Heron" not in made.text and "Slate" not in json.dumps(made.entities)
        assert group in made.entities[1]["description"] and loader.endswith("Loader")
        assert domain.endswith(".example") and weakness.startswith("CVE-2099-")


def test_a_mention_that_repeats_a_part_of_the_name_follows_it() -> None:
    short = record("Slate Heron hit banks. Heron left.", [entity(1, "ThreatActor", "Slate Heron", "Heron")], [])
    for made in each(renamed, short):
        assert made.entities[0]["mentions"] == [made.entities[0]["name"].split()[1]]


def test_addresses_become_others_of_their_form_that_belong_to_nobody() -> None:
    for made in each(renamed, INDICATORS):
        file, url, address, digest, mail = (item["name"] for item in made.entities)
        assert re.fullmatch(r"[a-z]+\.exe", file) and re.fullmatch(r"hxxp://[a-z]+\.[a-z]+\[\.]example/a", url)
        assert re.fullmatch(r"(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+", address) and re.fullmatch("[0-9a-f]{32}", digest)
        assert mail.partition("@")[2].partition(".")[0] == re.split(r"[/.\[]+", url)[3 - 1]


@pytest.mark.parametrize("label", ["URL", "Domain", "IPAddress", "EmailAddress", "Hash", "Vulnerability", "File"])
@pytest.mark.parametrize("text", ["/", "", "no form at all", "Log4Shell", "."])
def test_what_has_no_known_form_stays(label: str, text: str) -> None:
    assert indicator(label, text, "salt") in {text, "/"} or label == "File"


@pytest.mark.parametrize(("name", "kind"), [("왜가리", 0), ("산달", 8), ("강산", 4)])
def test_a_korean_name_keeps_the_kind_of_its_last_sound(name: str, kind: int) -> None:
    ends = {(ord(invented(name, str(seed))[-1]) - 0xAC00) % 28 for seed in SEEDS}
    assert (ends == {kind}) if kind in (0, 8) else (0 not in ends and 8 not in ends)


def test_another_order_moves_evidence_with_its_sentence() -> None:
    for made in each(reordered, KO):
        said = made.sentences[made.relationships[0]["evidence"][0] - 1]
        assert "CraneLoader" in said and sorted(made.sentences) == sorted(whole(KO).sentences)


@pytest.mark.parametrize("of", [HERON, ZH], ids=lambda of: of["language"])
def test_sentences_that_refer_to_others_keep_their_order(of: dict[str, Any]) -> None:
    assert all(reordered(whole(of), Random(seed)) is None for seed in SEEDS)


def test_lines_around_a_passage_shift_its_evidence() -> None:
    for made in each(surrounded, HERON):
        assert as_grounded(whole(HERON), made) and len(made.sentences) > 4


def test_an_empty_copy_shows_only_sentences_that_name_nothing() -> None:
    made = each(emptied, HERON)
    assert all(made_.entities == [] and "Heron" not in made_.text for made_ in made)
    assert any("No patch is known." in made_.sentences for made_ in made)


def test_a_copy_that_lost_a_name_is_not_grounded() -> None:
    before = whole(PLAIN)
    assert not as_grounded(before, before._replace(sentences=["Nobody runs AtlasMail.", before.sentences[1]]))
    assert not as_grounded(whole(HERON), whole(HERON)._replace(sentences=whole(HERON).sentences[::-1]))


def test_an_acronym_of_a_name_follows_it_wherever_it_stands() -> None:
    short = record("Heron Task Force (HTF) hit banks. HTF left.", [entity(1, "ThreatActor", "Heron Task Force (HTF)")], [])
    for made in each(renamed, short):
        assert made.sentences[1] == made.entities[0]["name"].partition("(")[2].rstrip(")") + " left." != "HTF left."


def test_names_that_differ_in_a_digit_stay_two_names() -> None:
    two = record("APT1 met APT2.", [entity(1, "ThreatActor", "APT1"), entity(2, "ThreatActor", "APT2")], [])
    made = [made for seed in range(60) if (made := renamed(whole(two), Random(seed)))]
    assert 30 < len(made) < 60 and all(len({item["name"] for item in copy.entities}) == 2 for copy in made)


def test_a_copy_that_would_lose_its_name_is_dropped() -> None:
    inside = record("Herons were seen.", [entity(1, "ThreatActor", "Heron")], [])
    assert renamed(whole(inside), Random(1)) is not None
    assert copies(whole(inside), options(augment_names=5), "key") == []


def test_ids_follow_the_first_mention_after_a_change_of_order() -> None:
    made = [renumbered(copy) for copy in each(reordered, PLAIN)]
    assert [(item["id"], item["name"]) for item in made[0].entities] == [("e1", "AtlasMail"), ("e2", "Fjord Ferries")]


@pytest.mark.parametrize("language", ["en", "zh", "ko"])
def test_each_line_is_one_sentence_and_no_word_stands_in_two_sets(language: str) -> None:
    lines = [line for kind in read_yaml(LINES).values() for line in kind[language]]
    assert len(lines) >= 16 and all(len(sentences.sentences(line)) == 1 for line in lines) and len(set(lines)) == len(lines)
    words = [word for group in read_yaml(WORDS)[language] for word in group]
    assert len(words) > 30 and len(set(words)) == len(words)


def test_a_passage_without_anything_to_change_gives_no_copy() -> None:
    assert renamed(whole(QUIET), Random(1)) is None and reworded(whole(QUIET), Random(1)) is None
