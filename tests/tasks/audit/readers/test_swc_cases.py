from typing import Any

import pytest

CODE = "contract A {\n  uint x;\n}\n"


def case(count: int, **lines: list[int]) -> str:
    places = "".join(f"  - line_numbers:\n      {name}.sol: {at}\n" for name, at in lines.items())
    return f"description: A case\nissues:\n- id: SWC-107\n  count: {count}\n  locations:\n{places}"


@pytest.fixture
def files() -> dict[str, str]:
    return {
        "cases/dao/dao.sol": CODE,
        "cases/dao/dao.yaml": case(1, dao=[2]),
        "cases/dao_fixed_1/dao_fixed_1.sol": CODE + "//1",
        "cases/dao_fixed_1/dao_fixed_1.yaml": case(0),
        "cases/sound/sound.sol": CODE + "//2",
        "cases/sound/sound.yaml": case(0),
        "cases/sound/ECDSA.sol": CODE + "//3",
    }


def test_count_zero_is_fixed_beside_a_weak_sibling_and_a_lookalike_alone(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("swc_cases", files)
    assert [r["role"] for r in records] == ["vulnerable", "fixed", "lookalike"]


def test_a_case_and_its_correction_share_pair_and_family(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("swc_cases", files)
    assert [(r["family"], r["pair"]) for r in records] == [("here/dao", "here/dao")] * 2 + [("here/sound", "")]


def test_the_swc_id_and_lines_of_the_yaml_become_a_finding(read_files: Any, files: dict[str, str]) -> None:
    records, _ = read_files("swc_cases", files)
    assert [(f["class"], f["lines"]) for f in records[0]["findings"]] == [("reentrancy", [2])]


def test_a_helper_file_is_refused(read_files: Any, files: dict[str, str]) -> None:
    _, rejects = read_files("swc_cases", files)
    assert [r.path for r in rejects] == ["cases/sound/ECDSA.sol"]
