"""The tables of the comparison page, each as Markdown."""

from collections.abc import Mapping, Sequence
from typing import Any

from stages.reporting.comparison import Comparison, Entrant, counted
from stages.reporting.markdown import NONE, number, p_value, share, signed, table
from stages.reporting.scores import class_counts

Headings = Mapping[str, str]  # metric -> heading


def main_table(comparison: Comparison, headings: Headings) -> str:
    """One row an entrant, one column a metric; n stands in the heading, and in a cell where it is another."""
    columns = {name: [comparison.of(e, name) for e in comparison.entrants] for name in headings}
    most = {name: max(entry["n"] for entry in entries) for name, entries in columns.items()}
    heads = [
        f"{title} {'↓' if columns[name][0]['direction'] == 'down' else '↑'} n={most[name]}" for name, title in headings.items()
    ]
    rows = []
    for at, entrant in enumerate(comparison.entrants):
        entries = {name: columns[name][at] for name in headings}
        cells = [share(e) + ("" if e["n"] == most[name] else f" n={e['n']}") for name, e in entries.items()]
        rows.append([_named(entrant), *cells])
    return table(["", *heads], rows)


def more_table(comparison: Comparison, headings: Headings) -> str:
    """One row a metric, one column a run and way of decoding."""
    rows, shown = [], [*comparison.runs, *comparison.constrained]
    for metric, title in headings.items():
        entries = [comparison.of(run, metric) for run in shown]
        n = max((entry["n"] for entry in entries), default=0)
        rows.append([title, n, *(share(e) + ("" if e["n"] == n or not e["n"] else f" n={e['n']}") for e in entries)])
    return table(["further scores", "n", *(run.name for run in shown)], rows)


def difference_table(comparison: Comparison, headings: Headings) -> str:
    """One row a pair and metric."""
    rows = []
    for paired in comparison.differences:  # free decoding first, then constrained
        change = paired.change
        between = NONE if change.value != change.value else f"[{signed(change.low)}, {signed(change.high)}]"
        tests = [p_value(paired.p_holm), p_value(paired.p_mcnemar)]
        pair, metric = f"{paired.second} − {paired.first}", headings[paired.metric]
        rows.append([pair, metric, signed(change.value), between, *tests, paired.n, paired.finding])
    return table(["runs", "metric", "difference", "interval", "p (Holm)", "p (McNemar)", "n", "finding"], rows)


def class_table(comparison: Comparison, kind: str) -> str:
    """One row a class, most expected first, for the runs and the best baseline; "" for a task without classes."""
    if not kind:
        return ""
    shown = [*comparison.of_role("baseline")[:1], *comparison.runs]
    counts = {entrant.name: class_counts(entrant.metrics) for entrant in shown}
    gold = {name: numbers["gold"] for found in counts.values() for name, numbers in found.items()}
    rows = []
    for name in sorted(gold, key=lambda name: (-gold[name], name)):
        cells = []
        for entrant in shown:
            cells += [_prf(comparison.shares[entrant.name].get(f"class={name}"))]
            cells += [str(counts[entrant.name].get(name, {"claimed": 0})["claimed"])]
        rows.append([name, gold[name], *cells])
    heads = [head for entrant in shown for head in (f"{entrant.name} P / R / F1", "claims")]
    return table([kind, "expected", *heads], rows)


def slice_tables(comparison: Comparison, slices: Mapping[str, tuple[str, Sequence[str]]], headings: Headings) -> list[str]:
    """A heading and a table for each field of the samples: one row a value, one column a run and metric."""
    found = []
    for field, (title, metrics) in slices.items():
        shares = [comparison.shares[run.name] for run in comparison.runs]
        rows = []
        for part in sorted({part for entries in shares for part in entries if part.startswith(f"{field}=")}):
            cells = [share(entries[part][metric]) for entries in shares for metric in metrics]
            rows.append([part.removeprefix(f"{field}="), shares[0][part][metrics[0]]["n"], *cells])
        heads = [f"{run.name} {headings[metric]}" for run in comparison.runs for metric in metrics]
        found += [f"## By {title}", table([title, "n", *heads], rows)]
    return found


def counted_table(comparison: Comparison) -> str:
    """What became of the answers of each entrant."""
    rows = []
    for entrant in comparison.entrants:
        found = counted(entrant.outcomes)
        mean = sum(outcome["tokens"] for outcome in entrant.outcomes) / max(len(entrant.outcomes), 1)
        tokens = NONE if entrant.role == "baseline" else f"{mean:.0f}"
        rows.append([_named(entrant), found["answers"], found["unreadable"], found["cut"], tokens])
    return table(["", "answers", "unreadable", "cut at the token limit", "tokens an answer"], rows)


def trust_table(samples: Sequence[Mapping[str, Any]], trust: Mapping[str, str]) -> str:
    """One row a source of the test set."""
    sources = [sample["source"] for sample in samples]
    rows = [[name, sources.count(name), trust.get(name, "not stated")] for name in sorted(set(sources))]
    return table(["source", "test samples", "what is known about its labels"], rows)


def _named(entrant: Entrant) -> str:
    return f"**{entrant.name}**" if entrant.role == "tuned" else f"{entrant.name} ({entrant.role})"


def _prf(entries: Mapping[str, Any] | None) -> str:
    if entries is None or entries["f1"]["value"] is None:
        return NONE
    return " / ".join(number(entries[name]["value"]) for name in ("precision", "recall", "f1"))
