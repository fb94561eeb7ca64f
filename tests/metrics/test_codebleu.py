"""CodeBLEU: values worked out by hand, and the cases in which a part can not be told."""

import re
from math import isnan

import pytest

from stages.metrics.codebleu import LANGUAGES, PARTS, codebleu

CODE = {
    "python": "def total(items, rate=1):\n    s = 0\n    for item in items:\n        s += item * rate\n    return s\n",
    "java": "int total(int[] items, int rate) { int s = 0; for (int item : items) { s += item * rate; } return s; }",
    "solidity": "function total(uint n, uint rate) returns (uint s) { for (uint i; i < n; i++) { s += i * rate; } return s; }",
}
BODY = {
    "python": "s = 0\nwhile s < n:\n    s = s + n\nreturn s",
    "java": "int s = 0; while (s < n) { s = s + n; } return s;",
    "solidity": "uint s = 0; while (s < n) { s = s + n; } return s;",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [CODE, BODY], ids=["function", "bare body"])
def test_a_code_is_like_itself_in_every_part(code, language):
    assert codebleu(code[language], code[language], language) == (1.0, 1.0, 1.0, 1.0, 1.0, ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [CODE, BODY], ids=["function", "bare body"])
def test_other_names_change_the_tokens_alone(code, language):
    others = {"s": "a", "n": "total", "i": "b", "item": "z", "items": "y", "rate": "d"}  # sorted otherwise than before
    renamed = re.sub(r"\b(s|n|i|item|items|rate)\b", lambda found: others[found[0]], code[language])
    told = codebleu(renamed, code[language], language)
    assert (told.syntax, told.dataflow) == (1.0, 1.0) and told.ngram < 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_answer_scores_zero(language):
    assert codebleu(" \n", CODE[language], language) == (0.0, 0.0, 0.0, 0.0, 0.0, ())


@pytest.mark.parametrize("text", ["", "# later", "  \\\n"])
def test_an_answer_without_code_scores_zero(text):
    assert codebleu(text, CODE["python"], "python") == (0.0, 0.0, 0.0, 0.0, 0.0, ())


@pytest.mark.parametrize(
    ("text", "reference"),
    [("import os\n\nclass A:\n    x: int\n", CODE["python"]), ("pass", BODY["python"]), ("# no", "return a + b")],
)
def test_unrelated_code_scores_next_to_nothing(text, reference):
    assert codebleu(text, reference, "python").value < 0.05


def test_layout_that_means_nothing_counts_for_nothing():
    assert codebleu("add(a,b)  # sum", "add(a, b)", "python").value == 1.0


def test_a_reference_without_data_flow_has_three_parts_and_says_so():
    told = codebleu('print("hello")', 'print("hello")', "python")
    assert told.value == 1.0 and isnan(told.dataflow) and told.undefined == ("dataflow",)


def test_a_single_token_has_no_n_grams():
    told = codebleu("x", "x", "python")
    assert told.value == 1.0 and told.undefined == ("ngram", "weighted", "dataflow")


def test_what_is_undefined_depends_on_the_reference_alone():
    told = codebleu("", 'print("hello")', "python")
    assert told.value == 0.0 and told.undefined == ("dataflow",)


def test_a_reference_without_code_leaves_nothing_to_tell():
    told = codebleu("x = 1", "# later", "python")
    assert told.undefined == PARTS and isnan(told.value)


def test_a_comment_without_end_is_no_code_in_any_part():
    told = codebleu("/* function f() { a = b; }", "/* function f() { a = b; }", "solidity")
    assert told.undefined == PARTS and isnan(told.value)


def test_a_match_of_zero_stays_zero():
    told = codebleu("b = a", "while a:\n    a = f(a)", "python")
    assert told.dataflow == 0.0 and told.value == pytest.approx((told.ngram + told.weighted + told.syntax) / 4)


def test_n_grams_by_hand():
    """5 lexemes each; shared: return, a, b, newline; 1 pair (return a), (b newline); no triple."""
    told = codebleu("return a - b", "return a + b", "python")
    assert told.ngram == pytest.approx((4 / 5 * 2 / 4 * 0.1 / 3 * 0.1 / 2) ** 0.25)
    assert told.weighted == pytest.approx(((1 + 0.6) / (1 + 0.8) * 2 / 4 * 0.1 / 3 * 0.1 / 2) ** 0.25)


def test_syntax_by_hand():
    """Subtrees: module, return_statement, binary_operator; against a call: module and return differ too."""
    assert codebleu("return a - b", "return a + b", "python").syntax == 1.0
    assert codebleu("return f(b)", "return a + b", "python").syntax == 0.0
    assert codebleu("x = a + b", "return a + b", "python").syntax == pytest.approx(1 / 3)


def test_data_flow_by_hand():
    """Three edges in the reference: x from a; return x from x's token; the a that it came from. The answer has all but one."""
    assert codebleu("x = a\nreturn a", "x = a\nreturn x", "python").dataflow == pytest.approx(2 / 3)


def test_code_nested_without_end_is_told_all_the_same():
    deep = "x = " + "(" * 5000 + "1" + ")" * 5000
    assert codebleu(deep, "x = y", "python").dataflow == 0.0
    assert codebleu("x = y", deep, "python").undefined == ("dataflow",)
