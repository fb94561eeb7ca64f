import errno
from pathlib import Path

import pytest

from stages.core.errors import UserError, run, unknown


def failing(error: BaseException) -> None:
    raise error


def ended(error: BaseException, capsys: pytest.CaptureFixture[str]) -> str:
    """What the process says as it ends with exit code 2."""
    with pytest.raises(SystemExit) as stop:
        run(lambda: failing(error))
    assert stop.value.code == 2
    return capsys.readouterr().err


def test_an_unknown_name_comes_with_its_place_the_nearest_names_and_all_of_them() -> None:
    error = unknown("method", "lorra", ["qlora", "lora", "base"], "params.yaml:runs.a.method")
    assert str(error) == (
        "params.yaml:runs.a.method: unknown method 'lorra' (did you mean lora, qlora?); allowed: base, lora, qlora"
    )


def test_an_empty_list_of_allowed_names_says_none() -> None:
    assert str(unknown("run", 7, [])) == "unknown run 7; allowed: none"


def test_a_users_mistake_is_one_line_on_stderr_even_when_its_message_has_several(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(UserError("first\n   second"), capsys) == "error: first second\n"


def test_a_full_disk_is_one_line_although_the_system_names_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    said = ended(OSError(errno.ENOSPC, "No space left on device"), capsys)
    assert said.startswith("error: a file that was being written: no space left on the disk; ")


def test_a_file_where_a_folder_is_needed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SystemExit):
        run(lambda: (tmp_path / "file/inner").mkdir())
    assert f"{tmp_path / 'file/inner'}: a part of this path is a file" in capsys.readouterr().err


@pytest.mark.parametrize("bug", [ValueError("a bug"), OSError(errno.EBADF, "a bug too")])
def test_a_bug_keeps_its_traceback(bug: Exception) -> None:
    with pytest.raises(type(bug)) as raised:
        run(lambda: failing(bug))
    assert raised.value is bug
