"""The shipped cases as a report for people and as JSON for machines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from stages.core.files import read_text
from stages.reporting.markdown import table
from stages.tasks.audit.lib.case import EXTENSIONS, Case, load_case
from stages.tasks.audit.lib.vocab import by_id

Found = tuple[Path, Case]  # the family's folder and its case


def load(sources: Path) -> list[Found]:
    """Every shipped case: incidents by date, then teaching cases by class and folder."""
    found = [(path.parent, load_case(path)) for path in sorted(sources.glob("*/*/case.yaml"))]
    return sorted(found, key=lambda item: (not item[1].date, item[1].date, item[1].weakness, item[0].as_posix()))


def as_json(cases: Sequence[Found]) -> dict[str, Any]:
    """One entry a case: its facts, its weakness with SWC and CWE, where its variants lie."""
    entries = []
    for folder, case in cases:
        weakness = by_id(case.weakness)
        entry = asdict(case) | {"id": folder.name, "swc": weakness.swc, "cwe": weakness.cwe, "severity": weakness.severity}
        entry["variants"] = {file.stem: file.as_posix() for file in sorted(folder.glob("*.*")) if file.name != "case.yaml"}
        entries.append({key: value for key, value in entry.items() if value not in (None, "")})
    return {"cases": entries}


def as_markdown(cases: Sequence[Found]) -> str:
    """Overview tables, then one section an incident with the code that shows its cause."""
    incidents = [(folder, case) for folder, case in cases if case.incident]
    teaching = [(folder, case) for folder, case in cases if not case.incident]
    return "\n\n".join([
        "# Smart-contract weaknesses: cases shipped with SecTune",
        f"{len(incidents)} documented incidents and {len(teaching)} teaching cases in Solidity, Rust and Vyper. The code is "
        "minimal, written for this project, and shows the cause; it is not the code that was deployed. Losses are in US "
        "dollars of the day, as reported by the linked account; – means none was reported.",
        "## Weakness classes",
        _classes(cases),
        "## Incidents",
        _overview(incidents),
        *(_incident(folder, case) for folder, case in incidents),
        "## Teaching cases",
        table(["Case", "Language", "Class", "What it shows"],
              [[folder.name, case.language, case.weakness, case.title] for folder, case in teaching]),
    ]) + "\n"  # fmt: skip


def _classes(cases: Sequence[Found]) -> str:
    counts = Counter(case.weakness for _, case in cases)
    real = Counter(case.weakness for _, case in cases if case.incident)
    rows = []
    for name in sorted(counts):
        weakness = by_id(name)
        rows.append([name, weakness.swc or "–", weakness.cwe, weakness.severity, counts[name] - real[name], real[name]])
    return table(["Class", "SWC", "CWE", "Severity", "Teaching", "Incidents"], rows)


def _overview(incidents: Sequence[Found]) -> str:
    rows = [
        [case.date, case.incident.protocol, case.incident.chain, case.weakness, _loss(case.incident.loss_usd)]
        for _, case in incidents
        if case.incident
    ]
    return table(["Date", "Protocol", "Chain", "Class", "Loss (USD)"], rows)


def _incident(folder: Path, case: Case) -> str:
    facts = case.incident
    if facts is None:
        raise ValueError(f"{folder}: not an incident")
    weakness = by_id(case.weakness)
    label = ", ".join(filter(None, (weakness.swc, weakness.cwe)))
    code = read_text(folder / f"vulnerable.{EXTENSIONS[case.language]}").strip()
    return "\n\n".join([
        f"### {facts.date} {facts.protocol}: {case.title}",
        f"{facts.chain}, loss {_loss(facts.loss_usd)}. **{weakness.title}** ({label}). {facts.cause} [Account]({facts.source})",
        f"Why the marked lines are weak: {case.reason}",
        f"Fix: {case.fix} Practice: {case.advice}",
        f"<details><summary>{folder.name}</summary>\n\n```{case.language}\n{code}\n```\n\n</details>",
    ])  # fmt: skip


def _loss(usd: int) -> str:
    return f"{usd:,}" if usd else "–"
