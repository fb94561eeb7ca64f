"""MLflow as a mirror: the one file that imports it, after the files are written, never needed, off by one switch.

SECTUNE_TRACKING=off switches it off; MLFLOW_TRACKING_URI sends it elsewhere. Weights stay in DVC: a trained model is registered
as an external one that points to them by path and hash, so that MLflow knows which weights a score is of and holds none.
A mirror that fails costs one line on stderr, never a training.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from stages.core.fingerprint import state_root

EXPERIMENT = "sectune"
LONGEST = 450  # characters; MLflow refuses longer parameter values


def _best_effort(mirror: Callable[..., None]) -> Callable[..., None]:
    @wraps(mirror)
    def guarded(*args: Any) -> None:
        if os.environ.get("SECTUNE_TRACKING", "on") == "off":
            return
        try:
            mirror(*args)
        except Exception as error:  # noqa: BLE001  a tracker's fault must not cost a run
            print(f"mlflow: not mirrored ({type(error).__name__}); results are whole without it", file=sys.stderr)

    return guarded


@_best_effort
def mirror_training(run: str, settings: dict[str, Any], numbers: dict[str, Any], curve: Sequence[dict[str, float]]) -> None:
    """One MLflow run a trained run: parameters, curve, dataset digests, a model entry that points to DVC."""
    client, experiment = _client()
    from mlflow.entities import Metric

    tags = {"mlflow.runName": run, "sectune.task": settings["task"], "dvc.stage": f"train@{run}", **_dvc_tags()}
    made = client.create_run(experiment, tags=tags)
    _note(run).parent.mkdir(parents=True, exist_ok=True)
    _note(run).write_text(made.info.run_id)
    for key, value in sorted(_flat(settings).items()):
        client.log_param(made.info.run_id, key, str(value)[:LONGEST])
    points = [Metric(key, float(point[key]), 0, int(point["step"])) for point in curve for key in ("loss", "learning_rate")] + [
        Metric(key, float(value), 0, 0) for key, value in numbers.items() if isinstance(value, int | float)
    ]
    for start in range(0, len(points), 1000):
        client.log_batch(made.info.run_id, metrics=points[start : start + 1000])
    client.set_tag(made.info.run_id, "sectune.model", f"models/{run}")
    client.set_terminated(made.info.run_id)


@_best_effort
def mirror_scores(scores: dict[str, dict[str, float]]) -> None:
    """Add the metrics of every run, {run: {metric: value}}, to the MLflow runs that training made."""
    client, experiment = _client()
    for run, values in scores.items():
        note = _note(run)
        if note.is_file():
            run_id = note.read_text()
        else:
            run_id = client.create_run(experiment, tags={"mlflow.runName": run, **_dvc_tags()}).info.run_id
        for key, value in sorted(values.items()):
            client.log_metric(run_id, key, float(value))
        client.set_terminated(run_id)
        if client.get_run(run_id).data.params.get("method.kind", "base") != "base" and (md5 := _locked(run)):
            _register(client, experiment, run, run_id, md5)


def _register(client: Any, experiment: str, run: str, run_id: str, md5: str) -> None:
    """An external model and a version of it in the registry for these weights; once, however often scores are mirrored."""
    from mlflow.exceptions import MlflowException

    name, path = f"{EXPERIMENT}-{run}", f"models/{run}"
    tags = {"dvc.path": path, "dvc.md5": md5, "dvc.stage": f"train@{run}", **_git_tags()}
    for version in client.search_model_versions(f"name='{name}'"):
        if version.tags.get("dvc.md5") == md5:
            for key, value in tags.items():
                client.set_model_version_tag(name, version.version, key, value)
            return
    external = {"mlflow.model.isExternal": "true", **tags}
    model = client.create_logged_model(experiment, name=name, source_run_id=run_id, tags=external, model_type="tuned")
    client.finalize_logged_model(model.model_id, "READY")
    try:
        client.create_registered_model(name)
    except MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
    tags["mlflow.model_id"] = model.model_id
    client.create_model_version(name, f"dvc:{path}", run_id=run_id, tags=tags, model_id=model.model_id, await_creation_for=0)


def _locked(run: str) -> str:
    """The hash under which DVC keeps models/<run>, from dvc.lock; "" when it does not say."""
    lock = Path("dvc.lock")
    if not lock.is_file():
        return ""
    entry = re.search(rf"^  train@{re.escape(run)}:\n((?:    .*\n)*)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    outs = entry[1].partition("    outs:\n")[2] if entry else ""
    found = re.search(rf"- path: models/{re.escape(run)}\n(?:      hash: md5\n)?      md5: (\S+)", outs)
    return found[1] if found else ""


def _git_tags() -> dict[str, str]:
    """The commit that is checked out, and whether it holds this dvc.lock or the one before."""

    def said(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *arguments], capture_output=True, text=True)

    head = said("rev-parse", "HEAD")
    if head.returncode:
        return {}
    same = said("diff", "--quiet", "HEAD", "--", "dvc.lock").returncode == 0
    return {"git.commit": head.stdout.strip(), "git.commit_has_this_lock": "yes" if same else "no"}


def _client() -> tuple[Any, str]:
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
    os.environ.setdefault("DO_NOT_TRACK", "true")
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")  # as shipped, a server that is away costs four minutes
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_TIMEOUT", "10")
    from filelock import FileLock
    from mlflow.tracking import MlflowClient

    root = state_root().parent.resolve()
    uri = os.environ.get("MLFLOW_TRACKING_URI") or f"sqlite:///{root / 'mlflow.db'}"
    state_root().mkdir(exist_ok=True)
    with FileLock(state_root() / "mlflow.lock"):  # two first uses at once would both make the tables
        client = MlflowClient(tracking_uri=uri)
        found = client.get_experiment_by_name(EXPERIMENT)
        if found:
            return client, found.experiment_id
        return client, client.create_experiment(EXPERIMENT, artifact_location=(root / "mlruns").as_uri())


def _note(run: str) -> Path:
    return state_root() / "mlflow" / os.environ.get("DVC_EXP_NAME", "workspace") / run


def _dvc_tags() -> dict[str, str]:
    names = {"dvc.exp": "DVC_EXP_NAME", "dvc.baseline": "DVC_EXP_BASELINE_REV"}
    return {tag: os.environ[name] for tag, name in names.items() if name in os.environ}


def _flat(value: Any, prefix: str = "") -> dict[str, Any]:
    if not isinstance(value, dict):
        return {prefix: value}
    out: dict[str, Any] = {}
    for key, inner in value.items():
        out |= _flat(inner, f"{prefix}.{key}" if prefix else str(key).replace("/", "."))
    return out
