"""Data-flow edges worked out by hand: (variable, relation, variables it comes from), numbered by first use."""

from collections import Counter

import pytest

from stages.metrics.codebleu import codebleu
from stages.metrics.codebleu.dataflow import DEEPEST, data_flow
from stages.metrics.codebleu.trees import read_tree

COMES, COMPUTED = "comesFrom", "computedFrom"


def edges(code: str, language: str) -> list[tuple[object, ...]]:
    return sorted(data_flow(read_tree(code, language), language).elements(), key=str)


def test_a_value_read_comes_from_where_it_was_set():
    """x = a; return x: a from nowhere, x from a, x from x."""
    assert edges("x = a\nreturn x", "python") == sorted([(0, COMES, ()), (1, COMPUTED, (0,)), (1, COMES, (1,))], key=str)


def test_swapped_values_flow_one_to_one():
    told = edges("a, b = b, a", "python")
    assert (0, COMPUTED, (1,)) in told and (1, COMPUTED, (0,)) in told


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("if c:\n    x = a\nelse:\n    g(x)", "python"),
        ("if (c) { x = a; } else { g(x); }", "java"),
        ("if (c) { x = a; } else { g(x); }", "solidity"),
    ],
)
def test_one_branch_does_not_see_what_the_other_set(code, language):
    """Only x from a, and a from nowhere; the x in the other branch has no source."""
    assert edges(code, language) == [(0, COMES, ()), (1, COMPUTED, (0,))]


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("if c:\n    x = a\nelse:\n    g(b)\nreturn x", "python"),
        ("if (c) { x = a; } else { g(b); } return x;", "java"),
        ("if (c) { x = a; } else { g(b); } return x;", "solidity"),
    ],
)
def test_what_a_branch_set_is_seen_after_it(code, language):
    assert (1, COMES, (1,)) in edges(code, language)


def test_a_loop_carries_its_end_to_its_start():
    """y is read before it is set inside the loop; only the second round knows where from."""
    assert any(edge[1:] == (COMES, (0,)) and edge[0] == 0 for edge in edges("for i in z:\n    f(y)\n    y = i", "python"))


def test_a_comprehension_binds_before_its_body_reads():
    """[a for a in b]: b from nowhere, a computed from b, the first a from the second."""
    assert edges("[a for a in b]", "python") == sorted([(0, COMES, (0,)), (1, COMES, ()), (0, COMPUTED, (1,))], key=str)


def test_names_in_a_keyword_argument_and_a_with_flow_like_others():
    assert (0, COMES, (0,)) in edges("with open(p) as h:\n    return h", "python")


def test_a_java_loop_carries_too():
    """y in the call comes from the y set after it."""
    assert (0, COMES, (0,)) in edges("while (true) { g(y); y = c; }", "java")


def test_java_declares_from_its_value():
    """int x = a; return x; as three edges."""
    assert edges("int x = a; return x;", "java") == sorted([(0, COMES, ()), (1, COMES, (0,)), (1, COMES, (1,))], key=str)


@pytest.mark.parametrize(
    ("code", "edge"),
    [
        ("uint x = a; g(x);", (1, COMES, (0,))),
        ("x = a; g(x);", (1, COMPUTED, (0,))),
        ("x += a; g(x);", (0, COMPUTED, (0, 1))),
        ("x++; g(x);", (0, COMPUTED, (0,))),
        ("(uint x, uint y) = (a, b); g(y);", (3, COMES, (2,))),
        ("(x, y) = (y, x);", (1, COMPUTED, (0,))),
        ("do { g(y); y = a; } while (a > 0);", (0, COMES, (0,))),
        ("for (uint i = 0; i < n; i++) { g(y); y = n; }", (2, COMES, (2,))),
    ],
)
def test_solidity_statements_make_the_edge(code, edge):
    assert edge in edges(code, "solidity")


def test_solidity_parameters_and_state_variables_are_sources():
    told = edges("contract C { uint k = 1; function f(uint a) public returns (uint) { return a + k; } }", "solidity")
    assert Counter(edge[1:] for edge in told)[(COMES, (1,))] >= 1 and len({edge[0] for edge in told}) == 3


def test_a_wrapped_body_has_the_trees_of_the_body_alone():
    told = read_tree("uint d = a; return d;", "solidity")
    assert told.root.kind == "function_body" and told.tokens[:3] == ("{", "uint", "d")


@pytest.mark.parametrize("language", ["java", "solidity"])
def test_loops_nested_to_the_limit_are_walked_in_no_time(language):
    code = "for (;a;) " * (DEEPEST // 4) + "b = a;"
    assert codebleu(code, code, language).dataflow == 1.0


def test_deeper_code_has_no_data_flow():
    code = "for (;a;) " * DEEPEST * 2 + "b = a;"
    assert codebleu(code, code, "java").undefined == ("dataflow",)
