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


def test_the_licence_a_file_states_goes_before_that_of_its_repository(read_files: Any) -> None:
    records, _ = read_files("library", FILES)
    assert [r["licence"] for r in records] == ["Apache-2.0", "MIT", "MIT"]
