import pytest

from stages.tasks.kgraph.lib.build import Built, Link, Thing, built, too_large

TEXT = "Slate Heron  came.\nIt sent CraneLoader. The crane loader ran; the heron left."
HERON, CRANE = Thing("the slate heron", ("ThreatActor",)), Thing("CraneLoader", ("Malware",), mentions=("crane loader",))


def make(links: tuple[Link, ...] = (), **more: Thing) -> Built:
    return built(TEXT, {"crane": CRANE, "heron": HERON, **more}, links)


def rules(result: Built) -> list[str]:
    return [part.rule for part in result.dropped]


def test_entities_are_numbered_by_first_mention_and_spelled_as_the_text_does() -> None:
    found = make().fields["entities"]
    assert [(item["id"], item["name"], item["mentions"]) for item in found] == [
        ("e1", "Slate Heron", []), ("e2", "CraneLoader", ["crane loader"]),
    ]  # fmt: skip


def test_evidence_that_is_not_given_is_the_nearest_pair_of_sentences() -> None:
    result = make((Link("uses", "heron", "crane", 0.9),))
    assert result.fields["relationships"][0]["evidence"] == [1, 2]


def test_evidence_that_is_given_stays() -> None:
    assert make((Link("uses", "heron", "crane", 0.9, evidence=(2,)),)).fields["relationships"][0]["evidence"] == [2]


def test_an_entity_the_text_does_not_name_goes_and_takes_its_links_along() -> None:
    result = make((Link("uses", "heron", "ghost", 0.9),), ghost=Thing("Ghost", ("Tool",)))
    assert rules(result) == ["name is not in the text", "an endpoint is not among the entities kept"]
    assert result.fields["relationships"] == []


def test_an_entity_named_only_by_a_mention_takes_that_name() -> None:
    result = make(more=Thing("Heron Group", ("Organization",), mentions=("the heron",)))
    assert "the heron" in [item["name"] for item in result.fields["entities"]]


def test_an_entity_given_twice_is_merged_and_its_links_with_it() -> None:
    again = Thing("Slate Heron", ("ThreatActor",), "a group")
    result = make((Link("uses", "heron", "crane", 0.6), Link("uses", "again", "crane", 0.9)), again=again)
    assert rules(result) == [
        "same name and label as another entity: merged", "same triple as another relationship: merged",
    ]  # fmt: skip
    assert [link["confidence"] for link in result.fields["relationships"]] == [0.9]
    assert result.fields["entities"][0]["description"] == "a group"


def test_a_link_of_an_entity_to_itself_goes() -> None:
    assert rules(make((Link("uses", "heron", "heron", 0.9),))) == ["source and target are the same entity"]


@pytest.mark.parametrize(
    ("text", "things", "rule"),
    [
        ("One. " * 41, 0, "more than 40 sentences"),
        (" ".join(f"n{n}x" for n in range(41)), 41, "more than 40 entities"),
        ("One. Two.", 0, ""),
    ],
)
def test_a_passage_over_the_bounds_is_told(text: str, things: int, rule: str) -> None:
    given = {str(n): Thing(f"n{n}x", ("Tool",)) for n in range(things)}
    assert too_large(built(text, given, []).fields) == rule
