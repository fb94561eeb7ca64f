"""sectune pin: the pin file of a source, written anew from the files that are there now; review it before a commit."""

from pathlib import Path

from stages.core.errors import UserError, unknown
from stages.core.params import load_params
from stages.sources.fetch import locate
from stages.sources.pins import write_pins
from stages.sources.spec import load_sources


def pin(name: str, task: str) -> int:
    """Write the pin file. Raises UserError for an unknown source, or one that is not pinned."""
    load_params().task(task)
    listing = Path("stages/tasks") / task / "sources.yaml"
    sources = {source.name: source for source in load_sources(listing)}
    if name not in sources:
        raise unknown("source", name, sources, str(listing))
    source = sources[name]
    if not source.pins or not source.files:
        raise UserError(f"{listing}: source {name} has no `pins` and `files`; a source of kind {source.kind} is read whole")
    count = write_pins(source, locate(source, task))
    print(f"{source.pins}: {count} files pinned at {source.stamp}; see `git diff {source.pins}`")
    return 0
