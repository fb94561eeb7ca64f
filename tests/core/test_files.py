import math
from pathlib import Path

import pytest

from stages.core.errors import UserError
from stages.core.files import (
    dump_json,
    fresh_dir,
    parse_yaml,
    read_json,
    read_jsonl,
    read_text,
    read_yaml,
    rounded,
    sha256_file,
    sha256_text,
    write_json,
    write_jsonl,
    write_text,
)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b" \n\t", "file is empty"),
        (b"ab\0c", r"binary file \(NUL byte at offset 2\)"),
        (b"caf\xe9", r"not UTF-8 \(byte 0xe9 at offset 3\)"),
        (b"0123456789!", "11 bytes, at most 10 are read"),
    ],
)
def test_text_that_is_no_text_is_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "contract.sol"
    path.write_bytes(raw)
    with pytest.raises(UserError, match=f"contract.sol: {said}"):
        read_text(path, max_bytes=10)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="gone.sol: file not found"):
        read_text(tmp_path / "gone.sol")


def test_a_byte_order_mark_and_foreign_line_ends_are_taken_off(tmp_path: Path) -> None:
    (tmp_path / "a.sol").write_bytes("\ufeffa\r\nb\rc\n".encode())
    assert read_text(tmp_path / "a.sol") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\na: 2\n", "x.yaml:2:1: not valid YAML: found duplicate key"),
        ("a: [1\n", "x.yaml:2:1: not valid YAML: expected ',' or ']'"),
        ("a: 1\nb: \x07\n", "x.yaml:2:4: not valid YAML: special characters are not allowed"),
        ("date: 2024-13-45\n", "x.yaml: not valid YAML: month must be in 1..12"),
        (f"a: {'9' * 5000}\n", "x.yaml: not valid YAML: Exceeds the limit"),
        ('a: "\\ud800"\n', "x.yaml: half a surrogate pair"),
        ("[" * 5000, "x.yaml: nested too deeply"),
    ],
)
def test_broken_yaml_is_a_users_mistake_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(UserError) as error:
        read_yaml(tmp_path / "x.yaml")
    assert place in str(error.value)


def test_yaml_without_a_file_is_told_by_the_name_it_is_given() -> None:
    assert parse_yaml("a: 1\n", "notes") == {"a": 1} and parse_yaml("", "notes") is None
    with pytest.raises(UserError, match="^notes:2:1: not valid YAML: found duplicate key"):
        parse_yaml("a: 1\na: 2\n", "notes")


def test_yaml_is_read_as_version_1_2_so_that_no_and_octal_mean_what_they_look_like(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: no\nb: 010\nc: 2.0e-03\n")
    assert read_yaml(tmp_path / "x.yaml") == {"a": "no", "b": 10, "c": 0.002}


def test_broken_json_names_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"a": 1,\n "b" 2}')
    with pytest.raises(UserError, match="x.json:2:6: not valid JSON: Expecting ':'"):
        read_json(tmp_path / "x.json")


UNFIT = [
    (r'{"a": "x\ud800"}', r"half a surrogate pair \(.ud800 to .udfff\) is no text"),
    (r'{"\uDFFF": 1}', "half a surrogate pair"),
    (f'{{"a": {"9" * 5000}}}', "a number has more than 4,300 digits"),
    ('{"a": ' + "[" * 5000 + "]" * 5000 + "}", "nested too deeply"),
]


@pytest.mark.parametrize(("text", "said"), UNFIT)
def test_json_that_nothing_can_hold_is_a_users_mistake(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(UserError, match=f"x.json: {said}.*; correct it"):
        read_json(tmp_path / "x.json")


@pytest.mark.parametrize(("line", "said"), UNFIT)
def test_a_line_of_jsonl_that_nothing_can_hold_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "x.jsonl").write_text(f'{{"a": 1}}\n{line}\n')
    with pytest.raises(UserError, match=f"x.jsonl:2: {said}.*; correct or remove this line"):
        list(read_jsonl(tmp_path / "x.jsonl"))


def test_a_whole_surrogate_pair_and_an_escaped_backslash_are_text(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(r'{"a": "\ud83d\ude00 \\ud800"}')
    assert list(read_jsonl(tmp_path / "x.jsonl")) == [(1, {"a": r"😀 \ud800"})]


def test_jsonl_rows_keep_the_number_of_their_line(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"a": 1}\n\n{"a": 2}\n')
    assert list(read_jsonl(tmp_path / "x.jsonl")) == [(1, {"a": 1}), (3, {"a": 2})]


@pytest.mark.parametrize(("line", "said"), [("[1]", "a JSON object is needed, got list"), ('{"a"', "not valid JSON")])
def test_the_first_broken_line_of_jsonl_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "x.jsonl").write_text(f'{{"a": 1}}\n{line}\n')
    with pytest.raises(UserError, match=rf"x.jsonl:2:?\d*: {said}"):
        list(read_jsonl(tmp_path / "x.jsonl"))


def test_reviewed_json_has_sorted_keys_six_decimals_and_its_own_script() -> None:
    assert dump_json({"b": [1 / 3, -0.0], "a": "합"}) == '{\n  "a": "합",\n  "b": [\n    0.333333,\n    0.0\n  ]\n}\n'


def test_a_number_that_is_none_never_reaches_a_report() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump_json({"score": math.nan})


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "x.jsonl", [{"b": 1, "a": 2}])
    with pytest.raises(TypeError):
        write_jsonl(tmp_path / "x.jsonl", [{"a": object()}])
    assert (tmp_path / "x.jsonl").read_text() == '{"a": 2, "b": 1}\n'


def test_a_written_file_is_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_text(tmp_path / "deep/x.txt", "a\n")
    write_json(tmp_path / "deep/x.txt", {})
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "deep").iterdir()] == [("x.txt", b"{}\n")]


def test_a_folder_appears_whole_and_replaces_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/old").write_text("old")
    with fresh_dir(tmp_path / "out") as scratch:
        (scratch / "new").write_text("new")
        assert (tmp_path / "out/old").is_file()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["new", "out"]


def test_a_stage_that_stops_midway_leaves_the_old_folder_and_no_scratch(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(KeyboardInterrupt), fresh_dir(tmp_path / "out") as scratch:
        (scratch / "half").write_text("half")
        raise KeyboardInterrupt
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["out"]


def test_what_a_killed_run_left_is_not_taken_for_new(tmp_path: Path) -> None:
    (tmp_path / ".out.tmp").mkdir()
    (tmp_path / ".out.tmp/stale").write_text("stale")
    with fresh_dir(tmp_path / "out"):
        pass
    assert list((tmp_path / "out").iterdir()) == []


def test_the_digest_of_a_file_is_that_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("abc")
    assert sha256_file(tmp_path / "x") == sha256_text("abc")
    assert sha256_text("abc").startswith("ba7816bf8f01cfea")


def test_computed_floats_are_rounded_and_set_ones_stay() -> None:
    assert rounded([0.1 + 0.2, 1 / 3e7, -1e-17 / 3]) == [0.3, 0.0, 0.0]
    assert rounded({"learning_rate": 1.5e-07}) == {"learning_rate": 1.5e-07}
