"""Every mistake a user can make: one line that says what and where, exit code 2, and what was done before stays."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stages import cli, collect, train, validate
from stages.core.errors import run
from stages.core.parts import part
from stages.core.tables import read_table
from stages.tasks.audit.lib.vocab import VOCAB, classes
from tests.project import ROOT, edit, enter_project, refusal

FAMILY = Path("data/sources/audit/teaching/till")
PARAMS, LISTING = Path("params.yaml"), Path("stages/tasks/audit/sources.yaml")
DONE = Path("data/raw/audit/records.parquet")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    enter_project(tmp_path, monkeypatch)
    DONE.parent.mkdir(parents=True)
    DONE.write_bytes(b"done before")
    return tmp_path


def collecting() -> None:
    collect.main(["--task", "audit"])


def test_the_project_of_these_tests_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    collecting()
    assert "2 records, 0 rows refused" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (PARAMS, "seed: 7", "sed: 7", "params.yaml: seed: key is missing; add it; unknown key 'sed' (did"),
        (PARAMS, "seed: 7", "seed: 7\nseed: 8", 'not valid YAML: found duplicate key "seed" with value "8"'),
        (PARAMS, "learning_rate: 1.0e-03", 'learning_rate: "1e-4"', "learning_rate: got '1e-4'"),
        (PARAMS, "seed: 7", "seed: seven", "seed: got 'seven'"),
        (PARAMS, "seed: 7", "seed: 7.5", "seed: got 7.5"),
        (PARAMS, "threads: 2", "threads: 0", "threads: got 0"),
        (PARAMS, "scale: demo", "scale: huge", "params.yaml:scale: unknown scale 'huge'; allowed: bench, demo, full"),
        (PARAMS, "method: lora", "method: lorra", "unknown method 'lorra' (did you mean lora"),
        (PARAMS, "    task: audit\n    method: lora", "    task: audits\n    method: lora", "unknown task 'audits'"),
        (PARAMS, "seed: 7", "seed: [7", "not valid YAML"),
        (FAMILY / "case.yaml", "class: reentrancy", "class: reentrency", "case.yaml:class: unknown weakness class"),
        (FAMILY / "case.yaml", "class: reentrancy", "class: SWC-999", "case.yaml:class: unknown weakness class 'SWC-999'"),
        (FAMILY / "case.yaml", "advice:", "advise:", "unknown key 'advise' (did you mean advice"),
        (FAMILY / "case.yaml", "Book first.", '"\\ud800"', "case.yaml: half a surrogate pair"),
        (LISTING, "  licence: Apache-2.0\n", "", "source 1 (authored): licence is missing; add its SPDX id"),
        (LISTING, "Apache-2.0", "Proprietary", "unknown licence 'Proprietary'"),
        (LISTING, "reader: authored", "reader: author", "unknown reader 'author' (did you mean authored"),
        (LISTING, "    - teaching", "    - taching", "source authored: folder data/sources/audit/taching not found"),
    ],
)
def test_a_wrong_setting_is_named_with_its_place(
    file: Path, old: str, new: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(file, old, new)
    assert says in refusal(collecting, capsys)
    assert DONE.read_bytes() == b"done before"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "fixed.sol not found"),
        (b"", "fixed.sol: file is empty"),
        (b"  \n\t\n", "fixed.sol: file is empty"),
        (b"contract T {\0}", "fixed.sol: binary file (NUL byte at offset 12)"),
        (b"// caf\xe9\ncontract T {}", "fixed.sol: not UTF-8 (byte 0xe9 at offset 6)"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(content: bytes | None, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    (FAMILY / "fixed.sol").unlink()
    if content is not None:
        (FAMILY / "fixed.sol").write_bytes(content)
    assert says in refusal(collecting, capsys)
    assert DONE.read_bytes() == b"done before"


def test_a_file_of_50_megabytes_is_refused_unread(capsys: pytest.CaptureFixture[str]) -> None:
    os.truncate(FAMILY / "fixed.sol", 50_000_000)
    assert "fixed.sol: 50,000,000 bytes, at most 5,000,000 are read" in refusal(collecting, capsys)


def test_a_broken_jsonl_line_is_named_with_line_and_column(capsys: pytest.CaptureFixture[str]) -> None:
    edit(LISTING, "reader: authored", "reader: instructions")
    edit(LISTING, "kind: authored", "kind: files")
    shutil.rmtree(FAMILY)
    Path("data/sources/audit/teaching/rows.jsonl").write_text('{"instruction": "a", "output": "b"}\n{"instruction": "a",\n')
    assert "rows.jsonl:2:21: not valid JSON" in refusal(collecting, capsys)
    assert DONE.read_bytes() == b"done before"


def test_a_row_that_cannot_be_stored_is_quarantined_and_the_run_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    edit(LISTING, "reader: authored", "reader: instructions")
    edit(LISTING, "kind: authored", "kind: files")
    shutil.rmtree(FAMILY)
    rows = ['{"instruction": "What is gas?", "output": "Work."}', r'{"instruction": "a", "output": "\ud800"}']
    Path("data/sources/audit/teaching/rows.jsonl").write_text("\n".join(rows))
    collecting()
    assert "1 records, 1 rows refused" in capsys.readouterr().out
    refused = read_table(DONE.with_name("rejects.parquet"))
    assert [(row["path"], row["row"], row["value"]) for row in refused] == [("teaching/rows.jsonl", 2, rows[1])]


def test_a_damaged_table_names_the_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(lambda: cli.main(["show", "raw", "audit"]), capsys)
    assert "data/raw/audit/records.parquet: damaged or not Parquet; run `dvc repro`" in said


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("config.json", "{", "models/nano/config.json:1:2: not valid JSON"),
        ("tokenizer.json", "{}", "models/nano/tokenizer.json: not a tokenizer"),
        ("model.safetensors", "version https://git-lfs.github.com/spec/v1\n", "model.safetensors: a Git LFS pointer"),
        ("model.safetensors", "weights", "models/nano/model.safetensors: cut off or not safetensors"),
    ],
)
def test_a_broken_file_of_a_model_is_named(name: str, content: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "models/nano", "models/nano")
    Path("models/nano", name).write_text(content)
    assert says in refusal(lambda: validate.main(["--task", "audit"]), capsys)


def test_a_source_given_twice_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    LISTING.write_text(LISTING.read_text() * 2)
    assert "source authored is given twice" in refusal(collecting, capsys)


def test_a_class_id_given_twice_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = tmp_path / "vocab.yaml"
    shutil.copyfile(VOCAB, twice)
    edit(twice, "- id: integer-overflow", "- id: default-visibility")
    assert "id default-visibility is given twice" in refusal(lambda: classes(twice), capsys)


def test_records_with_equal_content_are_counted_not_kept_twice() -> None:
    shared = {"kind": "text", "language": "text", "role": "none", "findings": [], "source": "s", "explanation": "", "advice": ""}
    row = {**shared, "code": "the same five words here", "path": "a", "id": "0" * 64, "fix": ""}
    kept, rejects = part("audit", "clean").prepare([row, {**row, "path": "b"}], len)
    assert len(kept) == 1
    assert [(reject.path, reject.row, reject.rule) for reject in rejects] == [("b", 2, "same code as another record")]


def test_an_unknown_model_is_named_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    edit(PARAMS, "model: nano", "model: nanoo")
    said = refusal(lambda: validate.main(["--task", "audit"]), capsys)
    assert "unknown model 'nanoo' (did you mean nano?)" in said


def test_a_model_without_files_is_named_with_its_folder(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(lambda: validate.main(["--task", "audit"]), capsys)
    assert "models/nano/config.json: not found; put the files of model nano into models/nano/" in said


def test_an_unknown_run_is_named_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert "unknown run 'audit-lra' (did you mean audit-lora" in refusal(lambda: train.main(["--run", "audit-lra"]), capsys)


def test_an_unknown_task_is_named_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert "unknown task 'audits'" in refusal(lambda: collect.main(["--task", "audits"]), capsys)


def test_rows_of_a_stage_that_has_not_run_name_the_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(lambda: cli.main(["show", "completions", "audit-lora"]), capsys)
    assert "run `dvc repro`" in said


def test_a_wrong_argument_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert "invalid choice: 'chart'" in refusal(lambda: cli.main(["chart"]), capsys)


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        run(lambda: 1 // 0)


def _called(*command: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, env=env)


@pytest.mark.parametrize(
    ("command", "spoil"),
    [
        (("stages.collect", "--task", "audit"), lambda: edit(PARAMS, "seed: 7", "seed: seven")),
        (("stages.train", "--run", "audit-nope"), lambda: None),
        (("stages.cli", "show", "raw", "nope"), lambda: None),
    ],
)
def test_the_commands_themselves_end_with_one_line_and_code_2(command: tuple[str, ...], spoil: Callable[[], None]) -> None:
    spoil()
    done = _called(*command)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith("error: ")
