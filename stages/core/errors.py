"""A user's mistake is one line and exit code 2; everything else is a bug and keeps its traceback."""

import argparse
import errno
import gc
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import NoReturn

_DISK_ERRORS = {
    errno.EACCES: "permission denied",
    errno.EPERM: "operation not permitted",
    errno.EROFS: "read-only file system",
    errno.ENOSPC: "no space left on the disk",
    errno.EDQUOT: "disk quota used up",
    errno.EIO: "the disk reports an error",
    errno.ENOTDIR: "a part of this path is a file, not a folder",
    errno.EEXIST: "a file of this name is in the way",
    errno.EISDIR: "this is a folder, a file is needed",
    errno.ENAMETOOLONG: "the name is too long",
}


class UserError(Exception):
    """What the user can mend. The message says: what, where, what is allowed, what to do next."""


class Parser(argparse.ArgumentParser):
    """A wrong argument is a user's mistake like any other: one line, exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message}; see `{self.prog} --help`")


def unknown(what: str, got: object, allowed: Iterable[str], where: str = "") -> UserError:
    """The one wording for a name that is not in a closed list, nearest names first."""
    names = sorted(allowed)
    near = get_close_matches(str(got), names, n=3)
    hint = f" (did you mean {', '.join(near)}?)" if near else ""
    place = f"{where}: " if where else ""
    return UserError(f"{place}unknown {what} {got!r}{hint}; allowed: {', '.join(names) or 'none'}")


def run(main: Callable[[], object]) -> None:
    """Call `main`; end the process with 0, or with 2 and one line on stderr for a user's mistake.

    Garbage is looked for seldom: importing the libraries of a training makes a million objects, and none of them is garbage.
    """
    gc.set_threshold(50_000, 20, 20)
    try:
        main()
    except UserError as error:
        _stop(str(error))
    except OSError as error:
        if error.errno not in _DISK_ERRORS:
            raise
        place = error.filename or "a file that was being written"  # the system names no file when a disk is full
        _stop(f"{place}: {_DISK_ERRORS[error.errno]}; check the path, its owner and mode, and free space, then repeat")


def _stop(message: str) -> None:
    print("error: " + " ".join(message.split()), file=sys.stderr)
    raise SystemExit(2)
