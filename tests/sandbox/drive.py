"""Every attack in one process that needs no pytest: so that another user with another interpreter can run them.

`python3 -m tests.sandbox.drive` prints a line for each attack that got through or did not try, and how many there were.
"""

import tempfile
from pathlib import Path

from stages.sandbox import Call, Program, Sandbox
from tests.sandbox.limits import SHORT
from tests.sandbox.world import World, private_folder


def main() -> None:
    tempfile.tempdir = private_folder()
    attacks = sorted((Path(__file__).parent / "attacks").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder, Sandbox(1, SHORT) as box:
        world = World(Path(folder))
        try:
            for path in attacks:
                program = Program(world.prelude() + path.read_text(), calls=(Call("solve()", "'wanted-elsewhere'"),))
                verdict = next(box.run([program]))
                if verdict.passed or "tried" not in verdict.output or world.breaches(verdict):
                    print(path.stem, verdict.status, world.breaches(verdict))
        finally:
            world.close()
    Path(tempfile.tempdir).rmdir()
    print(f"{len(attacks)} attacks")


if __name__ == "__main__":
    main()
