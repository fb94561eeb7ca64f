"""requirements.lock holds all that pyproject.toml needs, directly and below: it is installed with --no-deps."""

import tomllib
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from stages.commands.project.packages import packages
from tests.imports import ROOT

LOCKED = packages(ROOT / "requirements.lock")
PINS = {canonicalize_name(package.name): package.wanted for package in LOCKED}
CUDA = ("cuda-", "nvidia-", "triton")  # what the CUDA build of torch brings; the Makefile installs torch with its needs


def direct() -> list[Requirement]:
    """What pyproject.toml names: to build, to run, and every extra."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = content["project"]
    lists = [content["build-system"]["requires"], project["dependencies"], *project["optional-dependencies"].values()]
    return [Requirement(line) for lines in lists for line in lines]


def below(name: str, extra: str) -> list[Requirement]:
    """What an installed package says it needs on this interpreter, for one of its extras or for none ("")."""
    needs = [Requirement(line) for line in requires(name) or []]
    return [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]


def faults(pins: dict[str, str]) -> list[str]:
    """Needs that no pin meets; the needs of every pin, and of the extras that are asked for, are followed to the end."""
    found, seen = [], set()
    queue = [("pyproject.toml", need) for need in direct()] + [("requirements.lock", Requirement(name)) for name in pins]
    for where, need in queue:  # grows
        name = canonicalize_name(need.name)
        if name not in pins:
            found += [f"{where} needs {need}: no pin"] if not name.startswith(CUDA) else []
            continue
        if not need.specifier.contains(pins[name], prereleases=True):
            found.append(f"{where} needs {need}: pinned is {pins[name]}")
        new = {(name, extra) for extra in ("", *need.extras)} - seen
        seen |= new
        queue += [(name, lower) for _, extra in sorted(new) for lower in below(name, extra)]
    return sorted(set(found))


def test_what_is_installed_is_what_is_locked() -> None:
    assert [package for package in LOCKED if not package.sound] == []


def test_every_need_is_pinned_at_a_version_that_meets_it() -> None:
    assert len(direct()) > 30
    assert faults(PINS) == []


@pytest.mark.parametrize(("name", "user"), [("ruff", "pyproject.toml"), ("setuptools", "pyproject.toml"), ("sympy", "torch")])
def test_a_forgotten_pin_is_seen(name: str, user: str) -> None:
    found = faults({pin: version for pin, version in PINS.items() if pin != name})
    assert any(line.startswith(f"{user} needs {name}") and line.endswith("no pin") for line in found)


def test_a_forgotten_need_of_an_extra_is_seen() -> None:
    user = next(need for need in direct() if need.extras)
    (extra, *_) = user.extras
    alone = {need.name for need in below(user.name, extra)} - {need.name for need in below(user.name, "")}
    assert alone
    for name in alone:
        found = faults({pin: version for pin, version in PINS.items() if pin != canonicalize_name(name)})
        assert any(line.startswith(f"{user.name} needs {name}") for line in found)


def test_a_pin_that_pyproject_does_not_allow_is_seen() -> None:
    assert "pyproject.toml needs torch==2.13.0: pinned is 2.12.0" in faults(PINS | {"torch": "2.12.0"})
