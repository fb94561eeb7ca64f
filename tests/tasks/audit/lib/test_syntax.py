import pytest

from stages.tasks.audit.lib.syntax import Unreadable, functions, parses, without_comments

SOLIDITY = '''// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20; // pinned?
/* two
   lines */ contract A {
    string site = "http://a/*b*/c"; // 합
    /// @notice λ
    function f(/* in */ uint a) external returns (string memory) { return '// no'; }
}
'''  # fmt: skip
RUST = """//! crate
/* outer /* inner */ still */ pub fn f<'a>(s: &'a str) -> String { // tail
    let url = "http://x"; let raw = r#"/* kept */ // kept"#;
    /// doc
    let c = '"'; format!("{}{}{}{}", s, url, raw, c) /* "end" */
}
"""
VYPER = '''#pragma version 0.4.3
# plain
"""
A docstring with # in it
"""
NAME: constant(String[9]) = "# no end"
@external
def f(a: uint256) -> uint256:  # tail λ
    """
    @notice not code
    """
    x: String[12] = 'a "#" b'  # more
    return a
'''
EACH = [("solidity", SOLIDITY), ("rust", RUST), ("vyper", VYPER)]


@pytest.mark.parametrize(("language", "code"), EACH)
def test_line_numbers_are_kept_and_blanking_twice_changes_nothing(language: str, code: str) -> None:
    clean = without_comments(code, language)
    assert clean.count("\n") == code.count("\n")
    assert without_comments(clean, language) == clean


def test_solidity_comments_go_and_strings_with_comment_marks_stay() -> None:
    assert without_comments(SOLIDITY, "solidity").split("\n") == [
        "",
        "pragma solidity ^0.8.20;",
        "",
        "            contract A {",
        '    string site = "http://a/*b*/c";',
        "",
        "    function f(         uint a) external returns (string memory) { return '// no'; }",
        "}",
        "",
    ]


def test_rust_comments_go_nested_ones_too_and_strings_stay() -> None:
    clean = without_comments(RUST, "rust")
    assert 'let url = "http://x"; let raw = r#"/* kept */ // kept"#;' in clean
    assert [word for word in ("crate", "outer", "inner", "still", "tail", "doc", '"end"') if word in clean] == []
    assert parses(clean, "rust")


def test_vyper_comments_and_docstrings_go_and_the_version_pragma_stays() -> None:
    clean = without_comments(VYPER, "vyper")
    assert clean.startswith("#pragma version 0.4.3\n\n\n\n\nNAME")
    assert 'String[9]) = "# no end"' in clean
    assert "x: String[12] = 'a \"#\" b'\n" in clean
    assert [word for word in ("plain", "docstring", "tail", "notice", "more") if word in clean] == []


def test_vyper_compiles_to_the_same_bytes_without_its_comments() -> None:
    vyper = pytest.importorskip("vyper")
    code = VYPER.replace('"# no end"', '"# no end"  # why')

    def compiled(text: str) -> str:
        return str(vyper.compile_code(text, output_formats=["bytecode_runtime"])["bytecode_runtime"])

    assert compiled(without_comments(code, "vyper")) == compiled(code)


def test_code_in_another_script_keeps_its_columns() -> None:
    assert without_comments('contract A { string s = "합계"; /* 합 */ uint x; }', "solidity").endswith("uint x; }")


def test_text_that_does_not_parse_loses_its_comments_all_the_same() -> None:
    assert without_comments("contract { // open", "solidity") == "contract {"


@pytest.mark.parametrize(
    ("language", "code", "said"),
    [
        ("vyper", 'x: """open # no', r"line \d: a bracket or a string does not end"),
        ("vyper", "x: uint256 = (1\n# the bug\n", r"line \d: a bracket or a string does not end"),
        ("vyper", "def f():\n        pass\n    pass # the bug\n", "line 3: the indentation fits no block above"),
        ("vyper", "x: uint256 = 1 ? 2  # the bug\n", "line 1: '\\?' begins no token"),
        ("solidity", "contract A { uint x; }\n/* the bug", "line 2: a comment begins"),
        ("rust", "fn f() {}\n/* the /* nested */ bug", "line 2: a comment begins"),
    ],
)
def test_text_whose_comments_can_not_be_told_is_refused_with_its_line(language: str, code: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        without_comments(code, language)
    assert not parses(code, language)


@pytest.mark.parametrize("text", ['"https://a/*b"', "'//'", r'"\"//"', 'unicode"// é"'])
def test_comment_marks_in_strings_of_solidity_are_no_comments(text: str) -> None:
    code = f"pragma solidity ^0.8.0;\ncontract A {{ string s = {text}; }}"
    assert without_comments(code + " // out", "solidity") == code


@pytest.mark.parametrize("text", ['r#"a "/*" b"#', "'\"'", "'/'", r"'\''", r"'\u{2F}'", r"b'\x2f'", '"a\n//b"', "&'a str"])
def test_comment_marks_in_texts_of_rust_are_no_comments(text: str) -> None:
    code = f"fn f() {{ g({text}); }}"
    assert without_comments(code + " // out", "rust") == code


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("# @version ^0.3.9", True),
        ("# @version >=0.2.4,<0.4.0", True),
        ("#pragma version 0.4.0rc1", True),
        ("#pragma evm-version cancun", True),
        ("# @version 0.3.0 broken lock", False),
        ("# pragma is a hint: see the bug", False),
        ("# version two, fixed", False),
    ],
)
def test_only_a_whole_pragma_of_vyper_stays(line: str, stays: bool) -> None:
    assert without_comments(f"{line}\nx: uint256\n", "vyper") == f"{line if stays else ''}\nx: uint256\n"


def test_functions_have_their_name_and_line_nameless_ones_the_role() -> None:
    code = "contract A {\n  constructor() {}\n  function f() external {}\n  receive() external payable {}\n}"
    assert functions(code, "solidity") == [("constructor", 2), ("f", 3), ("fallback", 4)]
    assert functions("impl A {\n  fn f() {}\n}\npub fn g() {}", "rust") == [("f", 2), ("g", 4)]
    assert functions("x: uint256\n@external\ndef f():\n    pass\n", "vyper") == [("f", 3)]


@pytest.mark.parametrize(("language", "code"), EACH)
def test_whole_code_parses_and_broken_code_does_not(language: str, code: str) -> None:
    broken = code + {"solidity": "contract B {", "rust": "fn g( {", "vyper": "x: DynArray[("}[language]
    assert (parses(code, language), parses(broken, language)) == (True, False)
