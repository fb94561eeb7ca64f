"""The catalog as a table, and the memory that it foretells."""

from dataclasses import replace
from pathlib import Path

import pytest

from stages import cli
from stages.commands.models.memory import memory
from stages.commands.models.models import HEADS
from stages.core.files import read_yaml
from stages.prompting.catalog import CATALOG, Profile, load_catalog
from tests.project import ROOT, refusal

SEVEN = Profile(
    "seven", "Apache-2.0", "chatml", 4096, ["q_proj"], parameters=7_000_000_000, layers=32, width=4096, vocab=32_000
)  # fmt: skip


def test_every_model_has_a_line_with_every_column(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["models"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == list(HEADS)
    assert [line.split()[0] for line in lines[1:-1]] == list(read_yaml(CATALOG))
    fetched = next(line for line in lines if line.startswith("qwen2-5-coder-7b "))
    assert fetched.split() == ["qwen2-5-coder-7b", "7.6B", "32,768", "Apache-2.0", "yes", "no", "49.0", "39.6", "154.5", "fetch"]
    assert next(line for line in lines if line.startswith("qwen3-coder-30b")).split()[-3:] == ["-", "515.7", "fetch"]


def test_the_files_of_a_model_are_here_or_broken_or_come_by_a_command(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "models/gemma-7b").mkdir()
    cli.main(["models"])
    last = {line.split()[0]: line.rpartition("  ")[2] for line in capsys.readouterr().out.splitlines()}
    assert (last["gemma-7b"], last["gemma-2b"], last["codegemma-7b"]) == ("broken", "fetch", "fetch --pin")
    monkeypatch.chdir(ROOT)
    cli.main(["models"])
    assert next(line for line in capsys.readouterr().out.splitlines() if line.startswith("nano ")).endswith("  here")


def test_steps_without_tokens_are_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--tokens: got 0; a number from 1 up is needed" in refusal(lambda: cli.main(["models", "--tokens", "0"]), capsys)


def test_weights_take_two_bytes_and_what_trains_sixteen() -> None:
    assert memory(SEVEN, "base", 16, 1) == pytest.approx(14.0)
    assert memory(SEVEN, "full", 16, 1) == pytest.approx(16 * 7.0, rel=1e-3)
    assert memory(SEVEN, "ia3", 16, 1) == pytest.approx(14.0, rel=1e-3)
    assert memory(SEVEN, "lora", 16, 1) == pytest.approx(14.0 + 16 * 7 * 32 / 4096, rel=1e-3)
    assert memory(SEVEN, "freeze", 16, 1) == pytest.approx(14.0 + 16 * 7 * 2 / 32, rel=1e-3)


def test_four_bits_spare_linear_layers_and_neither_embedding_nor_experts() -> None:
    embedded = 2 * 32_000 * 4096
    assert memory(SEVEN, "base", 4, 1) == pytest.approx((2 * embedded + 0.5625 * (7e9 - embedded)) / 1e9)
    experts = Profile("e", "MIT", "chatml", 1, [], parameters=7_000_000_000, active=10**9, layers=32, width=4096, vocab=32_000)
    assert memory(experts, "base", 4, 1) == pytest.approx(14.0)


def test_longer_steps_take_more_by_layers_widths_and_vocabulary() -> None:
    layers, width, inner, vocabulary = 32, 4096, 14_336, 32_000
    parameters = vocabulary * width + int(layers * (2.5 * width**2 + 3 * width * inner))
    seven = replace(SEVEN, layers=layers, width=width, vocab=vocabulary, parameters=parameters)
    more = memory(seven, "lora", 16, 4096) - memory(seven, "lora", 16, 0)
    assert more == pytest.approx(4096 * (layers * (30 * width + 8 * inner) + 10 * 0.25 * vocabulary) / 1e9)


@pytest.mark.parametrize("kind", ["lora", "dora", "full", "ia3", "prompt_tuning", "freeze"])
def test_every_model_of_the_catalog_needs_no_less_than_its_weights(kind: str) -> None:
    profiles = list(load_catalog(ROOT / CATALOG).values())
    assert len(profiles) > 30
    assert [p.name for p in profiles if memory(p, kind, 16, 1024) <= memory(p, "base", 16, 1024)] == []
    assert [p.name for p in profiles if memory(p, "lora", 4, 1024) > memory(p, "lora", 16, 1024)] == []
