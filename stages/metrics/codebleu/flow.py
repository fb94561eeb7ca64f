"""The walk that finds data-flow edges: what every language has in common.

A rule takes (walker, node, state) and handles a kind of node; nodes without a rule hand on to their children.
The state says for each variable the tokens that last set it; rules change it in place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stages.metrics.codebleu.trees import Node

COMES, COMPUTED = "comesFrom", "computedFrom"
NESTED = 8  # loops within loops that are walked twice

State = dict[str, tuple[int, ...]]
Rule = Callable[["Walker", Node, State], None]


class Edge(NamedTuple):
    """The value at a token comes from earlier ones."""

    at: int  # token
    relation: str  # COMES or COMPUTED
    names: tuple[str, ...]  # of the variables it comes from
    sources: tuple[int, ...]  # tokens that set them; empty = from nowhere known


class Walker:
    """Collects edges in the order of evaluation."""

    def __init__(self, tokens: Sequence[str], rules: Mapping[str, Rule], *, by_name: bool) -> None:
        self.tokens = tokens
        self.rules = rules
        self.by_name = by_name  # how the names of merged edges are sorted
        self.edges: list[Edge] = []
        self.loops = 0  # loops around the place

    def visit(self, node: Node, state: State) -> None:
        if node.token >= 0:
            self._use(node, state)
        elif rule := self.rules.get(node.kind):
            rule(self, node, state)
        else:
            for child in node.children:
                self.visit(child, state)

    def visit_all(self, nodes: Iterable[Node | None], state: State) -> None:
        for node in nodes:
            if node:
                self.visit(node, state)

    def _use(self, node: Node, state: State) -> None:
        name = self.tokens[node.token]
        if name == node.kind:  # a keyword or sign
            return
        if name in state:
            self.edges.append(Edge(node.token, COMES, (name,), state[name]))
            return
        if node.kind == "identifier":
            state[name] = (node.token,)
        self.edges.append(Edge(node.token, COMES, (), ()))

    def variables(self, node: Node | None) -> list[int]:
        """Tokens below a node that are no keyword or sign, in order."""
        return [part.token for part in _tokens(node) if self.tokens[part.token] != part.kind] if node else []

    def declare(self, target: Node | None, state: State) -> None:
        """The variables of a declaration without a value."""
        for at in self.variables(target):
            self.edges.append(Edge(at, COMES, (), ()))
            state[self.tokens[at]] = (at,)

    def pair(self, target: Node | None, value: Node | None, relation: str, state: State) -> None:
        """Each variable of the target from each of the value, one edge a pair."""
        sources = self.variables(value)
        for at in self.variables(target):
            self.edges += [Edge(at, relation, (self.tokens[source],), (source,)) for source in sources]
            state[self.tokens[at]] = (at,)

    def gather(self, target: Node | None, value: Node | None, state: State) -> None:
        """Each variable of the target computed from all of the value's together, one edge."""
        sources = tuple(self.variables(value))
        for at in self.variables(target):
            self.edges.append(Edge(at, COMPUTED, tuple(self.tokens[source] for source in sources), sources))
            state[self.tokens[at]] = (at,)

    def repeat(self, first: Callable[[], None], second: Callable[[], None]) -> None:
        """Two rounds of a loop, so that values flow from its end to its start; what both find at a place is merged.

        Loops nested deeper than NESTED have one round: the work doubles with each level.
        """
        outer, self.edges = self.edges, []
        self.loops += 1
        first()
        if self.loops <= NESTED:
            second()
        self.loops -= 1
        inner = sorted(self.edges, key=lambda edge: edge.at)
        self.edges = outer + self.merged(inner)

    def merged(self, edges: Iterable[Edge], *, by_token: bool = False) -> list[Edge]:
        """Edges of one token and relation (or of one token, whatever the relation) as one."""
        found: dict[tuple[int, str], list[Edge]] = {}
        for edge in edges:
            found.setdefault((edge.at, "" if by_token else edge.relation), []).append(edge)
        return [self._joined(same) if len(same) > 1 else same[0] for same in found.values()]

    def _joined(self, edges: list[Edge]) -> Edge:
        """Names sorted, or in the order of the code: then new names for the variables change nothing."""
        sources = sorted({source for edge in edges for source in edge.sources})
        names = dict.fromkeys(self.tokens[source] for source in sources)
        return edges[0]._replace(names=tuple(sorted(names) if self.by_name else names), sources=tuple(sources))


def branch(states: Iterable[State], state: State) -> None:
    """`state` becomes what may hold after any one of `states`."""
    joined: dict[str, set[int]] = {}
    for one in states:
        for name, tokens in one.items():
            joined.setdefault(name, set()).update(tokens)
    state.clear()
    state.update({name: tuple(sorted(tokens)) for name, tokens in joined.items()})


def _tokens(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if part.token >= 0:
            yield part
        else:
            waiting += reversed(part.children)
