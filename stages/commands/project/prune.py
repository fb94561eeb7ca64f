"""sectune prune: list what no run and no task owns any more; remove it only when told to."""

import shutil
from pathlib import Path

from stages.commands.project.machine import readable
from stages.commands.project.orphans import LOCK, lock_without, orphan_paths, orphan_stages
from stages.core.files import write_text
from stages.core.params import load_params


def prune(remove: bool) -> int:
    """Print the orphans; with `remove`, take them away."""
    params = load_params()
    paths, stages = orphan_paths(params), orphan_stages(params)
    for orphan in paths:
        print(f"{readable(orphan.size):>10}  {orphan.path}")
    for stage in stages:
        print(f"{'entry':>10}  {LOCK}: {stage}")
    if not paths and not stages:
        print("nothing to prune: every run and task in the working tree is in params.yaml")
        return 0
    total = f"{len(paths)} paths, {readable(sum(orphan.size for orphan in paths))}, and {len(stages)} entries of {LOCK}"
    if not remove:
        print(f"{total}; `sectune prune --yes` removes them (not while a stage is running)")
        return 0
    for orphan in paths:
        _remove(orphan.path)
    if stages:
        write_text(LOCK, lock_without(stages))
    print(f"removed: {total}")
    return 0


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
