"""BLEU from summed counts, against sacrebleu's own scores of a corpus."""

import numpy as np
import pytest
from sacrebleu.metrics.bleu import BLEU

from stages.metrics.bleu import bleu, counts_13a, counts_lexed, signature_13a
from stages.metrics.bootstrap import interval
from stages.metrics.lexing import lex
from stages.metrics.metric import Metric

GOLD = [
    "def add(a, b):\n    return a + b\n",
    "total = 0\nfor item in items:\n    total += item.price * item.count\nprint(total)\n",
    "with open(path) as f:\n    return [line.strip() for line in f if line]\n",
    "return x",
    "import os\nfor name in sorted(os.listdir('.')):\n    print(name)\n",
]
TOLD = [
    "def add(x, y):\n    return x + y\n",
    "total = 0\nfor item in items:\n    total += item.price\nprint(total)\n",
    "return [line.strip() for line in open(path)]\n",
    "",
    "for name in os.listdir():\n    print(name, name, name, name)\n",
]
NOTHING_RIGHT = ["a b c d e"], ["v w x y z"]
NO_LONG_MATCH = ["a x b y c z d", "return a"], ["a b c d e f g", "return b or c"]
CORPORA = [(TOLD, GOLD), (TOLD[:1], GOLD[:1]), (TOLD[3:], GOLD[3:]), (TOLD[3:4], GOLD[3:4]), NOTHING_RIGHT, NO_LONG_MATCH]


@pytest.mark.parametrize(("told", "gold"), CORPORA)
def test_summed_counts_give_the_score_of_the_corpus(told, gold):
    sums = np.sum([counts_13a(*pair) for pair in zip(told, gold, strict=True)], axis=0)
    assert bleu(sums) == pytest.approx(BLEU().corpus_score(told, [gold]).score / 100, abs=1e-9)


@pytest.mark.parametrize(("told", "gold"), CORPORA)
def test_summed_counts_of_lexemes_give_the_score_of_the_corpus_of_lexemes(told, gold):
    sums = np.sum([counts_lexed(*pair, "python") for pair in zip(told, gold, strict=True)], axis=0)
    cut = [[" ".join(lex(code, "python")) for code in codes] for codes in (told, gold)]
    expected = BLEU(tokenize="none", force=True).corpus_score(cut[0], [cut[1]])
    assert bleu(sums) == pytest.approx(expected.score / 100, abs=1e-9)


def test_many_sums_at_once_give_what_each_gives_alone():
    counts = np.array([counts_13a(*pair) for pair in zip(TOLD, GOLD, strict=True)])
    assert bleu(counts.reshape(5, 1, 10)).tolist() == [[float(bleu(row))] for row in counts]


def test_a_return_moved_into_the_loop_lowers_bleu_on_lexemes_alone():
    gold = "def f(xs):\n    t = 0\n    for x in xs:\n        t += x\n    return t\n"
    told = gold.replace("    return", "        return")
    assert bleu(counts_13a(told, gold)) == 1.0
    assert 0.6 < bleu(counts_lexed(told, gold, "python")) < 0.95


def test_layout_lowers_bleu_13a_alone():
    gold, told = "def add(a, b):\n    return a + b\n", "def add(a,b):  # sum\n    return a+b\n"
    assert bleu(counts_13a(told, gold)) < 0.8
    assert bleu(counts_lexed(told, gold, "python")) == 1.0


def test_an_empty_answer_scores_zero_and_no_reference_nothing():
    assert bleu(counts_13a("", "a b c d")) == 0.0
    assert np.isnan(bleu(counts_13a("a b c d", "")))


def test_the_signature_is_that_of_the_published_form():
    assert signature_13a().startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")


def test_the_value_stands_in_its_interval():
    units = [str(number) for number in range(len(GOLD))]
    counts = [counts_13a(*pair) for pair in zip(TOLD, GOLD, strict=True)]
    metric = Metric("bleu", "up", "score", units, units, counts, bleu)
    low, high = interval(metric, 200, seed=1)
    assert 0 <= low < metric.value < high <= 1
