"""Data-flow rules of Python, as in CodeBLEU's published implementation; an `else` of a loop is walked too."""

from stages.metrics.codebleu.flow import COMES, Rule, State, Walker, branch
from stages.metrics.codebleu.trees import Node


def _default(walker: Walker, node: Node, state: State) -> None:
    name, value = node.child("name"), node.child("value")
    walker.visit_all([value], state)
    walker.pair(name, value, COMES, state)


def _assign(walker: Walker, node: Node, state: State) -> None:
    if not node.child("right"):  # an annotation alone sets nothing
        return
    pairs = _pairs(node)
    walker.visit_all([value for _, value in pairs], state)
    for target, value in pairs:
        walker.gather(target, value, state)


def _pairs(node: Node) -> list[tuple[Node | None, Node | None]]:
    """(target, value) one by one where both sides list as many parts, else both sides whole."""
    left, right = node.child("left"), node.child("right")
    targets, values = _listed(left), _listed(right)
    return list(zip(targets, values, strict=True)) if targets and len(targets) == len(values) else [(left, right)]


def _listed(node: Node | None) -> list[Node]:
    return [child for child in node.children if child.kind != ","] if node else []


def _clause(walker: Walker, node: Node, state: State) -> None:
    """`for a in b` of a comprehension."""
    walker.visit(node.children[-1], state)
    walker.gather(node.child("left"), node.children[-1], state)


def _comprehension(walker: Walker, node: Node, state: State) -> None:
    """Clauses first: they bind the names that the body uses."""
    walker.visit_all([child for child in node.children if child.kind == "for_in_clause"], state)
    walker.visit_all([child for child in node.children if child.kind != "for_in_clause"], state)


def _if(walker: Walker, node: Node, state: State) -> None:
    before, straight = state.copy(), state.copy()
    ends: list[State] = []
    for child in node.children:
        if child.kind in ("elif_clause", "else_clause"):
            ends.append(before.copy())
            walker.visit(child, ends[-1])
        else:
            walker.visit(child, straight)
    skipped = [] if any("else" in child.kind for child in node.children) else [before]
    branch([*ends, straight, *skipped], state)


def _for(walker: Walker, node: Node, state: State) -> None:
    def once() -> None:
        _assign(walker, node, state)
        walker.visit_all([child for child in node.children if child.kind in ("block", "else_clause")], state)

    walker.repeat(once, once)


def _while(walker: Walker, node: Node, state: State) -> None:
    def once() -> None:
        walker.visit_all(node.children, state)

    walker.repeat(once, once)


RULES: dict[str, Rule] = {
    "assignment": _assign,
    "augmented_assignment": _assign,
    "default_parameter": _default,
    "for_in_clause": _clause,
    "for_statement": _for,
    "if_statement": _if,
    "while_statement": _while,
    **dict.fromkeys(
        ("list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"), _comprehension
    ),
}
