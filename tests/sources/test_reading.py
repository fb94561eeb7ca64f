"""From what a reader yields to what is stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stages.core.rejects import Reject
from stages.sources.reading import Opened, read_source
from stages.sources.spec import Source
from stages.tasks.audit.lib.records import Record, finding, record

ENTRY = Source("here", "files", "MIT", "own", ("demo",), "none", folders=("here",))


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("code", "contract \ud800 {}", r"'contract \ud800 {}'"),
        ("title", "\udfff", r"'\udfff'"),
        ("findings", [finding("reentrancy", [1], "\ud800")], r"'reason': '\ud800'"),
    ],
)
def test_a_record_with_half_a_surrogate_pair_is_refused_with_its_field(
    field: str, value: Any, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(*_: Any) -> Iterator[Record]:
        yield record(path="a.sol", **{field: value})
        yield record(path="b.sol", code="contract B {}")

    monkeypatch.setattr("stages.sources.reading.reader_of", lambda *_: reader)
    refused, kept = read_source(ENTRY, "audit", Opened(Path(), {}))
    assert isinstance(refused, Reject) and isinstance(kept, dict)
    assert (refused.path, refused.field, refused.source) == ("a.sol", field, "here")
    assert shown in refused.value and "no text" in refused.rule
