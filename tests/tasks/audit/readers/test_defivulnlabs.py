from typing import Any

LESSON = """// SPDX-License-Identifier: MIT
/*
Name: Array deletion

Mitigation:
Move the last
element.

REF: x
*/
contract ContractTest is Test {
    function testA() public {}
}

contract ArrayDeletionBug {
    uint a;
}

contract FixedArrayDeletion {
    uint b;
}
"""
IN_TEST = "// SPDX-License-Identifier: MIT\n" + "\n" * 35 + "contract ContractTest is Test {\n" + "  call();\n" * 5 + "}\n"


def test_a_corrected_lesson_gives_a_pair(read_files: Any) -> None:
    records, _ = read_files("defivulnlabs", {"src/test/Array-deletion.sol": LESSON})
    assert [(r["role"], r["pair"]) for r in records] == [
        ("vulnerable", "here/Array-deletion"),
        ("fixed", "here/Array-deletion"),
    ]


def test_each_variant_loses_the_other_and_the_test_but_no_line(read_files: Any) -> None:
    records, _ = read_files("defivulnlabs", {"src/test/Array-deletion.sol": LESSON})
    kept = [[name for name in ("ContractTest", "ArrayDeletionBug", "FixedArrayDeletion") if name in r["code"]] for r in records]
    assert kept == [["ArrayDeletionBug"], ["FixedArrayDeletion"]]
    assert {r["code"].count("\n") for r in records} == {LESSON.count("\n")}


def test_the_head_gives_title_and_advice(read_files: Any) -> None:
    records, _ = read_files("defivulnlabs", {"src/test/Array-deletion.sol": LESSON})
    assert (records[0]["title"], records[0]["advice"]) == ("Array deletion", "Move the last element.")


def test_weak_code_inside_the_test_stays(read_files: Any) -> None:
    records, _ = read_files("defivulnlabs", {"src/test/Oracle-stale.sol": IN_TEST})
    assert "call();" in records[0]["code"]


def test_an_unlisted_lesson_is_refused(read_files: Any) -> None:
    _, rejects = read_files("defivulnlabs", {"src/test/Mystery.sol": LESSON})
    assert [r.value for r in rejects] == ["Mystery"]
