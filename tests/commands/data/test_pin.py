from pathlib import Path

import pytest

from stages import cli
from stages.core.files import sha256_file
from stages.sources.pins import read_pins
from tests.project import SOURCES, refusal

UPSTREAM = f"""- name: upstream
  kind: git
  repo: some/where
  licence: MIT
  reader: library
  scales:
    - bench
  trust: none
  revision: {"a" * 40}
  mirror: some
  files:
    - '*.sol'
  pins: pins/upstream.sha256
"""


@pytest.fixture
def mirror(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (project / "stages/tasks/audit/sources.yaml").write_text(SOURCES + UPSTREAM)
    folder = project / "mirror/some"
    folder.mkdir(parents=True)
    for name in ("A.sol", "B.sol", "notes.md"):
        (folder / name).write_text(f"// {name}\n")
    monkeypatch.setenv("SECTUNE_MIRROR", "mirror")
    return folder


def test_a_pin_file_holds_the_hash_of_each_matching_file(mirror: Path) -> None:
    cli.main(["pin", "upstream"])
    wanted = {name: sha256_file(mirror / name) for name in ("A.sol", "B.sol")}
    assert read_pins(Path("pins/upstream.sha256")) == wanted


@pytest.mark.usefixtures("mirror")
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("upstraem", "sources.yaml: unknown source 'upstraem' (did you mean upstream?)"),
        ("authored", "source authored has no `pins` and `files`"),
    ],
)
def test_what_can_not_be_pinned_is_refused(name: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert says in refusal(lambda: cli.main(["pin", name]), capsys)
