from pathlib import Path

import pytest

from stages.core.files import sha256_text
from stages.core.fingerprint import code, digests, fingerprint, state_root, versions


def test_the_order_of_the_parts_does_not_matter_but_every_value_does() -> None:
    assert fingerprint({"a": 1, "b": {"c": 2, "d": 3}}) == fingerprint({"b": {"d": 3, "c": 2}, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 1.5})
    assert len(fingerprint({})) == 16


def test_folders_are_read_whole_and_sorted_without_compiled_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("m/b.json", "m/a/c.json", "m/__pycache__/x.pyc", "one.py"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(name)
    found = digests([Path("one.py"), Path("m")])
    assert list(found) == ["m/a/c.json", "m/b.json", "one.py"]
    assert found["m/b.json"] == sha256_text("m/b.json")


def test_a_package_that_is_not_installed_has_no_version() -> None:
    found = versions(["pytest", "a-package-nobody-has"])
    assert found["pytest"] == pytest.__version__
    assert found["a-package-nobody-has"] == ""


def test_state_lies_in_the_main_repository_also_during_an_experiment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DVC_ROOT", raising=False)
    assert state_root() == Path(".state")
    monkeypatch.setenv("DVC_ROOT", "main")
    assert state_root() == Path("main/.state")


def test_code_is_every_file_of_the_packages_wherever_the_process_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = code("engines", "prompting")
    assert {"engines/hf.py", "prompting/prompts.py"} <= set(found)
    assert not any(name.startswith("methods/") for name in found)
    monkeypatch.chdir(tmp_path)
    assert code("engines", "prompting") == found
