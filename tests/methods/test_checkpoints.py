"""Checkpoints after a kill: the newest whole one of the same job is taken, every other is set aside and named."""

from pathlib import Path

import pytest

from stages.methods.checkpoints import MANIFEST, newest_whole, seal


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Checkpoints 2, 4 and 10 of job `a`, all whole."""
    for step in (2, 4, 10):
        folder = tmp_path / f"checkpoint-{step}"
        folder.mkdir()
        (folder / "optimizer.pt").write_bytes(b"moments")
        (folder / "weights.safetensors").write_bytes(b"weights of step %d" % step)
        seal(folder, "a")
    return tmp_path


def name(found: Path | None) -> str | None:
    return found.name if found else None


def test_the_highest_step_is_taken_by_number_not_by_name(state: Path) -> None:
    assert name(newest_whole(state, "a")) == "checkpoint-10"


def test_nothing_is_found_where_nothing_was_written(tmp_path: Path) -> None:
    assert newest_whole(tmp_path / "absent", "a") is None


def test_a_checkpoint_without_manifest_is_not_whole(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (state / "checkpoint-10" / MANIFEST).unlink()
    assert name(newest_whole(state, "a")) == "checkpoint-4"
    assert "checkpoint-10 set aside as damaged-checkpoint-10: no manifest.json" in capsys.readouterr().err


def test_a_missing_file_is_named(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (state / "checkpoint-10/optimizer.pt").unlink()
    assert name(newest_whole(state, "a")) == "checkpoint-4"
    assert "optimizer.pt is missing" in capsys.readouterr().err


def test_any_flipped_bit_of_any_byte_is_found(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weights = state / "checkpoint-10/weights.safetensors"
    whole = weights.read_bytes()
    for at in range(len(whole)):
        weights.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        assert name(newest_whole(state, "a")) == "checkpoint-4"
        assert "weights.safetensors has other bytes" in capsys.readouterr().err
        next(state.glob("damaged-*")).rename(state / "checkpoint-10")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"files": [], "fingerprint": "a"}', '{"files": {}, "fingerprint": "a"}'])
def test_a_broken_manifest_makes_no_checkpoint_whole(state: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (state / "checkpoint-10" / MANIFEST).write_text(text)
    assert name(newest_whole(state, "a")) == "checkpoint-4"
    assert "manifest.json is broken" in capsys.readouterr().err


def test_a_checkpoint_of_other_settings_is_refused(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert newest_whole(state, "b") is None
    assert capsys.readouterr().err.count("it belongs to other settings") == 3


def test_what_is_set_aside_is_kept_under_a_name_of_its_own(state: Path) -> None:
    for _ in range(2):
        (state / "checkpoint-10" / MANIFEST).unlink()
        newest_whole(state, "a")
        (state / "checkpoint-10").mkdir()
        (state / "checkpoint-10" / MANIFEST).write_text("{}")
    assert {path.name for path in state.glob("damaged-*")} == {"damaged-checkpoint-10", "damaged-checkpoint-10-2"}
    assert (state / "damaged-checkpoint-10/weights.safetensors").read_bytes() == b"weights of step 10"


def test_folders_that_are_no_checkpoints_are_left_alone(state: Path) -> None:
    (state / "checkpoint-10-copy").mkdir()
    assert name(newest_whole(state, "a")) == "checkpoint-10"
    assert (state / "checkpoint-10-copy").is_dir()
