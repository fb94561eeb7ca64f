"""reports/README.md: every task at a glance, with a link to its own page."""

from collections.abc import Mapping, Sequence
from typing import Any

from stages.reporting.results import results


def overview(reports: Sequence[Mapping[str, Any]]) -> str:
    """The page over the comparison.json of each task, in the order given."""
    parts = ["# Before and after tuning, task by task"]
    for report in reports:
        task = report["task"]
        parts += [f"## {task}", results(report), f"[The whole comparison]({task}/comparison.md), "
                  f"[scores]({task}/scores), [data]({task}/dataset_stats.json)."]  # fmt: skip
    parts.append(
        "Brackets hold intervals at the confidence that params.yaml sets; (constrained) rows were decoded under the form."
    )
    return "\n\n".join(parts) + "\n"
