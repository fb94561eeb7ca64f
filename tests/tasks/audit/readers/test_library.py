from typing import Any

FILES = {
    "src/Token.sol": "// contract in words\nabstract contract Token {\n}\n",
    "src/IToken.sol": "// a contract implements this\ninterface IToken {\n}\n",
    "src/mocks/TokenMock.sol": "contract TokenMock {\n}\n",
    "src/safe.vy": "a: uint256\n",
    "src/Foreign.sol": "// SPDX-License-Identifier: GPL-3.0\ncontract Foreign {\n}\n",
    "src/Stated.sol": "// SPDX-License-Identifier: Apache-2.0\ncontract Stated {\n}\n",
}


def test_contracts_become_clean_records_in_their_language(read_files: Any) -> None:
    records, _ = read_files("library", FILES)
    assert [(r["path"], r["language"], r["role"]) for r in records] == [
        ("src/Stated.sol", "solidity", "clean"),
        ("src/Token.sol", "solidity", "clean"),
        ("src/safe.vy", "vyper", "clean"),
    ]


def test_interfaces_test_doubles_and_other_licences_are_refused(read_files: Any) -> None:
    _, rejects = read_files("library", FILES)
    assert [(r.path, r.field) for r in rejects] == [
        ("src/Foreign.sol", "licence"),
        ("src/IToken.sol", "code"),
        ("src/mocks/TokenMock.sol", "path"),
    ]


OTHERS = {
    "src/README.md": "# Notes\n",
    "src/logo.png": "\0",
    "src/Vulnerable.sol": "contract Vulnerable {\n}\n",
    "src/till/vulnerable.sol": "contract T {\n}\n",
    "src/Marked.sol": "contract M {\n  pay();  // !weak reentrancy\n}\n",
    "src/marked.vy": "a: uint256  # !weak reentrancy\n",
    "src/Flag.sol": "contract Flag {\n  function a(bool weak) external {\n    if (!weak) b();\n  }\n}\n",
}


def test_other_files_are_refused_unread(read_files: Any) -> None:
    _, rejects = read_files("library", {name: OTHERS[name] for name in ("src/README.md", "src/logo.png")})
    assert [(r.path, r.field, r.rule) for r in rejects] == [
        ("src/README.md", "path", "not a contract"),
        ("src/logo.png", "path", "not a contract"),
    ]


def test_what_is_labelled_weak_never_comes_in_as_clean(read_files: Any) -> None:
    records, rejects = read_files("library", OTHERS)
    assert [r["path"] for r in records] == ["src/Flag.sol"]
    assert [(r.path, r.row, r.field, r.value) for r in rejects if "authored layout" in r.rule] == [
        ("src/Marked.sol", 2, "code", "pay();  // !weak reentrancy"),
        ("src/Vulnerable.sol", 1, "path", "src/Vulnerable.sol"),
        ("src/marked.vy", 1, "code", "a: uint256  # !weak reentrancy"),
        ("src/till/vulnerable.sol", 1, "path", "src/till/vulnerable.sol"),
    ]


def test_the_licence_a_file_states_goes_before_that_of_its_repository(read_files: Any) -> None:
    records, _ = read_files("library", FILES)
    assert [r["licence"] for r in records] == ["Apache-2.0", "MIT", "MIT"]
