"""From a run of params.yaml to a ready engine."""

from pathlib import Path
from typing import Any

from stages.core.params import Params
from stages.engines.hf import HFEngine
from stages.methods.device import prepare
from stages.methods.models.loading import load_base, load_tuned
from stages.prompting.catalog import load_profile
from stages.prompting.tokens import Tokens


def open_run(params: Params, name: str) -> HFEngine:
    """The model of models/<name>/ on its base, ready to answer."""
    return HFEngine(run_model(params, name), Tokens(load_profile(params.model)))


def run_model(params: Params, name: str) -> Any:
    """The model of models/<name>/ on its base, in the precision it was tuned with."""
    method, profile = params.methods[params.run(name).method], load_profile(params.model)
    device = prepare(params.threads, params.seed)
    if not method.tuned:
        return load_base(profile, 16, device)
    return load_tuned(profile, method, Path("models") / name, device)
