"""Start of the fork server: `python -s -P -S -B start.py <settings as JSON>`.

The interpreter knows no packages at this point, so the folders of this package are made known by hand; their `__init__` files,
which belong to the parent's side, are not run.
"""

import json
import sys
import types
from pathlib import Path


def main(settings: str) -> None:
    """Settings: {number, room, packages, landlock, seccomp}, see server.main."""
    here = Path(__file__).resolve().parent
    for name, folder in (("stages", here.parents[1]), ("stages.sandbox", here.parent), ("stages.sandbox.inside", here)):
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    from stages.sandbox.inside import server

    server.main(**json.loads(settings))


if __name__ == "__main__":
    main(sys.argv[1])
