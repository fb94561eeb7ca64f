"""Which rows belong together, and on which side of the split each group stands.

Near-duplicates: MinHash proposes pairs, the exact Jaccard similarity of their shingle sets decides (Leskovec, Rajaraman,
Ullman: Mining of Massive Datasets, chapter 3). 32 bands of 4 find a pair at similarity 0.75 with probability
1 - (1 - 0.75^4)^32 > 0.999, 42 bands of 3 one at 0.6 with 1 - (1 - 0.6^3)^42 > 0.999, so the threshold, not the hashing, decides.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

SHINGLE = 5
BANDS = ((0.7, 32, 4), (0.0, 42, 3))  # (from this threshold on, bands, hashes in a band)
SIDES = ("train", "val", "test")
GOLDEN = 0.6180339887498949


def shingles(tokens: Sequence[str]) -> frozenset[str]:
    """All runs of five tokens; a shorter text is one shingle."""
    last = max(len(tokens) - SHINGLE + 1, 1)
    return frozenset(" ".join(tokens[at : at + SHINGLE]) for at in range(last))


def near_pairs(sets: Sequence[frozenset[str]], threshold: float) -> list[tuple[int, int]]:
    """Index pairs (i < j) whose Jaccard similarity is at least `threshold` in (0, 1]."""
    from rensa import RMinHash, RMinHashLSH

    bands, hashes = next((bands, hashes) for least, bands, hashes in BANDS if threshold >= least)
    index = RMinHashLSH(threshold=threshold, num_perm=bands * hashes, num_bands=bands)
    pairs = []
    for at, members in enumerate(sets):
        sketch = RMinHash(num_perm=bands * hashes, seed=1)
        sketch.update(sorted(members))
        pairs += [(other, at) for other in sorted(index.query(sketch)) if jaccard(sets[other], members) >= threshold]
        index.insert(at, sketch)
    return pairs


def jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared over all members, in [0, 1]; two empty sets are equal, so 1.0.

    >>> jaccard(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    union = len(left | right)
    return len(left & right) / union if union else 1.0


def connect(count: int, keys: Sequence[Iterable[Hashable]], pairs: Iterable[tuple[int, int]]) -> list[int]:
    """The group of each of `count` rows, named by its lowest row: rows that share a key or a pair are one group.

    >>> connect(4, [["a"], ["b"], ["a"], []], [(1, 3)])
    [0, 1, 0, 1]
    """
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def join(left: int, right: int) -> None:
        low, high = sorted((root(left), root(right)))
        parent[high] = low

    first: dict[Hashable, int] = {}
    for at, row_keys in enumerate(keys):
        for key in row_keys:
            join(first.setdefault(key, at), at)
    for left, right in pairs:
        join(left, right)
    return [root(at) for at in range(count)]


def sides(groups: dict[str, str], pinned: Mapping[str, str], test: float, val: float, seed: int) -> dict[str, str]:
    """The side of each group, from `groups` = {group: stratum}.

    Within the strata, in an order that a hash of seed and group decides, groups are dealt evenly, so that every stratum
    gives its share to test. Groups in `pinned` stand where it says; the others make up for those on train, so that `test`
    and `val` (shares of all groups but those pinned to test) hold as far as there are groups left.
    """
    placed = {name: side for name, side in pinned.items() if name in groups}
    free = sorted((name for name in groups if name not in placed), key=lambda name: (groups[name], _order(seed, name)))
    scale = (len(free) + sum(side == "train" for side in placed.values())) / max(len(free), 1)
    test, val = min(test * scale, 0.8), val * scale
    for at, name in enumerate(free):
        spot = at * GOLDEN % 1.0  # a low-discrepancy sequence: any run of neighbours is spread evenly over [0, 1)
        placed[name] = "test" if spot < test else "val" if spot < test + val else "train"
    return placed


def overlaps(placed: Sequence[tuple[str, str]]) -> list[str]:
    """Keys that stand on more than one side, from (key, side) pairs."""
    seen: dict[str, set[str]] = defaultdict(set)
    for key, side in placed:
        seen[key].add(side)
    return sorted(key for key, found in seen.items() if len(found) > 1)


def _order(seed: int, name: str) -> str:
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()
