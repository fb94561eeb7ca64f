"""The result in sentences, made from the numbers and from nothing else."""

from collections.abc import Mapping

from stages.reporting.comparison import Comparison, Paired, counted
from stages.reporting.markdown import number, p_value, signed

FEW = 30  # groups below which a cluster bootstrap is known to be too sure of itself
UNREAD = 0.5  # below this share of readable answers a score says more about form than about judgement


def verdict(comparison: Comparison, headings: Mapping[str, str]) -> list[str]:
    """One sentence for each pair on the main metric, then what a reader might otherwise overlook."""
    heading = headings[comparison.main]
    chosen = [paired for paired in comparison.differences if paired.metric == comparison.main]
    if not chosen:
        return ["There is no tuned run to compare."]
    told = [_sentence(paired, heading, comparison) for paired in chosen]
    return [*told, *_above(comparison, headings), *_unread(comparison), *_few(chosen[0].groups)]


def _sentence(paired: Paired, heading: str, comparison: Comparison) -> str:
    first, second = (comparison.shares[name][""][paired.metric]["value"] for name in (paired.first, paired.second))
    if paired.finding == "not comparable":
        return f"{paired.second} and {paired.first} cannot be compared on {heading}: one of them has no value."
    change = (
        f"{signed(paired.change.value)} [{signed(paired.change.low)}, {signed(paired.change.high)}], "
        f"p = {p_value(paired.p_holm)} (Holm)".replace("= <", "<")
    )
    scale = f"{number(second)} against {number(first)}, {change}, n = {paired.n} in {paired.groups} groups"
    if paired.finding == "no difference shown":
        return f"No difference between {paired.second} and {paired.first} is shown on {heading}: {scale}."
    return f"{paired.second} is {paired.finding} than {paired.first} on {heading}: {scale}."


def _above(comparison: Comparison, headings: Mapping[str, str]) -> list[str]:
    """Tested metrics on which some baseline scores higher than every tuned run."""
    found = []
    for metric in dict.fromkeys(paired.metric for paired in comparison.differences):
        best = {role: _best(comparison, role, metric) for role in ("baseline", "tuned")}
        if not best["baseline"] or not best["tuned"]:
            continue
        (high, name), (low, run) = best["baseline"], best["tuned"]
        if high > low:
            found.append(
                f"On {headings[metric]} the baseline {name} ({number(high)}) scores higher than every tuned "
                f"run; the best of them is {run} ({number(low)})."
            )
    return found


def _best(comparison: Comparison, role: str, metric: str) -> tuple[float, str] | None:
    values = [(e.overall[metric].value, e.name) for e in comparison.of_role(role)]  # constrained runs answer fewer samples
    return max((pair for pair in values if pair[0] == pair[0]), default=None)


def _unread(comparison: Comparison) -> list[str]:
    found = []
    for entrant in comparison.entrants:
        answers = counted(entrant.outcomes)
        read = 1 - answers["unreadable"] / max(answers["answers"], 1)
        if read < UNREAD:
            found.append(
                f"{entrant.name} gave a readable answer to {100 * read:.0f} % of the questions, so its low scores "
                "show first of all that it does not know the form of the answer."
            )
    return found


def _few(groups: int) -> list[str]:
    if groups >= FEW:
        return []
    return [f"The test set has only {groups} groups; intervals over so few are too narrow, take them as hints."]
