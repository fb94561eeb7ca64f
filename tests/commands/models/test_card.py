"""The full card tells data and their terms, scores with intervals, duties, limits; and refuses to guess."""

from pathlib import Path

import pytest

from stages import cli
from stages.reporting.obligations import notice, terms
from tests.commands.models.merging import make_trained_project, train
from tests.project import edit, refusal

COMMAND = ["card", "audit-lora", "--out", "card.md"]


def told(folder: Path, monkeypatch: pytest.MonkeyPatch, licence: str = "MIT", base: str = "Apache-2.0") -> str:
    monkeypatch.chdir(make_trained_project(folder, licence))
    train({"base": {"name": "tiny", "licence": base, "prompt_format": "chatml"}})
    cli.main(COMMAND)
    return Path("card.md").read_text()


def test_a_card_tells_what_it_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = told(tmp_path, monkeypatch)
    for part in (
        "base_model: tiny",
        "license: apache-2.0",
        "kind lora",
        "| authored | shipped | MIT | 8 | yes |",
        "- `data/split/audit/train.parquet` sha256 `",
        "| f1 | 0.50 [0.25–0.75] | 5 | up |",
        "- base model, Apache-2.0: give a copy of the licence",
        "- training data, MIT: name the sources",
        "- data `authored`: small contracts",
        "## Intended use",
        "Not a replacement for an audit",
        "measured on 5 test samples",
        "| steps | 40 |",
        "--lora-modules audit-lora=models/audit-lora",
    ):
        assert part in card


def test_data_that_may_not_be_passed_on_keep_the_model_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = told(tmp_path, monkeypatch, "CC-BY-NC-4.0")
    assert "| authored | shipped | CC-BY-NC-4.0 | 8 | NO |" in card
    assert "do NOT pass this model on" in card
    assert "do NOT" not in told(tmp_path / "free", monkeypatch)


def test_a_name_that_the_licence_does_not_allow_is_called_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = told(tmp_path, monkeypatch, base="Llama-3.2")
    assert "this name, audit-lora, does not begin with Llama" in card
    assert 'show "Built with Llama"' in card


@pytest.mark.parametrize(
    ("licence", "duty", "notice_says"),
    [
        ("Apache-2.0", "copyright and NOTICE", ""),
        ("llama3.2", "Built with Llama", "Llama 3.2 is licensed under the Llama 3.2 Community License, Copyright ©"),
        ("LicenseRef-Llama-3.1", "Built with Llama", "Llama 3.1 is licensed"),
        ("Llama 2 Community", "Acceptable Use Policy", "Llama 2 is licensed"),
        ("LicenseRef-Gemma", "use restrictions", "Gemma is provided under and subject to the Gemma Terms of Use"),
        ("bigcode-openrail-m", "use restrictions", ""),
        ("LicenseRef-DeepSeek", "use restrictions", ""),
        ("Qwen-Research", "no commercial use", "Qwen is licensed under the Qwen RESEARCH LICENSE AGREEMENT"),
        ("Nobody-1.0", "read Nobody-1.0", ""),
    ],
)
def test_every_kind_of_licence_has_its_duties_and_its_notice(licence: str, duty: str, notice_says: str) -> None:
    assert any(duty in said for said in terms(licence).duties)
    assert notice(licence).startswith(notice_says) and bool(notice(licence)) == bool(notice_says)


def test_llama_2_asks_for_no_name_and_no_badge() -> None:
    assert not terms("Llama-2").name and not any("Built with" in duty for duty in terms("Llama-2").duties)


@pytest.mark.parametrize(
    ("gone", "says"),
    [
        ("reports/audit/scores/audit-lora.json", "train and evaluate the run first: dvc repro evaluate@audit-lora"),
        ("data/raw/audit/manifest.json", "bring it back: `dvc checkout data/raw/audit` or `dvc repro`"),
        ("data/split/audit/train.parquet", "not the data that this run was trained on"),
        ("models/audit-lora/settings.json", "train and evaluate the run first"),
    ],
)
def test_a_card_is_not_written_from_half_of_the_facts(
    gone: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told(tmp_path, monkeypatch)
    capsys.readouterr()
    Path("card.md").unlink()
    Path(gone).unlink()
    assert says in refusal(lambda: cli.main(COMMAND), capsys)
    assert not Path("card.md").exists()


def test_other_data_than_were_trained_on_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told(tmp_path, monkeypatch)
    capsys.readouterr()
    settings = Path("models/audit-lora/settings.json")
    edit(settings, '"data/split/audit/val.parquet": "', '"data/split/audit/val.parquet": "0')
    assert "data/split/audit/val.parquet: not the data that this run" in refusal(lambda: cli.main(COMMAND), capsys)
