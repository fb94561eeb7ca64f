"""The codegen task judged: text likeness for every answer, execution for Python, tests where a task has them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stages.metrics.bleu import signature_13a
from stages.tasks.codegen.score.judge import PARTS, judged
from stages.tasks.codegen.score.metrics import DRAWN, best_form
from stages.tasks.codegen.score.metrics import metrics as metrics

# The number a run is judged by: of the likenesses in use the one that agrees best with what people think of generated code
# (Evtikhiev et al. 2023, arXiv 2208.03133, who advise against BLEU and CodeBLEU for it). CodeBLEU rewards an answer for the
# flows of the reference wherever they occur, so that one which repeats itself to the limit gains by it.
MAIN = "chrf"
TABLE = {  # columns of the main table: metric -> heading
    "chrf": "chrF",
    "pass_at_1": "pass@1",
    "run_rate": "runs alone",
    "syntax_rate": "valid syntax",
    "bleu": "BLEU (13a)",
    "codebleu": "CodeBLEU",
    "bleu_lexed": "BLEU (lexemes)",
}
SHORT = ("chrf", "pass_at_1", "run_rate", "syntax_rate", "codebleu")  # columns of the table in the README
MORE = {  # columns of the second table, runs only
    "chrf_chat": "chrF, chat prompt",
    "chrf_completion": "chrF, completion prompt",
    "codebleu_chat": "CodeBLEU, chat prompt",
    "codebleu_completion": "CodeBLEU, completion prompt",
    "pass_at_1_chat": "pass@1, chat prompt",
    "pass_at_1_completion": "pass@1, completion prompt",
    "run_rate_chat": "runs alone, chat prompt",
    "run_rate_completion": "runs alone, completion prompt",
    "reference_run_rate": "runs alone: what the reference answers reach",
    "codebleu_ngram": "CodeBLEU part: n-grams",
    "codebleu_weighted": "CodeBLEU part: keyword-weighted n-grams",
    "codebleu_syntax": "CodeBLEU part: syntax",
    "codebleu_dataflow": "CodeBLEU part: data flow",
    "part_undefined": "answers with an undefined CodeBLEU part",
    **{f"pass_at_{k}_drawn": f"pass@{k} of sampled answers" for k in DRAWN},
    "right_rate": "passes its tests or equals the reference",
    "parse_rate": "answers with code",
    "fenced_rate": "answers in a fence",
    "stop_rate": "answers that end by themselves",
}
CLASSES = ""
TESTED = ("chrf", "pass_at_1", "run_rate", "syntax_rate", "codebleu")  # compared run against run
SLICES = {  # sample field -> (heading, metrics shown for each of its values)
    "source": ("source", ("chrf", "pass_at_1", "run_rate")),
    "language": ("language", ("chrf", "codebleu")),
}
MEANING = {
    "chrf": "mean F-score of character n-grams against the reference",
    "codebleu": "mean of four likenesses to the reference: n-grams, keyword-weighted n-grams, syntax trees, data flow",
    "pass_at_1": "share of tasks with tests whose greedy answer passes them all",
    "run_rate": "share of Python answers that run to their end by themselves; the references' share is below",
    "syntax_rate": "share of Python answers that parse",
    "bleu": "corpus BLEU as it is published (tokenizer 13a), blind to indentation",
    "bleu_lexed": "corpus BLEU over the lexemes of the language, indentation included",
}
NOTES = (
    "Every run answers in two prompt forms, a conversation and the bare beginning of a file, and is judged in the one in which "
    "its chrF is higher; both stand in the second table. So a form that was learnt is not taken for an ability.",
    "One sample is one task. Function bodies are compared without the signature, which the prompt gives.",
    "An undefined part of CodeBLEU (a reference without data flow, say) is left out of its mean and counted; an empty answer is "
    "0. CodeBLEU depends on the versions of the grammars and is not comparable with figures published elsewhere. Its data flow "
    "counts flows of the reference wherever the answer has them: an answer that runs on, repeating itself, gains by it.",
    "A reference that fails its own tests is quarantined before training. References that do not run alone stay: they mostly "
    "need variables that only the question names, and their share is the ceiling for answers.",
)


def outcomes(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Iterator[dict[str, Any]]:
    """The outcome of each (sample, completion), in order."""
    from stages.sandbox import Sandbox

    with Sandbox() as box:
        yield from judged(pairs, box.layers.told(), box)


def outcome_schema() -> Any:
    """The Arrow schema of outcomes."""
    from stages.core.tables import columns

    texts = (
        "record_id",
        "group",
        "kind",
        "format",
        "lang",
        "source",
        "language",
        "role",
        "pair",
        "sample_id",
        "text",
        "finish_reason",
    )
    kinds: dict[str, Any] = dict.fromkeys(texts, str) | {"tokens": int}
    kinds |= dict.fromkeys(("parsed", "right", "fenced", "valid", "tested", "passed"), bool)
    kinds |= {"bleu_13a": [int], "bleu_lexed": [int]} | dict.fromkeys(("chrf", "codebleu", *PARTS), float)
    return columns(**kinds, ran=str, reference_ran=str, draws=int, draws_passed=int, layers=str)


def excerpt(sample: Mapping[str, Any], answered: Mapping[str, Any]) -> str:
    """What is asked, without the standing words."""
    return str(sample["messages"][-1]["content"])


def remarks(outcomes: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the test set is made of, how answers ended, and what kept them in check."""
    rows = [dict(o) for o in outcomes]
    tasks = {o["record_id"] for o in rows}
    tested = {o["record_id"] for o in rows if o["tested"]}
    ended = Counter(o["ran"] for o in rows if o["ran"])
    told = ", ".join(f"{status} {number}" for status, number in ended.most_common())
    return [
        f"test set: {len(tasks)} tasks, {len(tested)} of them with tests, in {len(rows)} samples; "
        f"the last run is judged in the {best_form(rows)} form; its Python answers, run alone, ended: {told or 'none'}.",
        f"BLEU (13a) is signed {signature_13a()}.",
        *(f"generated code ran under: {layers}." for layers in sorted({o["layers"] for o in rows if o["layers"]})),
    ]
