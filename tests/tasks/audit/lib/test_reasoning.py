from stages.tasks.audit.lib.reasoning import NAMED, SITE, steps
from stages.tasks.audit.lib.records import finding, record

CODE = "contract Bank {\n  function a() external {\n    pay();\n  }\n  function b() external {}\n}"
WEAK = record(code=CODE, role="vulnerable", findings=[finding("reentrancy", [3], "it pays before it books.")])


def test_the_steps_name_entry_points_site_and_class() -> None:
    assert steps(WEAK, WEAK["findings"], 1, 6, own_words=True) == [
        "Functions: a (line 2), b (line 5).",
        "Line 3, `pay();`: it pays before it books.",
        "Class: Re-entrancy (SWC-107, CWE-841).",
    ]


def test_only_functions_of_the_window_are_named() -> None:
    assert steps(WEAK, [], 4, 6, own_words=True)[0] == "Functions: b (line 5)."
    assert steps(WEAK, [], 6, 6, own_words=True)[0] == "Functions: none in these lines."


def test_many_functions_are_counted_and_a_long_line_is_cut() -> None:
    code = "contract A {\n" + "\n".join(f"function f{n}() external {{ {'x' * 100}(); }}" for n in range(9)) + "\n}"
    found = steps(record(code=code), [finding("reentrancy", [2], "why.")], 1, 11, own_words=True)
    assert found[0].endswith(f"f{NAMED - 1} (line {NAMED + 1}) and 3 more.")
    assert len(found[1]) == len("Line 2, ``: why.") + SITE


def test_a_finding_without_lines_gives_its_reason_alone() -> None:
    assert steps(WEAK, [finding("reentrancy", [], "It pays first.")], 1, 6, own_words=True)[1] == "It pays first."


def test_a_class_without_an_swc_entry_carries_its_cwe_alone() -> None:
    told = steps(WEAK, [finding("share-inflation", [3], "x")], 1, 6, own_words=True)
    assert told[-1] == "Class: Inflation of vault shares (CWE-682)."


def test_clean_code_says_what_makes_it_clean_where_that_is_known() -> None:
    fixed = record(code=CODE, role="fixed", fix="It books first.")
    assert steps(fixed, [], 1, 6, own_words=True)[1] == "No weakness: It books first."
    assert steps(WEAK, [], 4, 6, own_words=True)[1].startswith("No weakness found: ")


def test_a_window_of_a_weak_contract_without_the_weak_line_does_not_speak_of_the_fix() -> None:
    assert "Book first" not in " ".join(steps(WEAK | {"fix": "Book first."}, [], 4, 6, own_words=True))


def test_without_words_of_its_own_an_answer_names_lines_and_class_in_set_phrases() -> None:
    fixed = record(code=CODE, role="fixed", fix="It books first.")
    weak = steps(WEAK, [finding("reentrancy", [2], "It pays first.")], 1, 6, own_words=False)
    assert weak[1].endswith("`.") and weak[2].startswith("Class: Re-entrancy")
    assert not any("first" in step for step in [*weak, *steps(fixed, [], 1, 6, own_words=False)])
