"""Three tiny passages as the repository ships them, in three languages, and what the reader makes of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stages.core.files import sha256_text
from stages.sources.spec import Source
from stages.tasks.kgraph.readers.authored import read

ENGLISH = r"""
text: >-
  Slate Heron sent CraneLoader by mail, e.g. to a payroll office. The group wrote
  C:\Temp\"up".dll. CraneLoader called hxxp://evil[.]example/a.
entities:
- {key: crane, label: Malware, name: CraneLoader, description: loader sent by mail}
- {key: heron, label: ThreatActor, name: Slate Heron, description: group after payroll data, mentions: [The group]}
- {key: dll, labels: [File, Malware], name: 'C:\Temp\"up".dll'}
- {key: url, label: URL, name: 'hxxp://evil[.]example/a'}
relationships:
- {type: uses, source: heron, target: crane, confidence: 0.9, evidence: [1], verb: sends}
- {type: drops, source: heron, target: dll, confidence: 0.8, evidence: [2]}
- {type: beacons-to, source: crane, target: url, confidence: 1.0, evidence: [3]}
"""
CHINESE = """
text: 该组织“灰鹭”使用 CraneLoader。随后它下载了载荷。
entities:
- {key: heron, label: ThreatActor, name: 灰鹭, description: 攻击组织}
- {key: crane, label: Malware, name: CraneLoader}
relationships:
- {type: uses, source: heron, target: crane, confidence: 0.9, evidence: [1]}
"""
KOREAN = """
text: 보고서는 새로운 내용을 담고 있지 않다.
entities: []
relationships: []
"""
FILES = {"reports/en/heron.yaml": ENGLISH, "reports/zh/heron.yaml": CHINESE, "reports/ko/nothing.yaml": KOREAN}
ENTRY = Source("authored", "authored", "Apache-2.0", "authored", ("demo",), "none", folders=("reports",))


def records(folder: Path, files: Mapping[str, str] = FILES) -> list[dict[str, Any]]:
    """The files as records, with the keys that collect adds."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    added = {"source": "authored", "revision": "shipped", "licence": "Apache-2.0"}
    return [{**item, **added, "id": sha256_text(item["text"])} for item in read(folder, sorted(files), ENTRY)]
