"""One answer to a programming task judged: its text against the reference, then what happens when it runs.

Function bodies are compared without their signatures, in both prompt forms: the signature stands in the prompt, and
copying it, or being spared it, is not programming.
"""

import ast
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from stages.metrics.bleu import counts_13a, counts_lexed
from stages.metrics.codebleu import LANGUAGES, codebleu
from stages.metrics.lexing import lex
from stages.metrics.text import chrf
from stages.sandbox import Program, Sandbox, Verdict
from stages.tasks.codegen.lib.answer import extract
from stages.tasks.codegen.lib.languages import PYTHON, parsed
from stages.tasks.codegen.lib.programs import alone, with_tests

Row = dict[str, Any]
_SIGNATURE = re.compile(r"^[ \t]*(?:async[ \t]+)?def\b[^\n]*?:[ \t]*\n", re.MULTILINE)
_COPIED = ("record_id", "group", "kind", "format", "lang", "source", "language", "role", "pair")
PARTS = ("ngram", "weighted", "syntax", "dataflow")


class Answer(NamedTuple):
    """What is judged: the code as a program, the part that is compared, and the same part of the reference."""

    program: str
    compared: str
    reference: str


def judged(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]], layers: str, box: Sandbox) -> Iterator[Row]:
    """An outcome for each (sample, completion), in order; Python runs in `box`."""
    asked = [(sample, completion, _programs(sample, completion)) for sample, completion in pairs]
    verdicts = box.run(program for _, _, programs in asked for program in programs)
    for sample, completion, programs in asked:
        yield _outcome(sample, completion, [next(verdicts) for _ in programs], layers)


def _programs(sample: Mapping[str, Any], completion: Mapping[str, Any]) -> list[Program]:
    """The answer alone, then with its tests, then each further draw with them; none for what is not Python."""
    if sample["language"] != PYTHON:
        return []
    labels = json.loads(sample["labels"])
    texts = [completion["text"], *(completion["draws"] if _tested(labels) else ())]
    codes = [_answer(sample, labels, text).program for text in texts]
    tests = [with_tests(labels["prelude"], code, labels) for code in codes] if _tested(labels) else []
    return [alone(labels["prelude"], codes[0]), *tests]


def _outcome(sample: Mapping[str, Any], completion: Mapping[str, Any], ended: list[Verdict], layers: str) -> Row:
    labels = json.loads(sample["labels"])
    answer, written = _answer(sample, labels, completion["text"]), extract(completion["text"])
    ran, *tests = [verdict.status for verdict in ended] or [""]
    told = codebleu(answer.compared, answer.reference, sample["language"]) if sample["language"] in LANGUAGES else None
    passed = tests[:1] == ["passed"]
    same = bool(answer.compared.strip()) and lex(answer.compared, sample["language"]) == lex(answer.reference, sample["language"])
    return {
        **{name: sample[name] for name in _COPIED}, "sample_id": sample["id"], "text": completion["text"],
        "finish_reason": completion["finish_reason"], "tokens": completion["tokens"], "parsed": bool(written.code.strip()),
        "right": passed if _tested(labels) else same, "fenced": written.fenced,
        "valid": _valid(answer.program, sample["language"]),
        "bleu_13a": counts_13a(answer.compared, answer.reference),
        "bleu_lexed": counts_lexed(answer.compared, answer.reference, sample["language"]),
        "chrf": chrf(answer.compared, answer.reference), "codebleu": _number(told.value) if told else None,
        **{part: _number(getattr(told, part)) if told else None for part in PARTS},
        "ran": ran, "reference_ran": labels["runs"], "tested": _tested(labels), "passed": passed,
        "draws": len(tests[1:]), "draws_passed": tests[1:].count("passed"), "layers": layers,
    }  # fmt: skip


def _answer(sample: Mapping[str, Any], labels: Mapping[str, Any], text: str) -> Answer:
    code = extract(text).code
    if not labels["function"]:
        return Answer(code, code, labels["code"])
    whole = labels["head"] + code if labels["head"] else code
    body = code if labels["head"] else _body(code)
    return Answer(whole if code.strip() else "", textwrap.dedent(body), textwrap.dedent(_body(labels["code"])))


def _body(code: str) -> str:
    """What follows the first signature, by the syntax tree where there is one, else by the first line that reads like it."""
    tree = parsed(code)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)] if tree else []
    if functions:
        return "\n".join(code.split("\n")[functions[0].body[0].lineno - 1 :])
    found = _SIGNATURE.search(code)
    return code[found.end() :] if found else code


def _valid(code: str, language: str) -> bool | None:
    """Whether the code parses; None for a language without a parser here, False for no code at all."""
    if not code.strip():
        return False if language == PYTHON else None
    return parsed(code) is not None if language == PYTHON else None


def _tested(labels: Mapping[str, Any]) -> bool:
    return bool(labels["asserts"] or labels["calls"])


def _number(value: float) -> float | None:
    return None if value != value else value
