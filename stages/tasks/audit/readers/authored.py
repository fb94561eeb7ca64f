"""The shipped cases: a folder a family, with case.yaml and vulnerable, fixed and lookalike variants.

Only vulnerable files carry markers: each weak line ends in `// !weak <class>` (Vyper: `# !weak <class>`),
which is taken off before the code becomes a record, so the numbers of the lines stay.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from stages.core.errors import UserError, unknown
from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.audit.lib.case import EXTENSIONS, Case, load_case
from stages.tasks.audit.lib.records import Record, finding, record

ROLES = ("vulnerable", "fixed", "lookalike")
_MARKER = re.compile(r"[ \t]*(?://|#)[ \t]*!weak[ \t]+(\S+)[ \t]*$")


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """One record a variant; `pair` joins vulnerable file and fix. Raises UserError for a broken family."""
    for folder, names in _families(files).items():
        if "case.yaml" not in names:
            raise UserError(f"{root / folder}: case.yaml not found; each folder of shipped cases needs one")
        case = load_case(root / folder / "case.yaml")
        variants = _variants(root / folder, names, case)
        for role in ROLES:
            if role in variants:
                yield _record(root, f"{folder}/{variants[role]}", role, case)


def _families(files: Sequence[str]) -> Mapping[str, list[str]]:
    families: dict[str, list[str]] = {}
    for name in files:
        path = PurePosixPath(name)
        families.setdefault(path.parent.as_posix(), []).append(path.name)
    return families


def _variants(folder: Path, names: Sequence[str], case: Case) -> dict[str, str]:
    """{role: file name}; every file of the folder has to be one of the four that belong there."""
    allowed = {f"{role}.{EXTENSIONS[case.language]}": role for role in ROLES}
    for name in names:
        if name not in allowed and name != "case.yaml":
            raise unknown("file", name, [*allowed, "case.yaml"], str(folder))
    variants = {allowed[name]: name for name in names if name in allowed}
    for role in ("vulnerable", "fixed"):
        if role not in variants:
            raise UserError(f"{folder}: {role}.{EXTENSIONS[case.language]} not found; a family has both variants")
    if ("lookalike" in variants) != bool(case.lookalike):
        raise UserError(f"{folder / 'case.yaml'}: key lookalike goes with a file of that name; add or remove one")
    return variants


def _record(root: Path, path: str, role: str, case: Case) -> Record:
    code, lines = _unmarked(root / path, case)
    if role == "vulnerable" and not lines:
        raise UserError(f"{root / path}: no line ends in `!weak {case.weakness}`; mark the weak lines")
    if role != "vulnerable" and lines:
        raise UserError(f"{root / path}:{lines[0]}: a marker in a {role} file; only the vulnerable file has markers")
    family = f"authored/{PurePosixPath(path).parent.name}"
    return record(
        path=path,
        language=case.language,
        role=role,
        code=code,
        findings=[finding(case.weakness, lines, case.reason)] if lines else [],
        family=family,
        project=case.project,
        pair="" if role == "lookalike" else family,
        title=case.title if role == "vulnerable" else "",
        explanation=case.explanation,
        advice=case.advice,
        fix=case.lookalike if role == "lookalike" else case.fix,
        date=case.date,
        origin="authored",
        exhaustive=True,
    )


def _unmarked(path: Path, case: Case) -> tuple[str, list[int]]:
    """The code without its markers, and the 1-based lines that had one."""
    lines = read_text(path).split("\n")
    weak: list[int] = []
    for number, line in enumerate(lines, start=1):
        match = _MARKER.search(line)
        if not match:
            continue
        if match[1] != case.weakness:
            raise UserError(f"{path}:{number}: marker says {match[1]}, case.yaml says {case.weakness}; make them agree")
        weak.append(number)
        lines[number - 1] = line[: match.start()]
    return "\n".join(lines), weak
