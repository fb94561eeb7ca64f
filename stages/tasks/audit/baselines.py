"""Three auditors that need no language model, answering in the same form and judged by the same code.

A tuned model that does not beat them has learnt nothing worth its cost. Only the train side is used to fit.
majority  the most common verdict of the language, and its most common class where that is "vulnerable"
regex     ten one-line patterns from textbooks, not tuned on any label
tfidf     one-vs-rest logistic regression on TF-IDF of word 1- and 2-grams of the code
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stages.tasks.audit.lib.answer import cot_answer, verdict_json
from stages.tasks.audit.prompt import code_of

Row = Mapping[str, Any]
Code = dict[int, str]  # line number -> text, as shown in the prompt
Claims = list[dict[str, Any]]  # findings in the form of `verdict_json`
KINDS = ("security_audit",)

RULES = (  # (class, pattern) tried on every line of code
    ("tx-origin-auth", r"\btx\.origin\b"),
    ("block-timestamp", r"\bblock\.timestamp\b|\bnow\b"),
    ("untrusted-delegatecall", r"\.delegatecall\(|is_delegate_call=True"),
    ("unprotected-selfdestruct", r"\b(selfdestruct|suicide)\("),
    ("reentrancy", r"\.call(\{|\.)value\b|\braw_call\(.*value="),
    ("unchecked-return", r"^\s*[\w.\[\]()]+\.(send|call)(\{.*\}|\.value\(.*\))?\(.*\);"),
    ("weak-randomness", r"\bblockhash\(|\bblock\.(difficulty|prevrandao|coinbase)\b"),
    ("integer-overflow", r"\bunchecked\s*\{|\bwrapping_(add|sub|mul)\(|\bunsafe_(add|sub|mul)\("),
    ("dos-gas-limit", r"\bfor\b.*\.(length|len\(\))"),
    ("panic-on-error", r"\.unwrap\(\)|\.expect\(|\bpanic!"),
)
_WORD = r"[A-Za-z_]\w*|\d+|[^\s\w]"


def fit(train: Sequence[Row], seed: int) -> dict[str, Callable[[Row], str]]:
    """{name: sample -> answer text} for audit samples; other kinds in `train` are passed over."""
    audits = [sample for sample in train if sample["kind"] in KINDS]
    if not audits:
        return {"regex": _answering(_by_rules)}
    contracts = {code: sample for sample in audits if (code := "\n".join(code_of(sample["messages"]).values()))}
    codes, samples = list(contracts), list(contracts.values())
    return {
        "majority": _answering(_majority(audits)),
        "regex": _answering(_by_rules),
        "tfidf": _answering(_tfidf(codes, [_gold(sample) for sample in samples], seed)),
    }


def _answering(auditor: Callable[[Row, Code], Claims]) -> Callable[[Row], str]:
    def answer(sample: Row) -> str:
        verdict = verdict_json(auditor(sample, code_of(sample["messages"])))
        return verdict if sample["format"] == "plain" else cot_answer([], verdict)

    return answer


def _majority(train: Sequence[Row]) -> Callable[[Row, Code], Claims]:
    verdicts: dict[str, Counter[bool]] = {}
    classes: dict[str, Counter[str]] = {}
    for sample in train:
        gold = _gold(sample)
        verdicts.setdefault(sample["language"], Counter())[bool(gold)] += 1
        classes.setdefault(sample["language"], Counter()).update(gold)

    def audit(sample: Row, code: Code) -> Claims:
        seen = verdicts.get(sample["language"], Counter())
        if seen[True] <= seen[False]:
            return []
        return [_claim(max(sorted(named := classes[sample["language"]]), key=named.__getitem__))]

    return audit


def _by_rules(sample: Row, code: Code) -> Claims:
    found = []
    for name, pattern in RULES:
        if lines := [number for number, text in code.items() if re.search(pattern, text)]:
            found.append(_claim(name, *lines))
    return found


def _tfidf(codes: Sequence[str], gold: Sequence[Sequence[str]], seed: int) -> Callable[[Row, Code], Claims]:
    """The claimed line is the one whose terms weigh most for the class."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    terms = TfidfVectorizer(token_pattern=_WORD, ngram_range=(1, 2), max_features=50_000, sublinear_tf=True)
    counted = terms.fit_transform(codes)
    names, weights, offsets = [], [], []
    for name in sorted({name for classes in gold for name in classes}):
        wanted = np.array([name in classes for classes in gold])
        if not wanted.all():
            model = LogisticRegression(C=10.0, class_weight="balanced", solver="liblinear", random_state=seed)
            model.fit(counted, wanted)
            names.append(name)
            weights.append(model.coef_[0])
            offsets.append(model.intercept_[0])
    table = np.stack(weights, axis=1) if names else None

    def audit(sample: Row, code: Code) -> Claims:
        if not code or table is None:
            return []
        rows = terms.transform(["\n".join(code.values()), *code.values()]) @ table
        said = np.flatnonzero(rows[0] + offsets > 0)
        return [_claim(names[at], list(code)[int(np.argmax(rows[1:, at]))]) for at in said]

    return audit


def _gold(sample: Row) -> list[str]:
    return sorted({finding["class"] for finding in json.loads(sample["labels"])["findings"]})


def _claim(name: str, *lines: int) -> dict[str, Any]:
    return {"class": name, "lines": list(lines), "reason": "baseline"}
