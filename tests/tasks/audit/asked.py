"""Samples and completions small enough to judge by eye, for the tests of scores, baselines and reports."""

import json
from typing import Any

from stages.tasks.audit import prompt
from stages.tasks.audit.lib.answer import cot_answer, fix_json, verdict_json

REENTRANCY = {"class": "reentrancy", "accept": [], "lines": [3], "reason": "It pays before it books."}
BANK = "contract Bank {\n  function out() public {\n    msg.sender.call{value: 1}();\n    held[msg.sender] = 0;\n  }\n}"
SHOP = "contract Shop {\n  function buy() public {\n    require(tx.origin == owner);\n  }\n}"


def audit(name: str, findings: list[dict[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    """A security_audit sample of BANK; without findings it is the fixed variant."""
    found, format = findings or [], changes.get("format", "plain")
    verdict = verdict_json(found)
    labels = {"vulnerable": bool(found), "findings": [{k: f[k] for k in ("class", "accept", "lines")} for f in found],
              "exhaustive": True, "first_line": 1, "last_line": 6, "window": 1, "windows": 1}  # fmt: skip
    shown = prompt.numbered(changes.pop("code", BANK))
    sample = {
        "id": name, "record_id": name, "group": name, "kind": "security_audit", "format": "plain", "lang": "en",
        "messages": prompt.messages("security_audit", format, "en", "solidity", shown),
        "completion": verdict if format == "plain" else cot_answer(["It calls out."], verdict),
        "labels": json.dumps(labels | changes.pop("labels", {})), "source": "authored", "language": "solidity",
        "role": "vulnerable" if found else "fixed", "pair": "bank", "tokens": 100,
    }  # fmt: skip
    return sample | changes


def fix(before: str, after: str) -> dict[str, Any]:
    """A vulnerability_fix sample."""
    labels = {"before": before, "after": after, "class": "reentrancy"}
    answer = {"completion": fix_json(before, after, "Books first."), "labels": json.dumps(labels)}
    return audit("fix") | answer | {"kind": "vulnerability_fix", "role": "vulnerable"}


def answered(sample: dict[str, Any], text: str | None = None, **changes: Any) -> dict[str, Any]:
    """A completion; without a text it is the expected one."""
    said = sample["completion"] if text is None else text
    return {"sample_id": sample["id"], "text": said, "finish_reason": "stop", "tokens": len(said) // 4} | changes
