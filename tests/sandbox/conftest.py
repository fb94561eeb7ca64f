"""A sandbox with short limits, started once for a file of tests."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.sandbox import Program, Sandbox, Verdict
from tests.sandbox.limits import SHORT
from tests.sandbox.world import private_folder

Judge = Callable[[Program], Verdict]


@pytest.fixture(scope="session", autouse=True)
def own_folder() -> Iterator[None]:
    """What is left behind, and how many processes there are, is asked of our own sandboxes only."""
    before, tempfile.tempdir = tempfile.tempdir, private_folder()
    yield
    left = list(Path(tempfile.tempdir).glob("sectune-sandbox-*"))
    shutil.rmtree(tempfile.tempdir)
    tempfile.tempdir = before
    assert left == []


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
