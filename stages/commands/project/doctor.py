"""sectune doctor: what is installed, what can run here, what is missing and how to get it."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from stages.commands.project import machine
from stages.commands.project.packages import LOCK, Package, packages
from stages.commands.project.readiness import readiness
from stages.core.errors import UserError
from stages.core.fingerprint import state_root

T = TypeVar("T")
Facts = dict[str, Any]
INSTALL = "`make install`"
PYTHON = (3, 11)
_GET = {"git": "install it from git-scm.com or your system's packages", "dvc": INSTALL}


def doctor(as_json: bool, every_package: bool) -> int:
    """Print the report; 0 when the demo can run here, else 1."""
    facts, faults = gather()
    verdicts = readiness(faults, facts)
    if as_json:
        scales = {scale: {**asdict(verdict), "runs": verdict.runs} for scale, verdict in verdicts.items()}
        print(json.dumps({**facts, "faults": faults, "scales": scales}, indent=2, sort_keys=True))
        return 0 if verdicts["demo"].runs else 1
    print("\n".join(_machine_lines(facts)))
    print("\n".join(_package_lines(facts["packages"], every_package)))
    print("\n".join(["", "Missing for every scale", *(f"  {fault}" for fault in faults)] if faults else []))
    print("\nWhat can run here")
    for scale, verdict in verdicts.items():
        print(f"  {scale:<6} {'yes' if verdict.runs else 'no'}")
        own = [f"missing: {item}" for item in verdict.missing if item not in faults]
        print("".join(f"         {line}\n" for line in [*own, *verdict.notes]), end="")
    return 0 if verdicts["demo"].runs else 1


def gather() -> tuple[Facts, list[str]]:
    """(facts about machine and project, faults that keep every scale from running, each with its remedy)."""
    faults: list[str] = []
    facts: Facts = {"python": sys.version.split()[0], "cores": machine.cores(), "memory": machine.memory()}
    if sys.version_info[:2] != PYTHON:
        faults.append(f"Python 3.11, this is {facts['python']}; {INSTALL} with PYTHON=python3.11")
    for name in ("git", "dvc", "node", "npm"):
        facts[name] = machine.tool(name)
        if name in _GET and not facts[name]:
            faults.append(f"{name}: {_GET[name]}")
    facts |= {"disk": machine.disk(), **machine.accelerator()}
    locked: list[Package] = _tried(packages, [], faults)
    found = [{**asdict(package), "sound": package.sound} for package in locked]
    if absent := [package["name"] for package in found if not package["installed"]]:
        faults.append(f"{len(absent)} packages are not installed ({', '.join(absent[:5])} …); {INSTALL}")
    facts |= {"packages": found, "model": _tried(_model, "", faults), "mirror": _tried(_mirror, _NO_MIRROR, faults)}
    facts["sandbox"] = _tried(_sandbox, "", faults)
    facts |= {"context": _tried(_context, 0, faults), "tokens": _tried(_tokens, dict[str, int](), faults)}
    if _tried(_needs_4_bits, False, []) and not facts["bitsandbytes"]:
        faults.append(f"bitsandbytes, which a run with bits: 4 needs ({facts['fault'] or 'unusable'}); {INSTALL}")
    return facts | {"tracking": _tracking()}, faults


_NO_MIRROR: Facts = {"set": False, "absent": [], "remote": 0}


def _tried(ask: Callable[[], T], otherwise: T, faults: list[str]) -> T:
    """The answer, or `otherwise` and one more fault when the project or a package is not in order."""
    try:
        return ask()
    except (UserError, ModuleNotFoundError) as error:
        if str(error) not in faults:
            faults.append(str(error))
        return otherwise


def _model() -> str:
    """The selected base model; its files are there and safe to load."""
    from stages.core.params import load_params
    from stages.prompting.catalog import check_files, load_profile

    return str(check_files(load_profile(load_params().model)))


def _context() -> int:
    from stages.core.params import load_params
    from stages.prompting.catalog import load_profile

    return load_profile(load_params().model).context


def _tokens() -> dict[str, int]:
    """Most tokens of prompt and answer together that any task takes, by scale."""
    from stages.core.params import load_params

    params = load_params()
    wanted = {name: [task.budgets[name].split.max_tokens for task in params.tasks.values() if name in task.budgets]
              for name in params.scales}  # fmt: skip
    return {name: max(tokens, default=0) for name, tokens in wanted.items()}


def _sandbox() -> str:
    """The layers that generated code would run under, tried out."""
    from stages.sandbox import probe

    return probe().told()


def _needs_4_bits() -> bool:
    from stages.core.params import load_params

    params = load_params()
    return any(params.methods[run.method].stored_bits == 4 for run in params.runs.values())


def _mirror() -> Facts:
    """Whether SECTUNE_MIRROR is set, which folders it lacks, how many sources of the larger scales are remote."""
    from stages.core.params import load_params
    from stages.sources.spec import load_sources

    listings = (Path("stages/tasks") / task / "sources.yaml" for task in load_params().tasks)
    remote = [source for listing in listings for source in load_sources(listing) if source.repo and "bench" in source.scales]
    mirror = os.environ.get("SECTUNE_MIRROR", "")
    root = Path(os.environ.get("DVC_ROOT") or ".") / mirror
    absent = [source.mirror for source in remote if mirror and source.mirror and not (root / source.mirror).is_dir()]
    return {"set": bool(mirror), "absent": sorted(set(absent)), "remote": len(remote)}


def _tracking() -> str:
    if os.environ.get("SECTUNE_TRACKING", "on") == "off":
        return "off"
    return "MLFLOW_TRACKING_URI" if os.environ.get("MLFLOW_TRACKING_URI") else str(state_root().parent / "mlflow.db")


def _machine_lines(facts: Facts) -> list[str]:
    def line(name: str, value: str, missing: str = "not found") -> str:
        return f"  {name:<13} {value or missing}"

    gpus = ", ".join(f"{gpu['name']} ({machine.readable(gpu['memory'])})" for gpu in facts["gpus"])
    mirror = facts["mirror"]
    reached = f"set, {len(mirror['absent'])} of {mirror['remote']} folders missing" if mirror["set"] else ""
    return [
        "This machine",
        line("Python", facts["python"]), line("git", facts["git"]), line("dvc", facts["dvc"]),
        *(line(name, facts[name], "not found (only the Solidity compile test needs it)") for name in ("node", "npm")),
        line("CPU cores", str(facts["cores"])),
        line("memory", machine.readable(facts["memory"]) if facts["memory"] else "", "unknown"),
        line("disk, free", machine.readable(facts["disk"])),
        line("GPU", gpus, "none"), line("torch", facts["torch"], facts["fault"] or "not found"),
        line("bitsandbytes", "usable" if facts["bitsandbytes"] else "", "not usable"),
        line("sandbox", facts["sandbox"], "not safe here (the codegen task needs it)"),
        line("base model", facts["model"]), line("mirror", reached, "SECTUNE_MIRROR not set"),
        line("MLflow store", facts["tracking"]),
    ]  # fmt: skip


def _package_lines(found: list[Facts], every: bool) -> list[str]:
    sound = sum(package["sound"] for package in found)
    other = "" if sound == len(found) else f"; with other versions results can differ, {INSTALL} restores them"
    lines = [f"\nPackages: {sound} of {len(found)} as {LOCK} wants them{other}"]
    for package in found:
        if every or not package["sound"]:
            lines.append(f"  {package['name']:<32} wanted {package['wanted']:<16} {package['installed'] or 'not installed'}")
    return lines
