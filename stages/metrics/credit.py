"""Which claimed classes earn a gold class, when a label allows more than one name for the same weakness."""

from collections.abc import Iterable, Mapping, Set


def credit(gold: Mapping[str, Set[str]], claimed: Iterable[str]) -> dict[str, str]:
    """{gold class: claimed class that earns it}; `gold` maps a class to the others that are credited for it.

    One claim earns one gold class. A claim of the very class comes first, then gold classes with the fewest
    other claims left choose, in name order. What earns nothing is a false alarm, a second name for the same
    weakness too: otherwise an answer that lists every name would be free of charge.

    >>> credit({"reentrancy": set(), "share-inflation": {"precision-loss"}}, ["precision-loss", "reentrancy"])
    {'reentrancy': 'reentrancy', 'share-inflation': 'precision-loss'}
    """
    left = set(claimed)
    earned = {name: name for name in sorted(gold) if name in left}
    left -= set(earned)
    open_gold = sorted((name for name in gold if name not in earned), key=lambda name: (len(gold[name] & left), name))
    for name in open_gold:
        if match := sorted(gold[name] & left)[:1]:
            earned[name] = match[0]
            left -= set(match)
    return earned
