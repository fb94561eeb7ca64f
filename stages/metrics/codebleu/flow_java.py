"""Data-flow rules of Java, as in CodeBLEU's published implementation."""

from stages.metrics.codebleu.flow import COMES, COMPUTED, Rule, State, Walker, branch
from stages.metrics.codebleu.trees import Node


def _declare(walker: Walker, node: Node, state: State) -> None:
    name, value = node.child("name"), node.child("value")
    if not value:
        walker.declare(name, state)
        return
    walker.visit(value, state)
    walker.pair(name, value, COMES, state)


def _assign(walker: Walker, node: Node, state: State) -> None:
    left, right = node.child("left"), node.child("right")
    walker.visit_all([right], state)
    walker.pair(left, right, COMPUTED, state)


def _update(walker: Walker, node: Node, state: State) -> None:
    walker.pair(node, node, COMPUTED, state)


def _if(walker: Walker, node: Node, state: State) -> None:
    """What follows the first `else` (or a bare inner `if`) starts from the state before the statement."""
    before, straight = state.copy(), state.copy()
    ends: list[State] = []
    for child in node.children:
        if not ends and child.kind not in ("if_statement", "else"):
            walker.visit(child, straight)
        else:
            ends.append(before.copy())
            walker.visit(child, ends[-1])
    skipped = [] if any("else" in child.kind for child in node.children) else [before]
    branch([*ends, straight, *skipped], state)


def _for(walker: Walker, node: Node, state: State) -> None:
    """Twice; the second time without what declares the counter."""
    kinds = [child.kind for child in node.children]
    again = kinds.index("local_variable_declaration") + 1 if "local_variable_declaration" in kinds else len(kinds)
    walker.repeat(
        lambda: walker.visit_all(node.children, state),
        lambda: walker.visit_all(node.children[again:], state),
    )


def _for_each(walker: Walker, node: Node, state: State) -> None:
    name, value, body = node.child("name"), node.child("value"), node.child("body")

    def once() -> None:
        walker.visit_all([value], state)
        walker.pair(name, value, COMPUTED, state)
        walker.visit_all([body], state)

    walker.repeat(once, once)


def _while(walker: Walker, node: Node, state: State) -> None:
    def once() -> None:
        walker.visit_all(node.children, state)

    walker.repeat(once, once)


RULES: dict[str, Rule] = {
    "assignment_expression": _assign,
    "enhanced_for_statement": _for_each,
    "for_statement": _for,
    "if_statement": _if,
    "update_expression": _update,
    "variable_declarator": _declare,
    "while_statement": _while,
}
