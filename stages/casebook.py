"""Stage casebook: the shipped cases of the audit task -> reports/audit/vulnerability_{report.md,cases.json}

python -m stages.casebook
"""

from collections.abc import Sequence
from pathlib import Path

from stages.core.errors import Parser, run

SOURCES, REPORTS = Path("data/sources/audit"), Path("reports/audit")


def main(argv: Sequence[str] | None = None) -> None:
    Parser(prog="python -m stages.casebook", description=__doc__).parse_args(argv)

    from stages.core.files import write_json, write_text
    from stages.core.parts import part

    book = part("audit", "lib.casebook")
    cases = book.load(SOURCES)
    write_json(REPORTS / "vulnerability_cases.json", book.as_json(cases))
    write_text(REPORTS / "vulnerability_report.md", book.as_markdown(cases))
    incidents = sum(case.incident is not None for _, case in cases)
    print(f"casebook: {incidents} incidents and {len(cases) - incidents} teaching cases")


if __name__ == "__main__":
    run(main)
