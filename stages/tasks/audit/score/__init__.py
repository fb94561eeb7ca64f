"""One answer of the audit task judged: a flat outcome row that every metric, table and pairing is made from.

An answer that cannot be read claims nothing and has the verdict wrong; it is counted, never skipped.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stages.metrics.credit import credit
from stages.metrics.text import chrf
from stages.tasks.audit.lib.answer import Finding, apply_fix, parse_fix, parse_verdict
from stages.tasks.audit.lib.vocab import by_id
from stages.tasks.audit.prompt import code_of
from stages.tasks.audit.score.metrics import metrics as metrics

MAIN = "macro_f1"  # the number a run is judged by
TABLE = {  # columns of the main table: metric -> heading
    "macro_f1": "macro F1",
    "micro_f1": "micro F1",
    "verdict_accuracy": "verdict accuracy",
    "clean_false_positive_rate": "false alarms on clean code",
    "pair_score": "pair score",
    "line_hit_1": "line hit ±1",
    "parse_rate": "readable answers",
}
SHORT = ("macro_f1", "verdict_accuracy", "clean_false_positive_rate", "parse_rate")  # columns of the table in the README
MORE = {  # columns of the second table, runs only
    "line_hit_exact": "line hit exact",
    "id_agreement": "SWC and CWE fit the class",
    "fix_parse_rate": "readable fixes",
    "fix_applies_rate": "fixes that apply",
    "fix_exact_rate": "fixes equal to the reference",
    "fix_chrf": "fix chrF",
    "explanation_chrf": "explanation chrF",
    "practice_chrf": "best practice chrF",
    "stop_rate": "answers that end by themselves",
}
CLASSES = "weakness class"  # what precision, recall and F1 are told for one by one
TESTED = ("macro_f1", "micro_f1", "verdict_accuracy", "pair_score", "line_hit_1")  # compared run against run
_BOTH = ("macro_f1", "verdict_accuracy")
SLICES = {  # sample field -> (heading, metrics shown for each of its values)
    "language": ("code language", _BOTH),
    "format": ("answer format", _BOTH),
    "lang": ("prompt language", _BOTH),
    "role": ("kind of contract", ("verdict_accuracy",)),
    "source": ("source", _BOTH),
}
MEANING = {
    "macro_f1": "mean F1 over the weakness classes that occur in the test set",
    "micro_f1": "F1 over all claimed and expected classes pooled",
    "verdict_accuracy": "share of samples rightly called vulnerable or not",
    "clean_false_positive_rate": "share of readable answers on samples without a weakness that claim one",
    "pair_score": "share of weak contracts, in each answer format, that are named right and whose fix is called clean",
    "line_hit_1": "share of expected findings with known lines that a claim of their class places ±1",
    "parse_rate": "share of answers that follow the asked form exactly",
}
NOTES = (
    "One sample is one contract, or one window of a contract too long for the prompt, in one answer format. "
    "Numbers are per sample; `contract_macro_f1` and `contract_verdict_accuracy` in the scores take the "
    "windows of a contract as one.",
    "Where a label stands for several classes, naming any one of them is right; more names are false alarms.",
    "Precision is a lower bound: where the labels of a source are not exhaustive, a claim beyond the label "
    "counts as a false alarm although it may be right.",
    "A class that is claimed but never expected in the test set lowers micro F1, not macro F1.",
    "An answer that cannot be read claims nothing and has the verdict wrong. It raises no false alarm "
    "either, so the false alarms are counted among readable answers only.",
)


def outcome(sample: Mapping[str, Any], completion: Mapping[str, Any]) -> dict[str, Any]:
    """The row of one sample and its completion, with the columns of `outcome_schema`."""
    labels, text = json.loads(sample["labels"]), completion["text"]
    row = {name: sample[name] for name in _COPIED}
    row |= {"sample_id": sample["id"], "text": text, "finish_reason": completion["finish_reason"]}
    row |= {"tokens": completion["tokens"], **_AT_REST}
    if sample["kind"] == "security_audit":
        return row | _audit(labels, parse_verdict(text, sample["format"]))
    if sample["kind"] == "vulnerability_fix":
        return row | _fix(labels, sample["completion"], text)
    return row | {"parsed": bool(text.strip()), "chrf": chrf(text.strip(), sample["completion"])}


def outcomes(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Iterator[dict[str, Any]]:
    """The outcome of each (sample, completion), in order."""
    return (outcome(sample, completion) for sample, completion in pairs)


def outcome_schema() -> Any:
    """The Arrow schema of outcomes."""
    from stages.core.tables import columns

    kinds: dict[str, Any] = {name: [str] if value == [] else type(value) for name, value in _AT_REST.items()}
    kinds["claimed_lines"] = [int]
    kinds |= dict.fromkeys((*_COPIED, "sample_id", "text", "finish_reason"), str) | {"tokens": int}
    return columns(**kinds)


def excerpt(sample: Mapping[str, Any], answered: Mapping[str, Any], around: int = 3, most: int = 14) -> str:
    """The shown code near the expected lines, else near the claimed ones, else from its first function on."""
    code = code_of(sample["messages"])
    gold = json.loads(sample["labels"]).get("findings", [])
    wanted = [line for finding in gold for line in finding["lines"]] or answered["claimed_lines"]
    start = next((n for n in code if _HEAD.search(code[n])), 0)
    near = [n for n in code if any(abs(n - line) <= around for line in wanted)] or [n for n in code if n >= start]
    return "\n".join(f"{n}| {code[n]}" for n in near[:most])


def remarks(outcomes: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the test set is made of, for the reader of its numbers."""
    audits = [o for o in outcomes if o["kind"] == "security_audit"]
    contracts = {o["record_id"] for o in audits}
    long = {o["record_id"] for o in audits if o["windows"] > 1}
    partly = sum(not o["exhaustive"] for o in audits)
    return [
        f"test set: {len(audits)} audit samples of {len(contracts)} contracts, {len(long)} of them shown in "
        f"several windows; the labels of {partly} samples are not exhaustive."
    ]


def _audit(labels: Mapping[str, Any], claims: Sequence[Finding] | None) -> dict[str, Any]:
    gold: dict[str, set[str]] = {}
    for finding in labels["findings"]:
        gold.setdefault(finding["class"], set()).update(finding["accept"])
    found = claims or ()
    claimed = sorted({claim.weakness for claim in found})
    earned = credit(gold, claimed)
    alarms = sorted(set(claimed) - set(earned.values()))
    placed = [finding for finding in labels["findings"] if finding["lines"]]
    verdict_right = claims is not None and bool(found) == labels["vulnerable"]
    return {
        "vulnerable": labels["vulnerable"], "exhaustive": labels["exhaustive"], "windows": labels["windows"],
        "parsed": claims is not None, "says_vulnerable": bool(found), "verdict_right": verdict_right,
        "right": verdict_right and len(earned) == len(gold) and not alarms,
        "gold": sorted(gold), "claimed": claimed, "hits": sorted(earned), "alarms": alarms,
        "lines_gold": len(placed),
        "lines_exact": _on_line(placed, found, 0), "lines_near": _on_line(placed, found, 1),
        "claimed_lines": sorted({line for claim in found for line in claim.lines}),
        "claims": len(found), "ids_right": sum(_ids_agree(claim) for claim in found),
    }  # fmt: skip


def _on_line(placed: Sequence[Mapping[str, Any]], claims: Sequence[Finding], reach: int) -> int:
    """How many findings some claim of a credited class places within `reach` lines."""

    def hit(finding: Mapping[str, Any]) -> bool:
        credited = {finding["class"], *finding["accept"]}
        named = [line for claim in claims if claim.weakness in credited for line in claim.lines]
        return any(abs(line - wanted) <= reach for line in named for wanted in finding["lines"])

    return sum(map(hit, placed))


def _ids_agree(claim: Finding) -> bool:
    weakness = by_id(claim.weakness)
    return (claim.swc, claim.cwe) == (weakness.swc, weakness.cwe)


def _fix(labels: Mapping[str, Any], gold: str, text: str) -> dict[str, Any]:
    edits, wanted = parse_fix(text), parse_fix(gold)
    if edits is None or wanted is None:
        return {}
    after = apply_fix(labels["before"], edits)
    exact = after is not None and _code_lines(after) == _code_lines(labels["after"])
    written, reference = ("\n".join(edit.text for edit in each) for each in (edits, wanted))
    return {"parsed": True, "applies": after is not None, "exact": exact, "right": exact,
            "chrf": chrf(written, reference) if reference else float(not written)}  # fmt: skip


def _code_lines(code: str) -> list[str]:
    return [line.rstrip() for line in code.split("\n") if line.strip()]


_HEAD = re.compile(r"\b(function|constructor|def|fn)\b")
_COPIED = ("record_id", "group", "kind", "format", "lang", "source", "language", "role", "pair")
_AT_REST: dict[str, Any] = {
    "vulnerable": False, "exhaustive": False, "windows": 1, "parsed": False, "says_vulnerable": False,
    "verdict_right": False, "right": False, "gold": [], "claimed": [], "hits": [], "alarms": [],
    "claimed_lines": [], "lines_gold": 0, "lines_exact": 0, "lines_near": 0, "claims": 0, "ids_right": 0,
    "applies": False, "exact": False, "chrf": 0.0,
}  # fmt: skip
