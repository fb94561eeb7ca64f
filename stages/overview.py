"""Stage overview: every task's comparison -> reports/README.md

python -m stages.overview
"""

from collections.abc import Sequence
from pathlib import Path

from stages.core.errors import Parser, run


def main(argv: Sequence[str] | None = None) -> None:
    Parser(prog="python -m stages.overview", description=__doc__).parse_args(argv)

    from stages.core.files import read_json, write_text
    from stages.core.params import load_params
    from stages.reporting.overview import overview

    params = load_params()
    tasks = [task for task in params.tasks if params.runs_of(task)]
    reports = [read_json(Path("data/compared") / task / "comparison.json") for task in tasks]
    write_text(Path("reports/README.md"), overview(reports))
    print(f"overview: {len(reports)} tasks in reports/README.md")


if __name__ == "__main__":
    run(main)
