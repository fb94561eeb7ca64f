"""Code as a plain syntax tree: tokens numbered in the order of the code, and every subtree's digest.

A subtree's digest says its kinds of nodes and its names of fields, but no identifier, operator or literal:
what CodeBLEU's syntax match compares.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

_WHOLE = frozenset({"string", "string_literal", "character_literal"})  # one token, whatever the grammar finds inside
_WRAPS = {"solidity": (("contract C { function f() {", "} }", "function_body"), ("contract C {", "}", "contract_body"))}


class Node:
    """A node of the tree without comments."""

    __slots__ = ("children", "digest", "field", "kind", "missing", "shown", "token")

    def __init__(self, kind: str, field: str, *, shown: bool, missing: bool) -> None:
        self.kind = kind
        self.field = field  # its name in the parent, "" = none
        self.token = -1  # its number among the tokens; -1 = no token
        self.children: list[Node] = []
        self.shown = shown or missing  # in its parent's digest
        self.missing = missing  # the parser put it in where the code lacks it
        self.digest = b""

    def child(self, field: str) -> "Node | None":
        return next((child for child in self.children if child.field == field), None)


class Tree(NamedTuple):
    """A parsed code."""

    root: Node
    tokens: tuple[str, ...]
    subtrees: tuple[bytes, ...]  # digests of the nodes with children, children first
    depth: int  # of the deepest node


def read_tree(code: str, language: str, *, comments: bool = False) -> Tree:
    """The tree of a code, of a bare function or of a function's bare body; `comments` stay in the tree when asked for.

    A grammar that takes no bare body (Solidity's) gets it wrapped, and the wrapping is cut off again.
    """
    root = _parse(code, language)
    if root.has_error and language in _WRAPS:
        root = _least_broken(code, root, language)
    return _plain(root, comments)


def _least_broken(code: str, root: Any, language: str) -> Any:
    """The tree with the fewest faults: of the code as it stands, as a function's body, as a contract's."""
    forms = [root]
    for before, after, body in _WRAPS[language]:
        found = next((node for node in _walk(_parse(f"{before}\n{code}\n{after}", language)) if node.type == body), None)
        forms += [found] if found else []
    return min(forms, key=_faults)  # the first of equals


def _faults(root: Any) -> int:
    return sum(node.is_error or node.is_missing for node in _walk(root))


def _walk(root: Any) -> Iterator[Any]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)


def _parse(code: str, language: str) -> Any:
    return _parser(language).parse(code.encode(errors="replace")).root_node


@cache
def _parser(language: str) -> Any:
    import tree_sitter
    import tree_sitter_java
    import tree_sitter_python
    import tree_sitter_solidity

    grammar = {"java": tree_sitter_java, "python": tree_sitter_python, "solidity": tree_sitter_solidity}[language]
    return tree_sitter.Parser(tree_sitter.Language(grammar.language()))


def _plain(found: Any, comments: bool) -> Tree:
    """The library's tree as plain nodes; loops instead of recursion, since generated code can nest without end."""
    nodes: list[Node] = []
    tokens: list[str] = []
    path: list[Node] = []  # from the root to the last node
    inside = 0  # depth of the token that the nodes below belong to; 0 = none
    deepest = 0
    for part, field, depth in _steps(found.walk()):
        inside = inside if depth > inside else 0
        comment = "comment" in part.type
        node = Node(part.type, field or "", shown=part.is_named, missing=part.is_missing)
        if not (inside or comment) and (not part.child_count or part.type in _WHOLE):
            node.token = len(tokens)
            tokens.append(part.text.decode(errors="replace"))
            inside = depth
        del path[depth:]
        if path and (comments or not comment):
            path[-1].children.append(node)
        path.append(node)
        nodes.append(node)
        deepest = max(deepest, depth)
    return Tree(nodes[0], tuple(tokens), _subtrees(nodes), deepest)


def _steps(cursor: Any) -> Iterator[tuple[Any, str | None, int]]:
    """(node, name of its field, depth) of every node, parents first."""
    depth = 0
    while True:
        yield cursor.node, cursor.field_name, depth
        if cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            depth -= 1


def _subtrees(nodes: list[Node]) -> tuple[bytes, ...]:
    """Fills in the digests, children before parents."""
    found = []
    for node in reversed(nodes):
        inner = b"".join(b"%s:%s" % (child.field.encode(), child.digest) for child in node.children if child.shown)
        kind = f"{'MISSING ' if node.missing else ''}{node.kind}"
        node.digest = blake2b(b"%s(%s)" % (kind.encode(), inner), digest_size=12).digest()
        if node.children:
            found.append(node.digest)
    return tuple(found)
