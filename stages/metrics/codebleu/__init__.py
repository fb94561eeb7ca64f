"""CodeBLEU of a code against one reference: mean of n-gram, keyword-weighted n-gram, syntax and data-flow match.

Source: Ren et al., CodeBLEU (2020, arXiv 2009.10297), and its published implementation, with these differences:
- tokens are lexemes, so layout that means nothing counts for nothing; comments are left out everywhere;
- a part that the reference leaves undefined is left out, the other weights grow alike, and the part is named: no data flow,
  n-grams of a single token. What is undefined depends on the reference alone, so all predictions of a row share it;
- orders of n-grams end at the reference's length, so a short code that is right scores 1;
- a match of 0 stays 0, and so does every defined part of an empty prediction;
- merged data-flow edges stand in the order of the code, so no value depends on the hash seed.

The value of a corpus is the mean of its rows' values. `reference.py` computes the published form.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import nan
from typing import NamedTuple

from stages.metrics.codebleu.dataflow import data_flow, shared_flow
from stages.metrics.codebleu.keywords import KEYWORDS
from stages.metrics.codebleu.ngrams import Counts, blend, brevity, count, tally
from stages.metrics.codebleu.trees import read_tree
from stages.metrics.lexing import lex

LANGUAGES = ("python", "solidity", "java")
PARTS = ("ngram", "weighted", "syntax", "dataflow")
_LAYOUT = frozenset({"<newline>", "<indent>", "<dedent>"})  # lexemes without a character of code


class CodeBleu(NamedTuple):
    """Value and parts, each in [0, 1], higher is better; nan = undefined for this reference."""

    value: float  # mean of the defined parts
    ngram: float
    weighted: float
    syntax: float
    dataflow: float
    undefined: tuple[str, ...]  # parts left out of the mean


class _Code(NamedTuple):
    """What the parts compare."""

    counts: Counts  # of n-grams, by order
    subtrees: tuple[bytes, ...]
    flow: Mapping[tuple[object, ...], int]  # data-flow edges and how often each stands there
    size: int  # lexemes that are more than layout


def codebleu(text: str, reference: str, language: str) -> CodeBleu:
    """How near is `text` to `reference`, both code in one of LANGUAGES, whole or the bare body of a function?

    >>> codebleu("return a+b", "return a + b", "python").value
    1.0
    >>> codebleu('print("hello")', 'print("hello")', "python").undefined
    ('dataflow',)
    >>> codebleu("", "return a + b", "python").value
    0.0
    """
    gold, told = _reference(reference, language), _code(text, language)
    parts = _parts(told, gold, KEYWORDS[language]) if told.size else dict.fromkeys(PARTS, 0.0)
    undefined = tuple(name for name, known in zip(PARTS, _defined(gold), strict=True) if not known)
    parts |= dict.fromkeys(undefined, nan)
    known = [value for name, value in parts.items() if name not in undefined]
    return CodeBleu(sum(known) / len(known) if known else nan, **parts, undefined=undefined)


def _parts(told: _Code, gold: _Code, keywords: frozenset[str]) -> dict[str, float]:
    grams = tally(told.counts, gold.counts, keywords)
    held = set(told.subtrees)
    return {
        "ngram": blend(grams.precision) * brevity(*grams.lengths),
        "weighted": blend(grams.recall),
        "syntax": sum(tree in held for tree in gold.subtrees) / max(1, len(gold.subtrees)),
        "dataflow": shared_flow(told.flow, gold.flow) / max(1, sum(gold.flow.values())),
    }


def _defined(gold: _Code) -> tuple[bool, bool, bool, bool]:
    grams = gold.size > 1
    return grams, grams, bool(gold.size and gold.subtrees), bool(gold.size and gold.flow)


def _code(text: str, language: str) -> _Code:
    lexemes = lex(text, language)
    tree = read_tree(text, language)
    size = sum(lexeme not in _LAYOUT for lexeme in lexemes)
    return _Code(count(lexemes), tree.subtrees, data_flow(tree, language), size)


@lru_cache(maxsize=2048)
def _reference(text: str, language: str) -> _Code:
    """The reference's side, kept: runs, prompt forms and draws are compared with the same one."""
    return _code(text, language)
