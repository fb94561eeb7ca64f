"""From a run's name to its work: settings, fingerprint, resumable state; and the way to tune it."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stages.core.fingerprint import LIBRARIES, code, digests, fingerprint, state_root, versions
from stages.core.params import Params
from stages.core.process import alone, processes
from stages.core.tuning import Base, Method
from stages.prompting.catalog import Profile, load_profile

_CODE = ("methods", "methods/batching", "methods/kinds", "methods/models", "prompting")  # turns samples into weights


@dataclass(frozen=True)
class Plan:
    """A run with everything that decides its result."""

    name: str
    task: str
    method: Method
    profile: Profile
    settings: dict[str, Any]
    fingerprint: str

    @property
    def state(self) -> Path:
        """Where a killed run leaves its checkpoints: outside DVC's outs, which are deleted before a stage runs."""
        return state_root() / "train" / self.fingerprint

    def finish(self) -> None:
        """The outs are written: nothing is left to resume."""
        shutil.rmtree(self.state, ignore_errors=True)


def plan(params: Params, name: str) -> Plan:
    """The plan of a run of params.yaml. Raises UserError for an unknown run, model or method."""
    run = params.run(name)
    method, profile = params.methods[run.method], load_profile(params.model)
    base = {"name": profile.name, "licence": profile.licence, "prompt_format": profile.prompt_format}
    settings: dict[str, Any] = {"task": run.task, "base": base, "method": method.model_dump(), "data": {}}
    if method.tuned:
        settings |= {"budget": params.train_budget(run.task).model_dump(), "seed": params.seed, "threads": params.threads}
        settings["precision"] = params.precision
        settings["data"] = digests([Path("data/split") / run.task / f"{side}.parquet" for side in ("train", "val")])
    decided: dict[str, Any] = {"settings": settings, "base": digests([profile.folder]), "code": code(*_CODE)}
    decided["libraries"] = versions(LIBRARIES)
    decided["processes"] = [processes(), params.parallel]  # a checkpoint belongs to as many as wrote it
    return Plan(name, run.task, method, profile, settings, fingerprint(decided))


def tune(
    params: Params, planned: Plan, train: Sequence[dict[str, Any]], held_out: Sequence[dict[str, Any]]
) -> tuple[Any, list[dict[str, float]], dict[str, Any]]:  # fmt: skip
    """(model, curve, numbers) of a trained run; `train` and `held_out` are samples."""
    from stages.methods.batching.batches import encode
    from stages.methods.device import prepare
    from stages.methods.sft import Job
    from stages.methods.sft import train as tuned
    from stages.prompting.tokens import Tokens

    if isinstance(planned.method, Base):
        raise ValueError(f"{planned.name} tunes nothing")
    device, tokens = prepare(params.threads, params.seed), Tokens(planned.profile)
    job = Job(
        planned.profile, planned.method, params.train_budget(planned.task), params.seed, device, planned.state,
        planned.fingerprint, params.precision, params.parallel,
    )  # fmt: skip
    with alone(planned.state):
        return tuned(job, encode(train, tokens), encode(held_out, tokens))


def untuned() -> tuple[None, list[dict[str, float]], dict[str, Any]]:
    """What `tune` gives, for a run that trains nothing."""
    return None, [], {"steps": 0, "trainable_parameters": 0}


def losses(numbers: dict[str, Any]) -> str:
    """The held-out loss before and after, for the summary line; empty for an untuned run."""
    if "validation_loss_before" not in numbers:
        return ", the base model as it is"
    return f", validation loss {numbers['validation_loss_before']:.3f} -> {numbers['validation_loss_after']:.3f}"
