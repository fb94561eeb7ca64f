"""Functions of installed packages: real code with its own words and examples, on every machine, without a network.

Equal package versions give equal rows; `packages` in sources.yaml states them and collect holds them to it. A function that
stands in several packages, since one carries a copy of the other, is kept once by validate.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from stages.core.errors import UserError
from stages.core.files import read_text
from stages.core.rejects import Reject
from stages.sources.spec import Source
from stages.tasks.codegen.lib.functions import Function, functions
from stages.tasks.codegen.lib.records import Record, record


def read(root: Path, files: Sequence[str], entry: Source) -> Iterator[Record | Reject]:
    """A record a function that stands on its own, in the order of files and lines; a file that is no text is refused."""
    for path in files:
        if (root / path).stat().st_size == 0:
            continue  # an empty __init__.py
        try:
            source = read_text(root / path)
        except UserError as error:
            yield Reject(path, 1, "file", path, str(error).removeprefix(f"{root / path}: "))
            continue
        for function in functions(source):
            yield _record(path, function)


def _record(path: str, function: Function) -> Record:
    return record(
        path=f"{path}:{function.line}", language="python", kind="function", family=f"packages/{path}",
        project=path.partition("/")[0], instruction=function.task, code=function.code, prelude=function.prelude,
        stub=function.stub, setup=function.setup,
        calls=[{"expression": call, "expected": value} for call, value in function.calls],
    )  # fmt: skip
