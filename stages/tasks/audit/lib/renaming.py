"""A contract under other names, for training: what makes it weak is what its code does, not what its author called things.

Few contracts, each read many times, would otherwise be known by their names: a bag of words over the whole contract named
the class of 19 % of the weaknesses of unseen families, and of 26 % once the names that files declare were masked.
"""

from collections.abc import Sequence
from random import Random

from stages.tasks.audit.lib.names import Name, replaced
from stages.tasks.audit.lib.neutral import STANDARD, derived

KEPT = 0.3  # share of the names that stay: some say what a value is for, `owner` and `deadline`
_WORDS = (  # of no trade
    "amber anchor apple arrow autumn badge baker basil basket beacon bell berry birch bishop blanket bloom border bottle branch "
    "bread breeze bridge bucket butter button cabin candle canoe canvas carbon carpet castle cedar cellar chalk cherry circle "
    "clay cliff clock cloud clover coach cobalt copper coral corner cotton crater creek crystal curtain daisy dawn delta desert "
    "dinner dolphin dragon drum eagle echo elder ember fabric falcon feather fern field finch flint flower forest fossil "
    "fountain frost garden garnet ginger glacier glass globe grain granite grape gravel grove hammer harbor hazel heron hill "
    "honey horizon ivory jacket jasmine jungle kettle kite lagoon lantern lemon lilac linen lotus maple marble marsh meadow "
    "melon mercury mirror mist moss mountain nectar needle nickel oasis ocean olive onion opal orbit orchard otter paddle palm "
    "parade pearl pebble pepper pigeon pillow pine planet plum poplar prairie quartz quilt rabbit rain raven reed ribbon ridge "
    "river robin rocket rose ruby saddle saffron sail sand satin shell silk silver sketch slate snow sparrow spice spruce stone "
    "storm straw summer temple thistle thunder tiger timber topaz torch trail tulip tunnel valley velvet violet walnut water "
    "wave whale wheat willow window winter wool yarrow zephyr"
).split()


def renamed(code: str, found: Sequence[Name], language: str, draw: Random) -> str:
    """The code with most of the names it declares replaced, each by one new name of the same style.

    found: the code's `names`, which need parsing once, however many copies are made.
    """
    taken, renames = {name.text for name in found}, dict[str, str]()
    for text in dict.fromkeys(name.text for name in found if name.declared and name.text not in STANDARD):
        if draw.random() >= KEPT:
            renames[text] = _fresh(text, taken, draw)
            taken.add(renames[text])
    if language == "rust":
        renames |= derived(taken - renames.keys(), renames)
    return replaced(code, found, renames)


def _fresh(text: str, taken: set[str], draw: Random) -> str:
    """One or two words, written as `text` is: leading underscores, capitals, underscores or humps."""
    bare = text.lstrip("_")
    while True:
        words = [draw.choice(_WORDS) for _ in range(draw.choice((1, 2)))]
        if bare.isupper():
            name = "_".join(words).upper()
        elif "_" in bare:
            name = "_".join(words)
        else:
            name = "".join(word.capitalize() for word in words)
            name = name if bare[:1].isupper() else name[0].lower() + name[1:]
        if (name := text[: len(text) - len(bare)] + name) not in taken:
            return name
