"""sectune card: the full model card of a run, with the sources and terms of its data and the scores that were measured."""

from collections import Counter
from pathlib import Path
from typing import Any

from stages.core.errors import UserError
from stages.core.files import read_json, sha256_file, write_text
from stages.core.params import Params, load_params
from stages.core.tables import read_table
from stages.prompting.catalog import Profile, load_profile
from stages.reporting.card import Facts, model_card
from stages.sources.licences import SHIPPABLE


def write_card(run: str, out: str) -> int:
    """Write the card of an adapter or a whole model that is passed on as it lies in models/<run>/."""
    params = load_params()
    params.run(run)
    target = Path(out)
    write_text(target, card(params, run, Path("models") / run, None))
    print(f"{target}: card of {run}")
    return 0


def card(params: Params, run: str, folder: Path, note: dict[str, Any] | None) -> str:
    """The card of the model in `folder`, which `note` says how it was merged. UserError when a file it tells of is missing."""
    settings = _made(Path("models") / run / "settings.json", run)
    task = params.run(run).task
    numbers = _made(Path("reports") / task / "training" / f"{run}.json", run)
    scores = _made(Path("reports") / task / "scores" / f"{run}.json", run)
    profile = load_profile(params.model)
    sources = _sources(task, settings["data"]) if settings["data"] else []
    return model_card(Facts(folder.name, run, settings, numbers, scores, sources, _origin(profile), note))


def _made(path: Path, run: str) -> Any:
    if not path.is_file():
        raise UserError(f"{path}: not there; train and evaluate the run first: dvc repro evaluate@{run}")
    return read_json(path)


def _origin(profile: Profile) -> str:
    return f"`{profile.hub}` at revision `{profile.revision}`" if profile.hub else ""


def _sources(task: str, digests: dict[str, str]) -> list[dict[str, Any]]:
    """Each source and licence of the samples that were trained on. UserError when the data are not those any more."""
    for name, digest in digests.items():
        if not Path(name).is_file() or sha256_file(Path(name)) != digest:
            raise UserError(f"{name}: not the data that this run was trained on; bring it back: `dvc checkout` or `dvc repro`")
    told = {source["name"]: source for source in _manifest(task)["sources"]}
    licences = {record["id"]: record["licence"] for record in read_table(Path("data/valid") / task / "records.parquet")}
    samples = read_table(Path("data/split") / task / "train.parquet")
    counts = Counter((sample["source"], licences[sample["record_id"]]) for sample in samples)
    return [
        {
            "name": name, "licence": licence, "samples": count, "shippable": SHIPPABLE.get(licence, False),
            "revision": told[name]["revision"], "trust": told[name]["trust"],
        }
        for (name, licence), count in sorted(counts.items())
    ]  # fmt: skip


def _manifest(task: str) -> Any:
    path = Path("data/raw") / task / "manifest.json"
    if not path.is_file():
        raise UserError(f"{path}: not there; bring it back: `dvc checkout {path.parent}` or `dvc repro`")
    return read_json(path)
