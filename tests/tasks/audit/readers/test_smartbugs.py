import json
from typing import Any

CODE = "contract A {\n  function f() public {}\n  uint x;\n}\n"


def table(**categories: list[tuple[list[int], str]]) -> str:
    return json.dumps(
        [
            {"path": f"dataset/{name}.sol", "vulnerabilities": [{"lines": at, "category": kind} for at, kind in places]}
            for name, places in categories.items()
        ]
    )


def test_places_of_one_class_become_one_finding_with_all_lines(read_files: Any) -> None:
    files = {"vulnerabilities.json": table(a=[([3], "arithmetic"), ([2], "arithmetic")]), "dataset/a.sol": CODE}
    records, _ = read_files("smartbugs", files)
    assert [(f["class"], f["lines"]) for f in records[0]["findings"]] == [("integer-overflow", [2, 3])]


def test_a_category_over_several_classes_credits_each_of_them(read_files: Any) -> None:
    files = {"vulnerabilities.json": table(a=[([2], "access_control")]), "dataset/a.sol": CODE}
    records, _ = read_files("smartbugs", files)
    assert {"tx-origin-auth", "wrong-constructor"} <= set(records[0]["findings"][0]["accept"])


def test_an_unknown_category_and_an_unlisted_file_are_refused(read_files: Any) -> None:
    files = {"vulnerabilities.json": table(a=[([2], "cosmic_rays")]), "dataset/a.sol": CODE, "dataset/b.sol": CODE}
    records, rejects = read_files("smartbugs", files)
    assert records == []
    assert [(r.path, r.value) for r in rejects] == [("dataset/a.sol", "cosmic_rays"), ("dataset/b.sol", "dataset/b.sol")]


def test_a_file_that_was_read_closer_has_its_own_class(read_files: Any) -> None:
    name = "access_control/phishable"
    files = {"vulnerabilities.json": table(**{name: [([2], "access_control")]}), f"dataset/{name}.sol": CODE}
    records, _ = read_files("smartbugs", files)
    assert [(f["class"], f["accept"]) for f in records[0]["findings"]] == [("tx-origin-auth", [])]


def test_a_contract_of_a_known_incident_names_its_project(read_files: Any) -> None:
    files = {"vulnerabilities.json": table(BECToken=[([2], "arithmetic")]), "dataset/BECToken.sol": CODE}
    records, _ = read_files("smartbugs", files)
    assert records[0]["project"] == "beautychain"
