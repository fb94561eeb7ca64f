"""Data-flow rules of Solidity, in the shape of Java's; an augmented assignment also comes from its own target."""

from collections.abc import Sequence

from stages.metrics.codebleu.flow import COMES, COMPUTED, Rule, State, Walker, branch
from stages.metrics.codebleu.trees import Node


def _declare(walker: Walker, node: Node, state: State) -> None:
    """`uint a = b;`, `(uint a, uint b) = f(c);`, a state variable: names, without their types, from the value."""
    value = node.child("value")
    names = _names(node)
    if not value:
        for name in names:
            walker.declare(name, state)
        return
    walker.visit(value, state)
    values = _parts(value)
    shared = len(names) == len(values)
    for at, name in enumerate(names):
        walker.pair(name, values[at] if shared else value, COMES, state)


def _names(node: Node) -> list[Node]:
    """Name nodes of a declaration: its own, or those of the declarations in it."""
    own = node.child("name")
    inner = [child for child in node.children if child.kind in ("variable_declaration", "variable_declaration_tuple")]
    return [own] if own else [name for child in inner for name in _names(child)]


def _parameter(walker: Walker, node: Node, state: State) -> None:
    walker.declare(node.child("name"), state)


def _assign(walker: Walker, node: Node, state: State) -> None:
    left, right = node.child("left"), node.child("right")
    walker.visit_all([right], state)
    targets, values = _parts(left), _parts(right)
    if len(targets) == len(values):
        for target, value in zip(targets, values, strict=True):
            walker.pair(target, value, COMPUTED, state)
    else:
        walker.pair(left, right, COMPUTED, state)


def _parts(node: Node | None) -> list[Node | None]:
    """The parts of a tuple; any other expression as its only part."""
    inner = node
    while inner and inner.kind == "expression" and len(inner.children) == 1:
        inner = inner.children[0]
    if inner and inner.kind == "tuple_expression":
        return [child for child in inner.children if child.shown]
    return [node]


def _augment(walker: Walker, node: Node, state: State) -> None:
    walker.visit_all([node.child("right")], state)
    walker.pair(node.child("left"), node, COMPUTED, state)


def _update(walker: Walker, node: Node, state: State) -> None:
    walker.pair(node, node, COMPUTED, state)


def _if(walker: Walker, node: Node, state: State) -> None:
    """The branch after `else` starts from the state after the condition alone."""
    bodies = [child for child in node.children if child.field == "body"]
    walker.visit_all([child for child in node.children if child.field != "body"], state)
    ends = [state.copy() for _ in bodies]
    for body, end in zip(bodies, ends, strict=True):
        walker.visit(body, end)
    branch([*ends, *([state.copy()] if len(bodies) < 2 else [])], state)


def _for(walker: Walker, node: Node, state: State) -> None:
    """Twice: condition, body, update; the counter is declared once."""
    walker.visit_all([node.child("initial")], state)
    inner = [node.child("condition"), node.child("body"), node.child("update")]
    _twice(walker, inner, state)


def _loop(walker: Walker, node: Node, state: State) -> None:
    _twice(walker, node.children, state)


def _twice(walker: Walker, nodes: Sequence[Node | None], state: State) -> None:
    def once() -> None:
        walker.visit_all(nodes, state)

    walker.repeat(once, once)


RULES: dict[str, Rule] = {
    "assignment_expression": _assign,
    "augmented_assignment_expression": _augment,
    "do_while_statement": _loop,
    "for_statement": _for,
    "if_statement": _if,
    "parameter": _parameter,
    "state_variable_declaration": _declare,
    "update_expression": _update,
    "variable_declaration_statement": _declare,
    "while_statement": _loop,
}
