from typing import Any

import pytest

WEAK = "fn a() -> u8 {\n    x.unwrap()\n}\nfn b() -> u8 {\n    y.unwrap() // kept\n}\nmod tests {\n    z.unwrap();\n}\n"


def case(kind: str, side: str, number: int = 1, file: str = "lib.rs") -> str:
    return f"test-cases/ink/{kind}/{side}/{side}-{number}/src/{file}"


@pytest.fixture
def files() -> dict[str, str]:
    return {
        case("unsafe-unwrap", "vulnerable"): WEAK,
        case("unsafe-unwrap", "remediated"): WEAK.replace("x.unwrap()", "x.unwrap_or(0)"),
        case("unsafe-unwrap", "remediated", 2): WEAK.replace("x.unwrap()", "0"),
    }


def test_a_correction_is_paired_by_number(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("scout", files)
    assert sorted((r["role"], r["pair"][-2:]) for r in records) == [("fixed", ""), ("fixed", "/1"), ("vulnerable", "/1")]


def test_the_lines_that_bear_the_sign_and_change_are_the_weak_ones(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("scout", files)
    assert [f["lines"] for r in records for f in r["findings"]] == [[2]]


def test_without_correction_every_line_with_the_sign_counts_but_none_in_tests(read_files: Any) -> None:
    records, _ = read_files("scout", {case("unsafe-unwrap", "vulnerable"): WEAK})
    assert records[0]["findings"][0]["lines"] == [2, 5]


def test_template_files_and_style_detectors_are_refused(read_files: Any) -> None:
    template, style = case("unsafe-unwrap", "vulnerable", file="weights.rs"), case("storage-change-events", "vulnerable")
    _, rejects = read_files("scout", {template: WEAK, style: WEAK})
    assert [(r.path, r.field) for r in rejects] == [(style, "label"), (template, "path")]
