"""Data-flow match of CodeBLEU: where the value of each variable comes from, names replaced by their order of first use.

Source: the published implementation of CodeBLEU, which merges edges of one token in the order of a hash table.
"""

from collections import Counter
from collections.abc import Mapping

from stages.metrics.codebleu import flow_java, flow_python, flow_solidity
from stages.metrics.codebleu.flow import Edge, Walker
from stages.metrics.codebleu.trees import Tree

_RULES = {"java": flow_java.RULES, "python": flow_python.RULES, "solidity": flow_solidity.RULES}
DEEPEST = 150  # levels of a tree; the walk is recursive, so deeper code counts as code without data flow (real code: up to 50)

Named = tuple[object, ...]  # (variable, relation, variables it comes from), each variable as its number


def data_flow(tree: Tree, language: str, *, by_name: bool = False) -> Counter[Named]:
    """How often each edge stands in the code; empty where no value flows.

    Sources of a merged edge stand in the order of the code, so other names for the variables change nothing;
    `by_name` sorts them by name instead, which is one of the orders the published implementation may take.
    """
    if tree.depth > DEEPEST:
        return Counter()
    walker = Walker(tree.tokens, _RULES[language], by_name=by_name)
    walker.visit(tree.root, {})
    edges = sorted(walker.edges, key=lambda edge: edge.at)
    used = {edge.at for edge in edges if edge.sources} | {source for edge in edges for source in edge.sources}
    kept = walker.merged((edge for edge in edges if edge.at in used), by_token=True)
    return Counter(_numbered(kept, tree.tokens))


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
