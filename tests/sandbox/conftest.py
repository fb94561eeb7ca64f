"""A sandbox with short limits, started once for a file of tests."""

from collections.abc import Callable, Iterator

import pytest

from stages.core.errors import UserError
from stages.sandbox import Program, Sandbox, Verdict
from tests.sandbox.limits import SHORT

Judge = Callable[[Program], Verdict]


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    try:
        with Sandbox(1, SHORT) as opened:
            yield opened
    except UserError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def judge(box: Sandbox) -> Judge:
    """The verdict on one program."""
    return lambda program: next(box.run([program]))
