from typing import Any

import pytest

README = "## Transaction origin\nNever decide by the origin of a transaction because callers cheat. More.\nBug type: x"
MARK = "  //Never decide by the origin of a transaction because callers cheat.\n"
KIND = "Security/Txorigin for authentication"


@pytest.fixture
def files() -> dict[str, str]:
    return {
        f"{KIND}/bug contract/bad.sol": "contract A {\n" + MARK + "  // note\n  require(tx.origin == owner);\n}\n",
        f"{KIND}/contract without the bugs/NoBad.sol": "contract A {\n  require(msg.sender == owner);\n}\n",
        f"{KIND}/misleading contracts/gray.sol": "contract A {\n  require(tx.origin == msg.sender);\n}\n",
        f"{KIND}/readme.md": README,
        "Performance/byte[]/bug contract/byte[].sol": "contract A {\n  byte[] b;\n}\n",
    }


def test_folders_give_the_roles(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("jiuzhou", files)
    assert [r["role"] for r in records] == ["vulnerable", "fixed", "lookalike"]


def test_the_line_below_the_repeated_readme_is_the_weak_one(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("jiuzhou", files)
    assert [(f["class"], f["lines"]) for f in records[0]["findings"]] == [("tx-origin-auth", [4])]


def test_the_readme_is_the_reason_without_its_closing_bug_type(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("jiuzhou", files)
    assert records[0]["findings"][0]["reason"].endswith("because callers cheat. More.")


def test_the_only_buggy_file_is_paired_with_its_correction(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("jiuzhou", files)
    assert records[0]["pair"] == records[1]["pair"] != ""


def test_two_buggy_files_are_paired_by_name_only(read_files: Any, files: dict[str, str]) -> None:
    more = {f"{KIND}/bug contract/aside.sol": "contract B {}\n", f"{KIND}/contract without the bugs/Sound.sol": "contract C {}\n"}
    records, _ = read_files("jiuzhou", files | more)
    assert [r["pair"].rsplit("/", 1)[-1] for r in records if r["role"] == "fixed"] == ["bad.sol", ""]


def test_a_kind_of_style_has_no_class(read_files: Any, files: dict[str, str]) -> None:
    _, rejects = read_files("jiuzhou", files)
    assert [(r.value, r.rule) for r in rejects] == [("byte[]", "no weakness class for this label")]
