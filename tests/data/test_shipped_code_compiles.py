"""Shipped contracts go through the compilers of their languages."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from stages.tasks.audit.lib.syntax import parses, without_comments
from tests.project import ROOT
from tests.shipped import raw_records

TOOLS = ROOT / "tests/tools"


def of(language: str) -> dict[str, str]:
    """{path: code} of the shipped contracts in one language."""
    found = {record["path"]: record["code"] for record in raw_records() if record["language"] == language}
    assert len(found) > 30
    return found


def solidity(sources: dict[str, str]) -> dict[str, dict[str, Any]]:
    """What the Solidity compilers say; where they are not installed a skip, or a failure under SECTUNE_NEED_SOLC=1."""
    node = shutil.which("node")
    if not node or not (TOOLS / "node_modules/solc8").is_dir():
        missing = pytest.fail if os.environ.get("SECTUNE_NEED_SOLC") == "1" else pytest.skip
        missing("node or tests/tools/node_modules is missing: run `npm ci` in tests/tools")
    done = subprocess.run(
        [node, str(TOOLS / "compile.js")], input=json.dumps(sources), capture_output=True, text=True, check=True
    )
    told: dict[str, dict[str, Any]] = json.loads(done.stdout)
    assert told.keys() == sources.keys()
    return told


@pytest.mark.parametrize(("needed", "ends"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_missing_compilers_are_a_skip_and_where_they_are_needed_a_failure(
    needed: str, ends: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "TOOLS", tmp_path)
    monkeypatch.setenv("SECTUNE_NEED_SOLC", needed)
    with pytest.raises(ends, match="npm ci"):
        solidity({"a": ""})


@pytest.mark.slow  # half a minute of compiler time
def test_every_solidity_contract_compiles_with_the_release_of_its_pragma() -> None:
    told = solidity(of("solidity"))
    assert {path: found["errors"] for path, found in told.items() if found["errors"]} == {}
    assert [path for path, found in told.items() if not any(found["code"])] == []
    assert {found["version"].rsplit(".", 1)[0] for found in told.values()} >= {"0.4", "0.5", "0.7", "0.8"}


def test_solidity_code_without_comments_compiles_to_the_same_bytes() -> None:
    paths = [path for path in sorted(of("solidity")) if path.endswith("vulnerable.sol")][::12]
    raw = {path: (ROOT / "data/sources/audit" / path).read_text() for path in paths}
    raw = {path: code for path, code in raw.items() if "pragma solidity ^0.8" in code}
    clean = {f"clean/{path}": without_comments(code, "solidity") for path, code in raw.items()}
    assert len(raw) >= 5
    told = solidity(raw | clean)
    assert [path for path in raw if not told[path]["code"] or told[path]["code"] != told[f"clean/{path}"]["code"]] == []


def test_the_compiler_check_sees_a_broken_contract() -> None:
    told = solidity({"a": "pragma solidity ^0.8.20; contract A { uint x = y; }", "b": "pragma solidity 0.4.26; contract B {}"})
    assert "Undeclared identifier" in told["a"]["errors"][0]
    assert told["b"]["errors"] == []


@pytest.mark.slow  # a quarter of a minute of compiler time
def test_every_vyper_contract_compiles_and_comments_do_not_matter() -> None:
    vyper = pytest.importorskip("vyper", reason="vyper is not installed: install the dev extra")

    def compiled(code: str) -> str:
        return str(vyper.compile_code(code, output_formats=["bytecode_runtime"])["bytecode_runtime"])

    for at, (path, code) in enumerate(of("vyper").items()):
        runtime = compiled(code)
        assert len(runtime) > 100, path
        if at % 8 == 0:
            assert compiled(without_comments(code, "vyper")) == runtime, path


def test_every_rust_contract_parses() -> None:
    assert [path for path, code in of("rust").items() if not parses(code, "rust")] == []


def test_every_release_that_the_contracts_name_is_locked() -> None:
    wanted = json.loads((TOOLS / "package.json").read_text())["dependencies"]
    locked = json.loads((TOOLS / "package-lock.json").read_text())["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == {
        name: version.rsplit("@", 1)[1] for name, version in wanted.items()
    }
    assert [key for key, package in locked.items() if key and not package.get("integrity")] == []
