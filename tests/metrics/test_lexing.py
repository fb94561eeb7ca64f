"""Lexemes: what counts as one, and code that no tokeniser takes."""

import pytest

from stages.metrics.lexing import lex

TIGHT_AND_SPACED = {
    "c": ("int f(int a){a+=1;return(a&&!b);}", "int f ( int a ) { a += 1 ; return ( a && ! b ) ; }"),
    "go": ("b:=a<<2;g(a)[0]++", "b := a << 2 ; g ( a ) [ 0 ] ++"),
    "java": ("int f(int a){a+=b;return(a<<2)>>>1;}//c", "int f ( int a ) { a += b ; return ( a << 2 ) >>> 1 ; } // c"),
    "javascript": ("f=(a,b)=>{return a===b?g(a)[0]:1;};", "f = ( a , b ) => { return a === b ? g ( a ) [ 0 ] : 1 ; } ;"),
    "php": ("<?php function f($a){return g($a)[0];}", "<?php function f ( $a ) { return g ( $a ) [ 0 ] ; }"),
    "r": ("f<-function(a){a+1}", "f <- function ( a ) { a + 1 }"),
    "rust": ("fn f(a:u8)->Vec<u8>{a..=5}", "fn f ( a : u8 ) -> Vec < u8 > { a ..= 5 }"),
    "solidity": ("require(a>=1,'no');m[a]+=2**a;/*x*/", "require ( a >= 1 , 'no' ) ; m [ a ] += 2 ** a ; /* x */"),
    "sql": ("SELECT a,b FROM t WHERE(a>=1);--c", "SELECT a , b FROM t WHERE ( a >= 1 ) ; -- c"),
}
HOSTILE = ["", "\x00", "\ud800 = 1", "(" * 9999, "'", '"""', "/*", "if x:\n        y\n  z", "\\", "\u2028#\x0c", "<?php `${", "é"]


@pytest.mark.parametrize("language", TIGHT_AND_SPACED)
def test_spaces_between_lexemes_mean_nothing(language):
    tight, spaced = TIGHT_AND_SPACED[language]
    assert lex(tight, language) == lex(spaced, language)


@pytest.mark.parametrize("language", [*TIGHT_AND_SPACED, "python", "other", "no such language"])
@pytest.mark.parametrize("code", HOSTILE)
def test_no_text_is_too_odd_and_no_lexeme_is_blank(language, code):
    assert all(lexeme.strip() for lexeme in lex(code, language))


def test_indentation_of_python_is_part_of_it():
    outside, inside = "for a in b:\n    c\nreturn d", "for a in b:\n    c\n    return d"
    assert lex(outside, "python") != lex(inside, "python")


@pytest.mark.parametrize(
    ("code", "language"),
    [("x = 1\n# y\n", "python"), ("/// y\n//! y\n// y\n", "rust"), ("/** y */", "java"), ("-- y", "sql"), ("<!-- y -->", "html")],
)
def test_comments_are_left_out(code, language):
    assert "y" not in lex(code, language)


def test_what_a_preprocessor_reads_is_code():
    assert lex("#define N 10", "c") == ["#", "define", "N", "10"]
    assert lex("#[derive(Debug)]", "rust") == ["#", "[", "derive", "(", "Debug", ")", "]"]


@pytest.mark.parametrize("language", ["c", "java", "python", "solidity"])
def test_a_text_is_one_lexeme(language):
    assert lex('x = "a  b"', language)[2] == '"a  b"'


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(end):
    code = "if a:\n    b = 1\nc = 2\n"
    assert lex(code.replace("\n", end), "python") == lex(code, "python")


def test_where_the_tokeniser_stops_nothing_is_lost_or_told_twice():
    assert lex('x = 1\ny = """abc\n\x0cz', "python") == ["x", "=", "1", "<newline>", "y", "=", '"', '"', '"', "abc", "z"]
    assert lex("f(a,\n\x0cb  # c", "python") == ["f", "(", "a", ",", "b"]


def test_after_a_dedent_to_nowhere_comments_are_left_out_too():
    assert lex("if a:\n        b\n    c  # d\n", "python")[-2:] == ["<newline>", "c"]
