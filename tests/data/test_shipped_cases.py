"""What this repository ships as cases: complete, varied, free of hints; casebook and code agree."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from stages.casebook import main
from stages.splitting.groups import near_pairs, shingles
from stages.tasks.audit.lib.case import EXTENSIONS, Case, load_case
from stages.tasks.audit.lib.neutral import neutralised
from stages.tasks.audit.lib.syntax import parses, without_comments
from stages.tasks.audit.lib.vocab import by_id
from stages.tasks.audit.samples import masked
from tests.project import ROOT
from tests.shipped import FOLDERS, clean_records, families, raw_records

NAMED_SWC = {f"SWC-{number}" for number in (101, 104, 105, 106, 107, 110, 112, 113, 114, 115, 116, 120, 124, 128)}


@pytest.fixture(scope="module")
def cases() -> dict[Path, Case]:
    return {folder: load_case(folder / "case.yaml") for folder in families()}


def variants() -> dict[str, dict[str, dict[str, Any]]]:
    """{family: {role: record}}"""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for record in raw_records():
        found[record["family"]][record["role"]] = record
    return found


def test_there_are_enough_incidents_teaching_families_and_classes(cases: dict[Path, Case]) -> None:
    kinds = Counter(case.kind for case in cases.values())
    assert kinds["incident"] >= 30
    assert kinds["teaching"] >= 60
    assert len({case.weakness for case in cases.values()}) >= 14


def test_the_swc_entries_that_matter_most_are_all_taught(cases: dict[Path, Case]) -> None:
    assert NAMED_SWC - {by_id(case.weakness).swc for case in cases.values() if case.kind == "teaching"} == set()


def test_all_three_languages_are_shipped(cases: dict[Path, Case]) -> None:
    assert Counter(case.language for case in cases.values()).keys() == EXTENSIONS.keys()


def test_the_kind_of_a_case_is_that_of_its_folder(cases: dict[Path, Case]) -> None:
    kinds = {"teaching": "teaching", "incidents": "incident"}
    assert sorted(kinds) == sorted(FOLDERS)
    assert [folder.name for folder, case in cases.items() if kinds[folder.parent.name] != case.kind] == []


def test_no_folder_beside_the_families_is_left_without_a_case() -> None:
    folders = [path for name in FOLDERS for path in (ROOT / "data/sources/audit" / name).iterdir()]
    assert sorted(folders) == families()


def test_every_family_has_a_weak_contract_and_its_fix_and_most_have_a_lookalike() -> None:
    found = variants()
    assert len(found) == len(families())
    assert [
        name
        for name, roles in found.items()
        if not {"vulnerable", "fixed"} <= roles.keys() <= {"vulnerable", "fixed", "lookalike"}
    ] == []
    assert sum("lookalike" in roles for roles in found.values()) > 0.8 * len(found)


def test_the_dates_of_incidents_stand_in_their_folders_names(cases: dict[Path, Case]) -> None:
    incidents = {folder.name: case.date for folder, case in cases.items() if case.incident}
    assert incidents
    assert [name for name, date in incidents.items() if not name.startswith(f"{date[:4]}-")] == []


def test_one_to_three_lines_are_marked_and_they_hold_code() -> None:
    weak = [roles["vulnerable"] for roles in variants().values()]
    for record in weak:
        (found,) = record["findings"]
        assert 1 <= len(found["lines"]) <= 4, record["path"]
        lines = record["code"].split("\n")
        assert all(lines[number - 1].strip() for number in found["lines"]), record["path"]


def test_a_fix_changes_a_marked_function_and_leaves_most_of_the_contract() -> None:
    for name, roles in variants().items():
        before, after = (roles[role]["code"].split("\n") for role in ("vulnerable", "fixed"))
        kept = sum((Counter(before) & Counter(after)).values())
        assert before != after, name
        assert kept > 0.5 * len(before), name


def test_no_name_tells_a_weak_contract_from_its_fix() -> None:
    for name, roles in variants().items():
        both = [(without_comments(roles[role]["code"], roles[role]["language"]), roles[role]["language"])
                for role in ("vulnerable", "fixed")]  # fmt: skip
        weak, fixed = (set(neutralised(*each)[1]) for each in both)
        assert weak == fixed, name


def test_no_comment_is_left_but_the_licence_and_what_the_tools_of_the_language_ask_for() -> None:
    allowed = ("SPDX-License-Identifier: Apache-2.0", "/// CHECK:")  # Anchor wants a CHECK note on unchecked accounts
    told = []
    for record in raw_records():
        after = without_comments(record["code"], record["language"]).split("\n")
        lines = zip(record["code"].split("\n"), after, strict=True)
        told += [line for line, clean in lines if line.rstrip() != clean and not any(mark in line for mark in allowed)]
    assert told == []


def test_every_variant_survives_validation_and_parses() -> None:
    records = clean_records()
    assert len(records) == len(raw_records()) > 300
    assert [record["path"] for record in records if not parses(record["code"], record["language"])] == []


def test_no_two_families_are_near_duplicates() -> None:
    records = clean_records()
    pairs = near_pairs([shingles(masked(record)) for record in records], 0.75)
    assert pairs  # the variants of a family are
    across = {(records[i]["family"], records[j]["family"]) for i, j in pairs if records[i]["family"] != records[j]["family"]}
    assert across == set()


def test_the_committed_casebook_is_what_the_stage_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    main([])
    assert "casebook: " in capsys.readouterr().out
    for name in ("vulnerability_report.md", "vulnerability_cases.json"):
        assert (tmp_path / "reports/audit" / name).read_bytes() == (ROOT / "reports/audit" / name).read_bytes(), name


def test_the_casebook_names_every_case_with_files_that_exist(cases: dict[Path, Case]) -> None:
    book = json.loads((ROOT / "reports/audit/vulnerability_cases.json").read_text())["cases"]
    assert {case["id"] for case in book} == {folder.name for folder in cases}
    assert [path for case in book for path in case["variants"].values() if not (ROOT / path).is_file()] == []
