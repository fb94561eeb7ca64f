from typing import Any

import pytest

from stages.core.errors import UserError
from tests.tasks.kgraph.written import CHINESE, ENGLISH, FILES

PATH = "reports/en/heron.yaml"


def test_a_passage_becomes_a_record_with_ids_by_first_mention(read_files: Any) -> None:
    records, rejects = read_files("authored", {PATH: ENGLISH})
    assert rejects == []
    assert [(item["id"], item["name"]) for item in records[0]["entities"]] == [
        ("e1", "Slate Heron"), ("e2", "CraneLoader"), ("e3", 'C:\\Temp\\"up".dll'), ("e4", "hxxp://evil[.]example/a"),
    ]  # fmt: skip
    assert records[0]["relationships"][0] == {
        "type": "uses", "verb": "sends", "source": "e1", "target": "e2", "confidence": 0.9, "evidence": [1],
    }  # fmt: skip


def test_the_same_story_in_two_languages_is_one_family(read_files: Any) -> None:
    records, _ = read_files("authored", FILES)
    assert [(record["language"], record["family"]) for record in records] == [
        ("en", "here/heron"), ("ko", "here/nothing"), ("zh", "here/heron"),
    ]  # fmt: skip


def test_a_passage_with_nothing_to_extract_is_a_record(read_files: Any) -> None:
    records, _ = read_files("authored", {"reports/ko/nothing.yaml": FILES["reports/ko/nothing.yaml"]})
    assert (records[0]["entities"], records[0]["relationships"]) == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("label: Malware", "label: Malwar", "entity 1 (crane): unknown label 'Malwar' (did you mean Malware?)"),
        ("[File, Malware]", "[File, Tool, URL]", "entity 3 (dll): write one label, or a list `labels` of at most 2"),
        ("name: CraneLoader", "name: CrnLoader", "entity 1 (crane): 'CrnLoader' is not in the text"),
        ("[The group]", "[their group]", "entity 2 (heron): 'their group' is not in the text"),
        ("key: url", "key: crane", "entity 4 (crane): key crane is used by an entity above"),
        ("key: crane", "ky: crane", "entity 1: key: key is missing; add it; unknown key 'ky' (did you mean key?)"),
        ("type: drops", "type: drop", "relationship 2 (heron drop dll): unknown relation type 'drop' (did you mean drops?)"),
        ("source: crane", "source: cran", "relationship 3 (cran beacons-to url): unknown key 'cran' (did you mean crane?)"),
        ("target: url", "target: crane", "source and target are the same entity"),
        ("[3]", "[4]", "relationship 3 (crane beacons-to url): evidence 4: the text has sentences 1 to 3"),
        ("[3]", "[]", "relationship 3: evidence: got []: it may not be empty"),
        ("[3]", "[3, 3]", "at most 4 numbers, none twice"),
        ("confidence: 0.8", "confidence: 0.85", "confidence 0.85 is not one of 0.5, 0.6, 0.7, 0.8, 0.9, 1.0"),
        ("confidence: 0.8", "confidence: high", "relationship 2: confidence: got 'high'"),
        ("relationships:", "relations:", "unknown key 'relations' (did you mean relationships?)"),
    ],
)
def test_a_fault_names_file_place_and_what_is_allowed(old: str, new: str, said: str, read_files: Any) -> None:
    assert ENGLISH.count(old) >= 1
    with pytest.raises(UserError) as error:
        read_files("authored", {PATH: ENGLISH.replace(old, new, 1)})
    assert PATH in str(error.value) and said in str(error.value)


@pytest.mark.parametrize(
    ("path", "said"), [("reports/fr/a.yaml", "unknown language 'fr'"), ("reports/en/a.yml", "a .yaml file is needed")]
)
def test_a_file_in_the_wrong_place_is_told(path: str, said: str, read_files: Any) -> None:
    with pytest.raises(UserError, match=said):
        read_files("authored", {path: CHINESE})


def test_the_same_entity_written_twice_is_told(read_files: Any) -> None:
    twice = ENGLISH.replace("relationships:\n", "- {key: more, label: Malware, name: craneloader}\nrelationships:\n").replace(
        "CraneLoader called", "craneloader called"
    )
    with pytest.raises(UserError, match="same name and label as another entity"):
        read_files("authored", {PATH: twice})
