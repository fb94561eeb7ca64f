"""What lies in the working tree, or stands in dvc.lock, for runs and tasks that params.yaml no longer has.

Only what a stage of this project wrote is ever named: a model folder counts when a run left its settings.json in it, so
base models, whatever they are called, are left alone.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from stages.core.errors import UserError
from stages.core.files import read_text, read_yaml
from stages.core.fingerprint import state_root
from stages.core.params import Params
from stages.core.parts import task_names

PER_RUN = ("train", "predict", "evaluate")  # stages of dvc.yaml with one instance a run: "train@audit-lora"
PER_TASK = ("collect", "validate", "split", "compare")
_TASK_DATA = ("raw", "valid", "quarantine", "split", "scores", "compared")
_KEPT_MODELS = ("nano", "pretrain")
LOCK = Path("dvc.lock")


@dataclass(frozen=True)
class Orphan:
    """A file or folder that nothing owns; `size` in bytes, files below it included."""

    path: Path
    size: int


def orphan_paths(params: Params) -> list[Orphan]:
    """Orphaned files and folders, sorted by path."""
    found = {*_models(params), *_of_runs(params), *_of_tasks(params), *_states(params)}
    return [Orphan(path, _size(path)) for path in sorted(found)]


def orphan_stages(params: Params) -> list[str]:
    """Entries of dvc.lock, such as train@audit-old, whose run or task is gone."""
    entries = (read_yaml(LOCK) or {}).get("stages") or {} if LOCK.is_file() else {}
    owners = dict.fromkeys(PER_RUN, set(params.runs)) | dict.fromkeys(PER_TASK, set(params.tasks))
    split = ((name, *name.partition("@")[::2]) for name in entries)
    return sorted(name for name, stage, owner in split if stage in owners and owner not in owners[stage])


def lock_without(stages: Collection[str]) -> str:
    """dvc.lock as text without these entries; every other byte stays as DVC wrote it."""
    kept, inside = [], False
    for line in read_text(LOCK).splitlines(keepends=True):
        if not line.startswith("    "):  # an entry's own lines are indented by four or more
            inside = line.startswith("  ") and line.strip().rstrip(":") in stages
        if not inside:
            kept.append(line)
    if kept[-1] == "stages:\n":
        kept[-1] = "stages: {}\n"
    return "".join(kept)


def _models(params: Params) -> Iterator[Path]:
    from stages.prompting.catalog import CATALOG

    kept = {*_KEPT_MODELS, *params.runs, *read_yaml(CATALOG)}
    for path in _children(Path("models")):
        left_by_run = (path / "settings.json").is_file() or path.name != _owner(path)
        if path.is_dir() and _owner(path) not in kept and left_by_run:
            yield path


def _of_runs(params: Params) -> Iterator[Path]:
    yield from _strangers(Path("data/completions"), params.runs)
    for task in params.tasks:
        runs = params.runs_of(task)
        yield from _strangers(Path("data/scores") / task, runs)
        yield from _strangers(Path("reports") / task / "scores", [f"{run}.json" for run in runs])
        training = [f"{run}.{end}" for run in runs for end in ("json", "csv")]
        yield from _strangers(Path("reports") / task / "training", training)


def _of_tasks(params: Params) -> Iterator[Path]:
    for stage in _TASK_DATA:
        yield from _strangers(Path("data") / stage, params.tasks)
    for path in _strangers(Path("reports"), params.tasks):
        if (path / "scores").is_dir() or (path / "dataset_stats.json").is_file():
            yield path


def _states(params: Params) -> Iterator[Path]:
    """States to resume from that nothing can resume any more, and fetched sources of revisions no longer named."""
    from stages.methods.job import plan

    state = state_root()
    yield from _strangers(state / "train", [plan(params, run).fingerprint for run in params.runs])
    if all((Path("data/completions") / run).is_dir() for run in params.runs):  # so no prediction waits to go on
        yield from _children(state / "predict")
    named = set(_revisions())
    for source in _children(state / "sources"):
        yield from (path for path in _children(source) if (source.name, _owner(path)) not in named)


def _revisions() -> Iterator[tuple[str, str]]:
    from stages.sources.spec import load_sources

    for task in task_names():
        listing = Path("stages/tasks") / task / "sources.yaml"
        if not listing.is_file():
            raise UserError(f"{listing}: file not found; call prune in the project's root folder")
        yield from ((source.name, source.revision) for source in load_sources(listing))


def _strangers(folder: Path, known: Collection[str]) -> Iterator[Path]:
    return (path for path in _children(folder) if _owner(path) not in known)


def _owner(path: Path) -> str:
    """The name a path belongs to; `.<name>.tmp` is what a killed stage left of it."""
    hidden = path.name.startswith(".") and path.name.endswith(".tmp")
    return path.name[1:-4] if hidden else path.name


def _children(folder: Path) -> list[Path]:
    ours = (".gitignore", ".gitkeep")  # DVC writes the first beside its outputs
    return sorted(path for path in folder.iterdir() if path.name not in ours) if folder.is_dir() else []


def _size(path: Path) -> int:
    if path.is_symlink() or path.is_file():
        return path.lstat().st_size
    return sum(file.lstat().st_size for file in path.rglob("*") if not file.is_dir())
