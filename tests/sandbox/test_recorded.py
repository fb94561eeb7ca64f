"""Real tasks and real answers of a model, where the mirror of public data is at hand."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from stages.sandbox import Program, Sandbox

MIRROR = Path(os.environ.get("SECTUNE_MIRROR") or Path(__file__).parents[3] / "shared/data") / "codegen"
# EvalPlus compares more leniently or had other tests for these: the same verdicts differ without any sandbox.
OTHERWISE = {71, 87, 143, 164, 223, 229, 249, 312, 400, 431, 574, 612, 640}

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not MIRROR.is_dir(), reason="no mirror of the public data here")]


def tasks() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (MIRROR / "mbpp/mbpp.jsonl").read_text().splitlines()]


def sanitized() -> dict[int, dict[str, Any]]:
    return {row["task_id"]: row for row in json.loads((MIRROR / "mbpp/sanitized-mbpp.json").read_text())}


def test_every_reference_solution_of_mbpp_passes_its_tests() -> None:
    programs = [Program(row["code"], row["test_setup_code"], (*row["test_list"], *row["challenge_test_list"])) for row in tasks()]
    programs += [Program(row["code"], "\n".join(row["test_imports"]), tuple(row["test_list"])) for row in sanitized().values()]
    with Sandbox() as box:
        verdicts = list(box.run(programs))
    assert len(verdicts) == 974 + 427
    assert [verdict for verdict in verdicts if verdict.status != "passed"] == []


def test_recorded_answers_get_the_recorded_verdicts() -> None:
    (answers,) = (MIRROR / "codeup/evaluation").glob("*-mbpp.jsonl")
    (results,) = (MIRROR / "codeup/evaluation").glob("*_eval_results.json")
    recorded = json.loads(results.read_text())["eval"]
    rows = [json.loads(line) for line in answers.read_text().splitlines()]
    numbers = [int(row["task_id"].partition("/")[2]) for row in rows]
    known = sanitized()
    programs = [
        Program(row["completion"], "\n".join(known[number]["test_imports"]), tuple(known[number]["test_list"]))
        for row, number in zip(rows, numbers, strict=True)
    ]
    with Sandbox() as box:
        passed = [verdict.status == "passed" for verdict in box.run(programs)]
    differ = {
        number for row, number, right in zip(rows, numbers, passed, strict=True)
        if right != (recorded[row["task_id"]][0]["base_status"] == "pass")
    }  # fmt: skip
    assert len(rows) == 399 and differ == OTHERWISE
