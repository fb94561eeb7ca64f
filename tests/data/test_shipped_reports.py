"""The threat reports this repository ships: enough of them, in three languages, whole, and told apart from each other."""

import re
from collections import Counter
from functools import cache
from typing import Any

from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.kgraph.clean import prepare
from stages.tasks.kgraph.lib.form import compact, faults, graph_of, parse
from stages.tasks.kgraph.lib.vocab import label_names, relation_names
from stages.tasks.kgraph.readers.authored import read
from tests.project import ROOT

SHIPPED = ROOT / "data/sources/kgraph"
ENTRY = Source("authored", "authored", "Apache-2.0", "authored", ("demo",), "none", folders=("reports",))


@cache
def records() -> tuple[dict[str, Any], ...]:
    files = sorted(path.relative_to(SHIPPED).as_posix() for path in (SHIPPED / "reports").rglob("*.yaml"))
    found = [item for item in read(SHIPPED, files, ENTRY) if not isinstance(item, Reject)]
    assert len(found) == len(files)
    return tuple({**item, "id": item["path"], "source": "authored"} for item in found)


def test_there_are_many_reports_in_each_language_and_some_have_nothing_to_extract() -> None:
    languages = Counter(record["language"] for record in records())
    assert len(records()) >= 60 and min(languages[lang] for lang in ("en", "zh", "ko")) >= 20
    empty = Counter(record["language"] for record in records() if not record["entities"])
    alone = Counter(record["language"] for record in records() if record["entities"] and not record["relationships"])
    assert min(empty[lang] for lang in languages) >= 4 and min(alone[lang] for lang in languages) >= 4


def test_no_report_is_a_copy_of_another() -> None:
    kept, rejects = prepare(records(), len)
    assert rejects == [] and len(kept) == len(records())


def test_every_graph_has_the_form_of_an_answer_and_sound_references() -> None:
    graphs = [graph_of(record) for record in records()]
    assert graphs
    assert [graph for graph in graphs if parse(compact(graph)) != graph or any(faults(graph).values())] == []


def test_every_label_and_every_relation_occurs() -> None:
    labels = {label for record in records() for item in record["entities"] for label in item["labels"]}
    types = Counter(link["type"] for record in records() for link in record["relationships"])
    assert labels == set(label_names())
    assert set(types) == set(relation_names()) and min(types.values()) >= 3


def test_addresses_are_reserved_ones() -> None:
    texts = [record["text"].replace("[.]", ".") for record in records()]
    addresses = [found for text in texts for found in re.findall(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", text)]
    assert addresses
    assert [one for one in addresses if not one.startswith(("192.0.2.", "198.51.100.", "203.0.113."))] == []
