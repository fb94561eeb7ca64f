"""comparison.md: the verdict in words, the picture, the tables needed to doubt or trust the numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stages.reporting.comparison import Comparison
from stages.reporting.tables import (
    class_table,
    counted_table,
    difference_table,
    main_table,
    more_table,
    slice_tables,
    trust_table,
)

_CONSTRAINED = (
    "(constrained): the decoder could write nothing but the form of the answer, on the samples counted in n. That lifts the "
    "share of readable answers by force, so such rows are compared with each other only. An answer that had to be closed at "
    "the token limit counts as cut."
)


@dataclass(frozen=True)
class Context:
    """What the page tells beside the comparison itself."""

    samples: Sequence[Mapping[str, Any]]  # the test set
    digest: str  # of the test set
    verdict: Sequence[str]
    remarks: Sequence[str]  # what the test set is made of, and what was left out before it
    trust: Mapping[str, str]  # source -> what is known about its labels
    examples: str


def page(comparison: Comparison, score: Any, context: Context) -> str:
    """The whole page; `score` is the task's score part."""
    sections = [
        f"# Task {comparison.task}: before and after tuning",
        "\n".join(f"- {sentence}" for sentence in context.verdict),
        "![Scores of runs and baselines with their intervals](comparison.png)",
        "## Scores",
        main_table(comparison, score.TABLE),
        _reading(comparison, score),
        more_table(comparison, score.MORE),
        "## Differences, paired by sample",
        difference_table(comparison, score.TABLE),
        _pairing(comparison),
        f"## By {score.CLASSES}" if score.CLASSES else "",
        _links(comparison, score),
        class_table(comparison, score.CLASSES),
        *slice_tables(comparison, score.SLICES, {**score.TABLE, **score.MORE}),
        "## What is counted",
        counted_table(comparison),
        "\n".join(f"- {line}" for line in (*context.remarks, f"test set digest: `{context.digest[:16]}`.")),
        "## How far to trust the labels",
        trust_table(context.samples, context.trust),
        "## Answers to read",
        context.examples or "There is no untuned or no tuned run to show.",
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _reading(comparison: Comparison, score: Any) -> str:
    level = f"{comparison.sampling.confidence:.0%}".replace("%", " %")
    lines = [f"*{title}*: {score.MEANING[name]}." for name, title in score.TABLE.items()]
    lines += [
        f"Brackets hold {level} intervals over groups of related samples: Wilson's with the effective number "
        f"of samples for shares, a cluster bootstrap ({comparison.sampling.resamples} resamples) for F1. "
        "↑ higher is better, ↓ lower is better; – nothing to measure.",
        *score.NOTES,
        *([_CONSTRAINED] if comparison.constrained else []),
    ]
    return "\n".join(f"- {line}" for line in lines)


def _pairing(comparison: Comparison) -> str:
    pairs = len({(paired.first, paired.second) for paired in comparison.differences})
    return (
        "Both sides answer the same samples, and each resample draws the same groups for both. p (Holm) is "
        f"the bootstrap p corrected for {pairs} pairs on that metric; p (McNemar) takes samples as independent "
        "and is uncorrected. A difference whose interval spans zero is no difference."
    )


def _links(comparison: Comparison, score: Any) -> str:
    files = ", ".join(f"[{run.name}](scores/{run.name}.json)" for run in comparison.runs)
    told = f"Intervals for every part of the test set are in {files or 'the scores of each run'}."
    if not score.CLASSES:
        return told
    return (
        "Free decoding. P precision, R recall; what is never expected stands last. Scores of a "
        f"{score.CLASSES} with few expected cases move in large steps. {told}"
    )
