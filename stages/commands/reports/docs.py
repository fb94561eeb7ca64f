"""The parts of README.md that a program writes: the result table between two marks."""

from pathlib import Path

from stages.core.errors import UserError
from stages.core.files import read_json, read_text, write_text
from stages.reporting.results import results

README = Path("README.md")
START, END = "<!-- results: written by `make docs` -->", "<!-- /results -->"


def docs() -> int:
    """Write the result table of every task with a comparison into the README."""
    text = with_results(read_text(README), sorted(Path("reports").glob("*/comparison.json")))
    write_text(README, text)
    print(f"docs: {README} written")
    return 0


def with_results(text: str, reports: list[Path]) -> str:
    """`text` with the tables of `reports` (each task's comparison.json) between the marks. Raises UserError without marks."""
    head, start, rest = text.partition(START)
    _, end, tail = rest.partition(END)
    if not (start and end):
        raise UserError(f"{README}: marks {START} and {END} not found; put them where the results belong")
    tables = "\n\n".join(results(read_json(path)) for path in reports)
    return f"{head}{START}\n{tables}\n{END}{tail}" if tables else f"{head}{START}\n{END}{tail}"
