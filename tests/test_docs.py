"""What the README and CONTRIBUTING say is so: commands work, files exist, the result table is the committed result."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stages.commands.reports.docs import with_results
from stages.core.files import read_yaml
from stages.sources.reading import open_source, read_source
from stages.sources.spec import load_sources
from tests.imports import ROOT
from tests.project import enter_project

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```bash\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.strip()]
INLINE = re.findall(r"`((?:make|sectune) [a-z][^`]*)`", README)
DOCS = sorted(ROOT.glob("*.md"))


def words(command: str) -> list[str]:
    """A command without leading VARIABLE=value words."""
    parts = shlex.split(command, comments=True)  # as a shell reads it
    return [
        part for at, part in enumerate(parts) if not (re.match(r"[A-Z_]+=", part) and not any(p[0].islower() for p in parts[:at]))
    ]


def tool(command: str) -> str:
    return Path(words(command)[0]).name


def of(name: str) -> list[str]:
    found = sorted({command for command in [*COMMANDS, *INLINE] if tool(command) == name})
    assert found
    return found


def test_every_command_is_checked_by_a_test_below() -> None:
    assert COMMANDS
    assert {tool(command) for command in COMMANDS} <= {"make", "sectune", "dvc", "mlflow"}


def test_the_first_block_runs_as_printed_before_the_environment_is_active() -> None:
    folders = os.environ["PATH"].split(os.pathsep)
    outside = os.pathsep.join(folder for folder in folders if not Path(folder).is_relative_to(sys.prefix))
    inside = {f".venv/bin/{path.name}" for path in Path(sys.prefix, "bin").iterdir()}  # .venv: what `make install` made
    programs = [words(command)[0] for command in BLOCKS[0].splitlines()]
    assert programs
    assert not [program for program in programs if program not in inside and not shutil.which(program, path=outside)]


@pytest.mark.parametrize("command", of("make"))
def test_a_make_command_names_a_target_with_help(command: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{words(command)[1]}:.*## ", makefile, re.MULTILINE)


@pytest.mark.parametrize("command", of("sectune"))
def test_a_sectune_command_parses(command: str) -> None:
    from stages.cli import _parser

    assert callable(_parser().parse_args(words(command)[1:]).call)


@pytest.mark.parametrize("command", of("dvc"))
def test_a_dvc_command_exists_and_sets_keys_that_are_there(command: str) -> None:
    parts = words(command)
    verb = [part for part in parts[1:3] if not part.startswith("-")]
    done = subprocess.run([sys.executable, "-m", "dvc", *verb, "--help"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0
    settings = read_yaml(ROOT / "params.yaml")
    for assignment in (parts[at + 1] for at, part in enumerate(parts) if part == "-S"):
        value = settings
        for key in assignment.partition("=")[0].split("."):
            value = value[key]


def test_the_source_to_copy_loads_and_brings_in_labelled_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (entry,) = re.findall(r"^\|.*\n\n```yaml\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert len(entry.splitlines()) <= 9
    listing = enter_project(tmp_path, monkeypatch) / "stages/tasks/audit/sources.yaml"
    listing.write_text(entry)
    (source,) = load_sources(listing)
    Path("data/sources/audit/teaching").rename(Path("data/sources/audit", *source.folders))
    records = list(read_source(source, "audit", open_source(source, "audit")))
    assert [record["role"] for record in records if isinstance(record, dict)] == ["vulnerable", "fixed"]


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_every_file_a_document_names_exists(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(
        r"`((?:stages|data/sources|reports|tests|models)/[\w./-]+[\w/])`", text
    )
    assert linked
    assert not [name for name in linked if not (ROOT / name).exists() and "<" not in name]


def test_the_result_table_is_the_committed_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert with_results(README, sorted(Path("reports").glob("*/comparison.json"))) == README


def test_make_help_lists_every_target() -> None:
    said = subprocess.run(["make", "help"], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert all(f"make {target}" in said for target in ("repro", "test", "check", "fix", "bench", "docs", "tidy"))


def test_nothing_names_a_registry_or_a_path_of_one_machine() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT, check=True).stdout.split("\0")
    texts = [ROOT / name for name in tracked if name.endswith((".md", ".py", ".yaml", ".yml", ".toml", ".json", ".lock", ".txt"))]
    assert texts
    pattern = re.compile(r"https?://[^ )\"']*(/simple(/|\b)|/packages/[0-9a-f]{2}/)|//registry\.|/home/\w+/|/Users/\w+/")
    assert not [
        path.name
        for path in texts
        if path.is_file() and pattern.search(path.read_text("utf-8", "replace")) and path != Path(__file__)
    ]
