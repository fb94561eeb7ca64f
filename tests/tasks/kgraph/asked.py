"""Passages small enough to judge by eye, their samples and answers, for the tests of samples, scores and baselines."""

import json
from typing import Any

from stages.core.files import sha256_text
from stages.metrics.metric import Metric
from stages.prompting.room import Room
from stages.prompting.tokens import Tokens
from stages.tasks.kgraph import score
from stages.tasks.kgraph.lib.form import Graph, compact, graph_of
from stages.tasks.kgraph.samples import Options, make

Row = dict[str, Any]
OPTIONS = Options(
    prompt_languages=["en", "zh", "ko"], over_length="reject", list_vocabulary=False, descriptions=True, empty_share=0.2,
    augment_synonyms=0, augment_names=0, augment_order=0, augment_noise=0, augment_empty=0,
)  # fmt: skip


def options(**changes: Any) -> Options:
    return Options(**{**OPTIONS.model_dump(), **changes})


def entity(at: int, label: str, name: str, *mentions: str, description: str = "") -> Row:
    return {"id": f"e{at}", "labels": [label], "name": name, "description": description, "mentions": list(mentions)}


def link(type: str, source: int, target: int, *evidence: int, confidence: float = 0.9) -> Row:
    return {"type": type, "verb": "", "source": f"e{source}", "target": f"e{target}", "confidence": confidence,
            "evidence": list(evidence)}  # fmt: skip


def record(text: str, entities: list[Row], links: list[Row], **changes: Any) -> Row:
    row = {"id": sha256_text(text), "source": "reports", "path": "en/a.yaml", "language": "en", "family": "reports/a",
           "project": "", "text": text, "entities": entities, "relationships": links}  # fmt: skip
    return row | changes


HERON = record(
    "Slate Heron sends CraneLoader to banks. The group uses crane.example as its server. No patch is known. "
    "CraneLoader exploits CVE-2024-1234, researchers said.",
    [entity(1, "ThreatActor", "Slate Heron", "The group", description="group after payroll data"),
     entity(2, "Malware", "CraneLoader", description="loader of Slate Heron"),
     entity(3, "Domain", "crane.example"),
     entity(4, "Vulnerability", "CVE-2024-1234")],
    [link("uses", 1, 2, 1), link("uses", 1, 3, 2), link("exploits", 2, 4, 4, confidence=0.8)],
)  # fmt: skip
PLAIN = record("Fjord Ferries runs AtlasMail. AtlasMail was bought by many firms.",
               [entity(1, "Organization", "Fjord Ferries"), entity(2, "Software", "AtlasMail")], [], path="en/b.yaml",
               family="reports/b")  # fmt: skip
QUIET = record("Nothing happened. Nobody was harmed.", [], [], path="en/c.yaml", family="reports/c")
ZH = record(
    "灰鹭组织使用了CraneLoader。研究人员观察到它连接crane.example。",
    [entity(1, "ThreatActor", "灰鹭组织"), entity(2, "Malware", "CraneLoader", "它"), entity(3, "Domain", "crane.example")],
    [link("uses", 1, 2, 1), link("communicates-with", 2, 3, 2)], language="zh", path="zh/d.yaml", family="reports/d",
)  # fmt: skip
KO = record(
    "회색왜가리 조직은 CraneLoader를 사용했다. 공격은 주로 은행을 노렸다.",
    [entity(1, "ThreatActor", "회색왜가리 조직"), entity(2, "Malware", "CraneLoader"), entity(3, "Sector", "은행")],
    [link("uses", 1, 2, 1)], language="ko", path="ko/e.yaml", family="reports/e",
)  # fmt: skip
ALL = [HERON, PLAIN, QUIET, ZH, KO]


def wide(tokens: Tokens) -> Room:
    return Room(tokens, 6000, 3000)


def sample(of: Row, tokens: Tokens, **changes: Any) -> Row:
    """The one sample of a record shown whole."""
    made, rejects = make([of], wide(tokens), OPTIONS)
    assert len(made) == 1 and not rejects
    return made[0] | {"group": of["family"]} | changes


def gold(of: Row) -> Graph:
    return graph_of(of)


def answered(asked: Row, answer: str | Graph | None = None, **changes: Any) -> Row:
    """A completion; without an answer it is the expected one."""
    text = asked["completion"] if answer is None else answer if isinstance(answer, str) else compact(answer)
    return {"sample_id": asked["id"], "text": text, "finish_reason": "stop", "tokens": len(text) // 4, "draws": []} | changes


def judged(of: Row, answer: str | Graph | None = None, **changes: Any) -> Row:
    return next(score.outcomes([(of, answered(of, answer, **changes))]))


def values(*rows: Row, part: str = "") -> dict[str, Metric]:
    return {metric.name: metric for metric in score.metrics(rows) if metric.part == part}


def value(name: str, *rows: Row) -> float:
    return values(*rows)[name].value


def changed(graph: Graph, entities: Any = None, relationships: Any = None) -> str:
    """The answer with rows changed by hand; a value of the form or not."""
    said = json.loads(compact(graph))
    said["entities"] = said["entities"] if entities is None else entities(said["entities"])
    said["relationships"] = said["relationships"] if relationships is None else relationships(said["relationships"])
    return json.dumps(said, ensure_ascii=False)
