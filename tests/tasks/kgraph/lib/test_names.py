import pytest

from stages.tasks.kgraph.lib.names import normal, refanged, spans, stands_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Slate  Heron", "slate heron"),
        ("“CraneLoader”", "CraneLoader"),
        ("evil[.]example", "evil.example"),
        ("hxxps://evil(.)example/a", "https://evil.example/a"),
        ("a[at]evil[.]example", "a@evil.example"),
        ("Slate Heron's", "Slate Heron’s"),
        ("CVE - 2023 - 1234", "CVE-2023-1234"),
        ("ＡＰＴ１", "APT1"),
        ("CraneLoader.", "craneloader"),
    ],
)
def test_spellings_that_mean_the_same_are_one_name(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("APT1", "APT10"), ("C:\\a", "C:\\b"), ("evil.example", "evilexample"), ("", "a")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_a_name_of_signs_alone_keeps_them() -> None:
    assert normal('"') == '"' and normal("the") == "the"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("RAT", "SeroRAT is no RAT here, operation rat", ["RAT", "rat"]),
        ("evil.example", "It called evil[.]example, not evilxexample.", ["evil[.]example"]),
        ("hxxp://evil[.]example/a", "see hxxp://evil[.]example/a.", ["hxxp://evil[.]example/a"]),
        ("the Slate Heron", "Slate\nHeron and slate-heron", ["Slate\nHeron", "slate-heron"]),
        ("CraneLoader", "CraneLoader를 썼다", ["CraneLoader"]),
        ("灰鹭", "组织“灰鹭”使用", ["灰鹭"]),
        ("C:\\a(1)+.exe", "ran C:\\a(1)+.exe", ["C:\\a(1)+.exe"]),
        ("", "anything", []),
    ],
)
def test_a_name_is_found_where_the_text_spells_it(name: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans(name, text)] == found
    assert stands_in(name, text) == bool(found or not name)


def test_addresses_are_made_whole_again() -> None:
    assert refanged("hxxps[:]//evil[.]example") == "https://evil.example"
