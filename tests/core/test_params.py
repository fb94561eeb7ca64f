import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from stages.core.errors import UserError
from stages.core.params import Params, load_params

REAL = Path(__file__).parents[2] / "params.yaml"
Edit = Callable[[str, str], str]


@pytest.fixture
def refused(tmp_path: Path) -> Edit:
    """What load_params says about the real settings with one text replaced."""

    def edit(old: str, new: str) -> str:
        text = REAL.read_text()
        assert old in text
        (tmp_path / "params.yaml").write_text(text.replace(old, new, 1))
        with pytest.raises(UserError) as error:
            load_params(tmp_path / "params.yaml")
        return str(error.value)

    return edit


@pytest.fixture(scope="module")
def params() -> Params:
    return load_params(REAL)


def test_the_committed_settings_load_and_every_run_names_a_task_and_a_method(params: Params) -> None:
    assert params.budget("audit") is params.tasks["audit"].budgets[params.scale]
    assert params.runs
    assert [n for n, run in params.runs.items() if run.task not in params.tasks or run.method not in params.methods] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("seed: 7", "sede: 7", "unknown key 'sede' (did you mean seed?); allowed: evaluate, methods"),
        ("seed: 7\n", "", "seed: key is missing; add it"),
        ("seed: 7", "seed: -1", "seed: got -1: Input should be greater than or equal to 0"),
        ("seed: 7", "seed: seven", "seed: got 'seven': Input should be a valid integer"),
        ("seed: 7", "seed: 7\nseed: 8", "found duplicate key"),
        ("learning_rate: 1.0e-03", "learning_rate: '2e-3'", "methods.lora.learning_rate: got '2e-3': Input should be a"),
        ("bits: 4", "bits: 8", "methods.qlora.bits: unknown value 8; allowed: 16, 4"),
        ("over_length: reject", "over_length: drop", "audit.split.over_length: unknown value 'drop'; allowed: error, reject"),
        ("draws: 0", "draws: none", "tasks.audit.budgets.demo.predict.draws: got 'none'"),
        ("    kind: base\n", "    kind: base\n    r: 4\n", "methods.base: unknown key 'r'; allowed: kind"),
        ("kind: lora", "kind: lorra", "methods.lora.kind: unknown kind 'lorra' (did you mean lora, rslora, dora?); allowed: "),
        ("    alpha: 128", "    alhpa: 128", "methods.lora: unknown key 'alhpa' (did you mean alpha?); allowed: alpha, bits"),
        ("scale: demo", "scale: dem0", "yaml:scale: unknown scale 'dem0' (did you mean demo?); allowed: bench, demo, full"),
        ("method: qlora", "method: qlorra", "params.yaml:runs.audit-qlora.method: unknown method 'qlorra' (did you mean qlora"),
        ("task: audit", "task: audits", "params.yaml:runs.audit-base.task: unknown task 'audits' (did you mean audit?)"),
        ("model: nano", "model: Qwen2.5", "model: got 'Qwen2.5': String should match pattern"),
        ("audit-base:", "nano:", "params.yaml:runs.nano: a run may not have the name of a folder in models/"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_with_its_key_its_value_and_what_is_allowed(
    refused: Edit, old: str, new: str, said: str
) -> None:
    assert said in refused(old, new)


def test_a_float_in_text_form_is_told_how_to_be_written(refused: Edit) -> None:
    assert "(write floats as 2.0e-04)" in refused("learning_rate: 1.0e-03", "learning_rate: '2e-3'")


def test_every_fault_is_named_at_once(refused: Edit) -> None:
    assert len(re.findall("unknown key|key is missing", refused("seed: 7", "sede: 7"))) == 2


def test_settings_cannot_be_changed_after_loading(params: Params) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        params.seed = 8  # type: ignore[misc]


def test_runs_are_found_by_name_and_by_task(params: Params) -> None:
    assert params.run("audit-lora").method == "lora"
    assert params.runs_of("audit")[0] == "audit-base"


def test_an_unknown_run_or_task_is_a_users_mistake(params: Params) -> None:
    with pytest.raises(UserError, match="unknown run 'audit-lorra'.*did you mean audit-lora"):
        params.run("audit-lorra")
    with pytest.raises(UserError, match="params.yaml:tasks: unknown task 'audits'"):
        params.task("audits")
