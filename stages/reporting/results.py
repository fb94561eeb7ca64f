"""The result of a task in a few lines: for README.md and for the overview of all tasks."""

from collections.abc import Mapping
from typing import Any

from stages.reporting.markdown import share, table

ROLES = ("base", "tuned", "baseline")  # rows in this order
ARROWS = {"up": "↑", "down": "↓"}


def results(report: Mapping[str, Any]) -> str:
    """First sentence of the verdict, then a row an entrant with the task's few main metrics; of a comparison.json."""
    entrants, short = report["entrants"], report["short"]
    order = sorted(entrants, key=lambda name: (entrants[name]["decoding"] != "free", ROLES.index(entrants[name]["role"]), name))
    rows = [[name, entrants[name]["role"], *(share(entrants[name]["metrics"].get(metric)) for metric in short)] for name in order]
    directions = {metric: told["direction"] for one in entrants.values() for metric, told in one["metrics"].items()}
    heads = [report["task"], "role", *(f"{report['headings'][metric]} {ARROWS[directions[metric]]}" for metric in short)]
    return f"{report['verdict'][0]}\n\n{table(heads, rows)}"
