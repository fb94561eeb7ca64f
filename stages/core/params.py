"""params.yaml as frozen typed settings: unknown keys, repeated keys, wrong types and contradictions are refused.

The file is read as YAML 1.2, as DVC does. Errors name the key, the value and what is allowed.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from stages.core.errors import UserError, unknown
from stages.core.files import read_yaml
from stages.core.tuning import Count, Method, Share
from stages.core.typed import Settings, typed

Option = bool | int | float | str | list[str]
Options = dict[str, Option]  # a task's own settings, typed by its samples part
OverLength = Literal["reject", "error"]


class TaskOptions(Settings):
    """What every task's `Options` have: what becomes of a sample that does not fit the token budget."""

    over_length: OverLength


class ValidateSettings(Settings):
    max_rejected_share: Share


class SplitSettings(Settings):
    test_share: Annotated[float, Field(gt=0.0, lt=1.0)]
    val_share: Share
    near_duplicate: Annotated[float, Field(gt=0.0, le=1.0)]
    over_length: OverLength
    options: Options = {}


class SplitBudget(Settings):
    max_tokens: Annotated[int, Field(ge=128)]
    answer_tokens: Annotated[int, Field(ge=16)]
    train_samples: Count
    train_other: Count
    test_samples: Count
    test_other: Count
    options: Options = {}


class PredictBudget(Settings):
    constrained_samples: Annotated[int, Field(ge=0)]
    draws: Annotated[int, Field(ge=0, le=200)]


class TaskBudget(Settings):
    """What a task gets at one scale."""

    split: SplitBudget
    steps: Count
    predict: PredictBudget


class TaskSettings(Settings):
    validate_: ValidateSettings = Field(alias="validate")
    split: SplitSettings
    budgets: dict[str, TaskBudget]


class Run(Settings):
    task: str
    method: str


class EvaluateSettings(Settings):
    bootstrap: Annotated[int, Field(ge=100)]
    confidence: Annotated[float, Field(gt=0.5, lt=1.0)]


class TrainScale(Settings):
    batch_size: Count
    accumulation: Count
    warmup_steps: Annotated[int, Field(ge=0)]
    checkpoint_steps: Count


class TrainBudget(TrainScale):
    steps: Count


class PredictScale(Settings):
    batch_size: Count
    temperature: Annotated[float, Field(gt=0.0, le=2.0)]


class Scale(Settings):
    train: TrainScale
    predict: PredictScale


class Params(Settings):
    scale: str
    model: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]  # a dot would break DVC's parameter paths
    seed: Annotated[int, Field(ge=0, lt=2**32)]
    threads: Count
    precision: Literal["bfloat16", "float32"]
    parallel: Literal["ddp", "fsdp"] = "ddp"
    tasks: dict[str, TaskSettings]
    methods: dict[str, Method]
    runs: dict[str, Run]
    evaluate: EvaluateSettings
    scales: dict[str, Scale]

    @property
    def sizes(self) -> Scale:
        """Batch sizes and the like at the selected scale."""
        return self.scales[self.scale]

    def budget(self, task: str) -> TaskBudget:
        """What a task gets at the selected scale. Raises UserError naming the scales the task has budgets for."""
        budgets = self.task(task).budgets
        if self.scale not in budgets:
            raise unknown("scale", self.scale, budgets, f"params.yaml:tasks.{task}.budgets")
        return budgets[self.scale]

    def train_budget(self, task: str) -> TrainBudget:
        """Steps of the task, batches of the scale."""
        return TrainBudget(steps=self.budget(task).steps, **self.sizes.train.model_dump())

    def options(self, task: str) -> dict[str, Option]:
        """What the `Options` of the task's samples part are made of, those of the selected scale included."""
        general = self.task(task).split
        return {"over_length": general.over_length, **general.options, **self.budget(task).split.options}

    def run(self, name: str) -> Run:
        """A run by name. Raises UserError naming the runs there are."""
        if name not in self.runs:
            raise unknown("run", name, self.runs, "params.yaml:runs")
        return self.runs[name]

    def runs_of(self, task: str) -> list[str]:
        """Names of the task's runs in the order of params.yaml."""
        return [name for name, run in self.runs.items() if run.task == task]

    def task(self, name: str) -> TaskSettings:
        """A task's settings by name. Raises UserError naming the tasks there are."""
        if name not in self.tasks:
            raise unknown("task", name, self.tasks, "params.yaml:tasks")
        return self.tasks[name]


def load_params(path: Path = Path("params.yaml")) -> Params:
    """Read and check the settings. Raises UserError with every fault in one line."""
    params = typed(Params, read_yaml(path), str(path))
    _check_names(params, path)
    return params


def _check_names(params: Params, path: Path) -> None:
    if params.scale not in params.scales:
        raise unknown("scale", params.scale, params.scales, f"{path}:scale")
    for name, run in params.runs.items():
        if run.task not in params.tasks:
            raise unknown("task", run.task, params.tasks, f"{path}:runs.{name}.task")
        if run.method not in params.methods:
            raise unknown("method", run.method, params.methods, f"{path}:runs.{name}.method")
        if name == params.model or name in {"nano", "pretrain"}:
            raise UserError(f"{path}:runs.{name}: a run may not have the name of a folder in models/; rename the run")
