"""The corpus of the base model: only permitted texts, nothing that the audit task tests on."""

import doctest
import hashlib
import importlib
import io
import pkgutil
import tarfile
import zipfile
from email.message import Message
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.methods import pretrain
from stages.methods.pretrain import corpus, texts
from stages.methods.pretrain.fetch import Package, fetch, members

MODULES = sorted(found.name for found in pkgutil.iter_modules(pretrain.__path__))
CASE = "title: A bank\nexplanation: It keeps ether.\nadvice: Count first.\nclass: reentrancy\nreason: Pays too early.\n"


def test_there_are_modules_whose_examples_can_run():
    assert len(MODULES) >= 10


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name):
    module = importlib.import_module(f"stages.methods.pretrain.{name}")
    assert doctest.testmod(module).failed == 0


def test_a_package_with_a_second_unknown_licence_is_left_out():
    metadata = Message()
    metadata["Classifier"] = "License :: OSI Approved :: MIT License"
    metadata["Classifier"] = "License :: OSI Approved :: GNU General Public License (GPL)"
    assert not texts.permitted(texts.licence_of_package(metadata))


def tarball(folder: Path, files: dict[str, str]) -> Path:
    path = folder / "pool-1.0.0.tgz"
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            item = tarfile.TarInfo(f"package/{name}")
            item.size = len(text.encode())
            tar.addfile(item, io.BytesIO(text.encode()))
    return path


def package(folder: Path, sha256: str) -> Package:
    (folder / "npm-pool-1.0.0").mkdir(exist_ok=True)
    return Package("npm", "pool", "1.0.0", "MIT", sha256)


def test_an_archive_with_other_bytes_than_the_pinned_ones_is_refused(tmp_path):
    wanted = package(tmp_path, "0" * 64)
    tarball(tmp_path / "npm-pool-1.0.0", {"a.sol": "contract A {}"})
    with pytest.raises(UserError, match="pinned is 0000"):
        fetch(wanted, tmp_path)


def test_an_archive_with_the_pinned_bytes_is_used_without_a_registry(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    wanted = package(tmp_path, "")
    archive = tarball(tmp_path / "npm-pool-1.0.0", {"a.sol": "contract A {}"})
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert fetch(Package("npm", "pool", "1.0.0", "MIT", digest), tmp_path) == archive
    assert wanted.label == "npm:pool@1.0.0"


def test_a_missing_package_manager_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="npm is not installed"):
        fetch(Package("npm", "pool", "1.0.0", "MIT", ""), tmp_path)


def test_members_come_in_path_order_without_the_archive_s_own_folder(tmp_path):
    archive = tarball(tmp_path, {"src/b.sol": "b", "a.sol": "a", "c.js": "c"})
    assert list(members(archive, (".sol",))) == [("a.sol", "a"), ("src/b.sol", "b")]


def test_a_wheel_is_read_and_its_binary_files_are_passed_over(tmp_path):
    path = tmp_path / "words-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("ko/django.po", "msgid")
        wheel.writestr("ko/other.po", b"\xff\xfe")
    assert list(members(path, (".po",))) == [("ko/django.po", "msgid")]


NAMED = [f"family-{number}" for number in range(40)]


def family(root: Path, name: str) -> None:
    (root / name).mkdir(parents=True)
    (root / name / "case.yaml").write_text(CASE)
    (root / name / "vulnerable.sol").write_text("pay(); // !weak reentrancy\ncount();\n")


@pytest.fixture
def shipped(tmp_path):
    for number in range(45):
        family(tmp_path, f"family-{number}")
    return tmp_path


def test_shipped_contracts_lose_their_markers_and_their_verdicts(shipped):
    read = "\n".join(one.text for one in corpus.contracts(shipped, NAMED))
    assert "pay();" in read
    assert not any(word in read for word in ("!weak", "reentrancy", "too early"))


def test_only_the_named_families_are_read(shipped):
    read = {one.source.partition(":")[2] for one in corpus.contracts(shipped, NAMED)}
    assert read == set(NAMED)


def test_a_named_family_that_is_not_there_is_one_clear_line(shipped):
    with pytest.raises(UserError, match=r"gone: no such family; correct `families`"):
        list(corpus.contracts(shipped, ["gone"]))


def test_a_shipped_family_is_held_out_as_a_whole(shipped):
    sides: dict[str, set[bool]] = {}
    for one in corpus.contracts(shipped, NAMED):
        sides.setdefault(one.source, set()).add(one.held_out)
    assert all(len(side) == 1 for side in sides.values())
    assert {True, False} == set().union(*sides.values())


@pytest.mark.parametrize("text", ["// OpenZeppelin Contracts v5\n", "/// @author Solady (link)\n", "// modified from Solmate\n"])
def test_copies_of_test_material_are_not_learnt(text):
    code = "contract Pool {\n" + "    uint256 public total;\n" * 30 + "}\n"
    assert texts.readable(code) and not texts.readable(text + code)


def test_an_installed_package_of_another_version_is_refused(tmp_path):
    (tmp_path / "sources.yaml").write_text("archives: []\ninstalled:\n- name: pytest\n  version: '0.1'\n")
    with pytest.raises(UserError, match=r"0\.1 is listed"):
        corpus.gather(tmp_path / "sources.yaml", tmp_path, tmp_path, 1000)


def test_a_text_that_repeats_an_earlier_one_is_dropped():
    seen: set[str] = set()
    text = "\n".join(f"    uint256 public quantity{number};" for number in range(20))
    assert [texts.mostly_seen(text, seen), texts.mostly_seen(text + "\n}", seen)] == [False, True]
