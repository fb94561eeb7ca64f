"""The numbered steps of a `cot` answer, built from what is known about the contract: entry points, sites, judgement."""

from collections.abc import Sequence
from typing import Any

from stages.tasks.audit.lib.syntax import functions
from stages.tasks.audit.lib.vocab import by_id

NAMED = 6  # entry points named in the first step; an answer has a token budget
SITE = 80  # characters of a code line quoted in a step


def steps(record: dict[str, Any], findings: Sequence[dict[str, Any]], first: int, last: int, own_words: bool) -> list[str]:
    """Two or more sentences: what can be called, what each weak line does wrong, and how that is classed.

    own_words: explain as the case does; without, the weak lines are named and the class says the rest.
    """
    heads = [(name, line) for name, line in functions(record["code"], record["language"]) if first <= line <= last]
    listed = ", ".join(f"{name} (line {line})" for name, line in heads[:NAMED]) or "none in these lines"
    more = f" and {len(heads) - NAMED} more" if len(heads) > NAMED else ""
    found = [f"Functions: {listed}{more}."]
    if not findings:
        return [*found, _clean(record, own_words)]
    code = record["code"].split("\n")
    for finding in findings:
        found.append(_site(finding, code, own_words))
    classes = (by_id(finding["class"]) for finding in findings)
    found.append("Class: " + "; ".join(f"{c.title} ({', '.join(filter(None, (c.swc, c.cwe)))})" for c in classes) + ".")
    return found


def _site(finding: dict[str, Any], code: Sequence[str], own_words: bool) -> str:
    if not finding["lines"]:
        return str(finding["reason"]) if own_words else "Weak as a whole, not on a line of its own."
    line = finding["lines"][0]
    said = f": {finding['reason']}" if own_words else "."
    return f"Line {line}, `{code[line - 1].strip()[:SITE]}`{said}"


def _clean(record: dict[str, Any], own_words: bool) -> str:
    if own_words and record["role"] in {"fixed", "lookalike"} and record["fix"]:
        return f"No weakness: {record['fix']}"
    return "No weakness found: calls, arithmetic, time, randomness and access were checked."
