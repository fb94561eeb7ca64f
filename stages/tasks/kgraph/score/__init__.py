"""The kgraph task judged: which numbers a run is known by, and what they mean.

An answer that cannot be read claims nothing; it is counted, never repaired and never skipped.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stages.tasks.kgraph.prompt import numbered, sentences_of
from stages.tasks.kgraph.score.alignment import ALIKE
from stages.tasks.kgraph.score.metrics import SURE
from stages.tasks.kgraph.score.metrics import metrics as metrics
from stages.tasks.kgraph.score.outcome import outcome
from stages.tasks.kgraph.score.outcome import outcome_schema as outcome_schema

MAIN = "graph_f1"  # the number a run is judged by
CLASSES = "label or relation type"  # what "class=" parts are
TABLE = {  # columns of the main table: metric -> heading
    "graph_f1": "graph F1",
    "entity_f1": "entity F1",
    "pair_f1": "pair F1",
    "triple_f1": "triple F1",
    "grounded_names": "names in the text",
    "false_edge_rate": "false edges where none is stated",
    "parse_rate": "readable answers",
}
SHORT = ("graph_f1", "entity_f1", "triple_f1", "parse_rate")  # columns of the table in the README
MORE = {  # columns of the second table, runs only
    "graph_precision": "graph precision",
    "graph_recall": "graph recall",
    "graph_f1_mean": "mean graph F1 of a passage",
    "right_rate": "graphs without a fault",
    "name_f1": "name F1",
    "entity_f1_loose": "entity F1, loose names",
    "triple_f1_loose": "triple F1, loose names",
    "strict_span_f1": "SemEval strict",
    "exact_span_f1": "SemEval exact",
    "partial_span_f1": "SemEval partial",
    "type_span_f1": "SemEval type",
    "swap_rate": "edges turned round",
    "evidence_real": "evidence that exists",
    "evidence_holds": "evidence with both ends",
    "evidence_agrees": "evidence as expected",
    "false_edge_rate_empty": "false edges, empty passages",
    "false_edge_rate_no_relation": "false edges, entities only",
    "false_entity_rate_empty": "false entities, empty passages",
    "dangling_rate": "dangling ends",
    "duplicate_id_rate": "repeated ids",
    "self_loop_rate": "self-loops",
    "duplicate_triple_rate": "repeated triples",
    "isolated_rate": "entities without an edge",
    "brier": "Brier score",
    "ece": "calibration error",
    "one_confidence": "commonest confidence",
    "sure_precision": f"precision of edges from {SURE} on",
    "sure_coverage": f"edges from {SURE} on",
    "json_rate": "strict JSON",
    "fence_parse_rate": "readable without a fence",
    "stop_rate": "answers that end by themselves",
}
TESTED = ("graph_f1", "entity_f1", "triple_f1")  # compared run against run
_ALL = ("graph_f1", "entity_f1", "triple_f1")
SLICES = {  # sample field -> (heading, metrics shown for each of its values)
    "language": ("language of the passage", _ALL),
    "role": ("what there is to extract", ("graph_f1_mean",)),
    "source": ("source", _ALL),
}
MEANING = {
    "graph_f1": "F1 over all entities (name and label) and relationships (both ends and type) pooled",
    "entity_f1": "F1 over entities: the name, or a mention of the same thing, and the label agree",
    "pair_f1": "F1 over relationships by their two ends and direction, whatever the type",
    "triple_f1": "F1 over relationships by both ends, direction and type",
    "grounded_names": "share of claimed names that stand in the passage",
    "false_edge_rate": "share of readable answers that claim a relationship where the passage states none",
    "parse_rate": "share of answers that are strict JSON of the asked form, nothing repaired",
}
NOTES = (
    "One sample is one passage, or one window of whole sentences of a passage too long for the budget.",
    "Names are compared with case, articles, quotes, spacing and defanged dots folded. Entities are matched one to one, as "
    "many as can be; ids and orders play no part. The first label of an entity is the one that is judged.",
    "Ends of relationships are compared as entities. affiliated-with, duplicate-of and related-to read the same in both "
    "directions.",
    f"Loose names may differ in spelling up to a similarity of {ALIKE}, but never in a digit, and addresses never.",
    "The SemEval schemes are counted by nervaluate over the first place of each name; mentions earn nothing there.",
    "An answer that cannot be read claims nothing: it loses recall, and raises no false edge, so false edges are counted "
    "among readable answers only.",
    "Precision is a lower bound: a relationship that a passage supports and its annotators left out counts as false.",
    "Brier score, calibration error and the precision of sure edges take an edge as right when both ends and type are. "
    "A commonest confidence near 1 means that confidences say nothing.",
)


def outcomes(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Iterator[dict[str, Any]]:
    """A row for each (sample, completion), in order. Never raises."""
    return (outcome(sample, completion) for sample, completion in pairs)


def excerpt(sample: Mapping[str, Any], answered: Mapping[str, Any]) -> str:
    """The passage as it was shown."""
    return numbered(sentences_of(sample["messages"]))


def remarks(outcomes: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the test set is made of, for the reader of its numbers."""
    entities, edges = (sum(len(o[name]) for o in outcomes) for name in ("labels_gold", "types_gold"))
    roles = [str(o["role"]) for o in outcomes]
    passages = len({o["record_id"] for o in outcomes})
    return [
        f"test set: {len(outcomes)} samples of {passages} passages with {entities} entities and {edges} relationships; "
        f"{roles.count('empty')} of the samples hold nothing to extract and {roles.count('no-relation')} only entities."
    ]
