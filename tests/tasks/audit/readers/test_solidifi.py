from typing import Any

LOG = "loc,length,bug type,approach\n3,3,TOD,injection\n8,1,TOD,injection\n"
CODE = "contract A {\n  uint x;\n  address w;\n  // w.transfer(1)\n  function g() { w.transfer(1); }\n  uint y;\n\n  uint z;\n}\n"
FOLDER = "buggy_contracts/TOD"


def test_the_telling_line_of_a_span_is_labelled_or_else_its_first(read_files: Any) -> None:
    records, _ = read_files("solidifi", {f"{FOLDER}/buggy_7.sol": CODE, f"{FOLDER}/BugLog_7.csv": LOG})
    assert [(f["class"], f["lines"]) for f in records[0]["findings"]] == [("transaction-order", [5, 8])]


def test_types_of_one_base_contract_are_one_family_and_all_one_project(read_files: Any) -> None:
    other = {"buggy_contracts/Re-entrancy/buggy_7.sol": CODE, "buggy_contracts/Re-entrancy/BugLog_7.csv": LOG}
    records, _ = read_files("solidifi", {f"{FOLDER}/buggy_7.sol": CODE, f"{FOLDER}/BugLog_7.csv": LOG} | other)
    assert [(r["family"], r["project"]) for r in records] == [("here/base-7", "here")] * 2


def test_a_contract_without_log_is_refused(read_files: Any) -> None:
    _, rejects = read_files("solidifi", {f"{FOLDER}/buggy_7.sol": CODE})
    assert [r.rule for r in rejects] == ["no log of the injected bugs"]
