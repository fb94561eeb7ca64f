"""Data-flow match of CodeBLEU: where the value of each variable comes from, names replaced by their order of first use.

Source: the published implementation of CodeBLEU. Edges of one token are merged in the order of the code, not of a hash table.
"""

from collections import Counter
from collections.abc import Mapping

from stages.metrics.codebleu import flow_java, flow_python, flow_solidity
from stages.metrics.codebleu.flow import Edge, Walker, merged
from stages.metrics.codebleu.trees import Tree

_RULES = {"java": flow_java.RULES, "python": flow_python.RULES, "solidity": flow_solidity.RULES}
DEEPEST = 250  # levels of a tree; the walk is recursive, so deeper code counts as code without data flow

Named = tuple[object, ...]  # (variable, relation, variables it comes from), each variable as its number


def data_flow(tree: Tree, language: str) -> Counter[Named]:
    """How often each edge stands in the code; empty where no value flows."""
    if tree.depth > DEEPEST:
        return Counter()
    walker = Walker(tree.tokens, _RULES[language])
    walker.visit(tree.root, {})
    edges = sorted(walker.edges, key=lambda edge: edge.at)
    used = {edge.at for edge in edges if edge.sources} | {source for edge in edges for source in edge.sources}
    return Counter(_numbered(merged([edge for edge in edges if edge.at in used], tree.tokens, by_token=True), tree.tokens))


def shared_flow(told: Mapping[Named, int], gold: Mapping[Named, int]) -> int:
    """Edges of the reference that the prediction has too, each taken once."""
    return sum(min(times, told.get(edge, 0)) for edge, times in gold.items())


def _numbered(edges: list[Edge], tokens: tuple[str, ...]) -> list[Named]:
    numbers: dict[str, int] = {}
    found: list[Named] = []
    for edge in edges:
        sources = tuple(numbers.setdefault(name, len(numbers)) for name in edge.names)
        found.append((numbers.setdefault(tokens[edge.at], len(numbers)), edge.relation, sources))
    return found
