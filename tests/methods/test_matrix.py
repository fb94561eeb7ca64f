"""Every kind of tuning on every architecture of the catalog: two real steps through the real trainer, or the reason why not.

The outcome is tests/methods/matrix.md. `SECTUNE_RENEW=1 pytest tests/methods/test_matrix.py` writes it anew; read the diff.
"""

import gc
import math
import os
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pytest

from stages.core.errors import UserError
from stages.core.tuning import Freeze, Tuned
from stages.methods.device import prepare
from stages.methods.sft import Job, train
from stages.prompting.catalog import Profile
from tests.architectures import MAKERS, make_architecture
from tests.methods.kinds import FOUR_BITS, KINDS
from tests.tiny_model import budget, rows

TABLE = Path(__file__).with_name("matrix.md")
COLUMNS: dict[str, Tuned] = {**KINDS, "freeze": Freeze(layers=1, learning_rate=1e-3), "lora 4 bits": FOUR_BITS["lora"]}
ROWS, HELD_OUT = rows([12, 20, 16, 18]), rows([14])
HEAD = """# Kinds of tuning on architectures

Written by tests/methods/test_matrix.py from two steps of training on two random layers of each architecture in
models/catalog.yaml. yes: it trains, the loss is finite and what trains has moved. A number: refused, with the reason below.

"""


class Outcome(NamedTuple):
    """`reason` is "" where it trained; `batches` how rows were laid, `adapted` the modules by name."""

    reason: str
    batches: str = ""
    adapted: str = ""


def tried(profile: Profile, method: Tuned, state: Path) -> Outcome:
    prepare(1, 7)
    job = Job(profile, method, budget(steps=2, warmup_steps=0, checkpoint_steps=9), 7, "cpu", state, "matrix", "float32")
    try:
        numbers = train(job, ROWS, HELD_OUT).numbers
    except UserError as error:
        return Outcome(str(error).partition(f"with model {profile.name}: ")[2] or str(error))
    before, after = numbers["validation_loss_before"], numbers["validation_loss_after"]
    assert math.isfinite(after) and after != before, f"{profile.architecture}, {method.kind}: {before} -> {after}"
    assert 0 < numbers["trainable_parameters"] <= numbers["parameters"]
    return Outcome("", numbers["batches"], ", ".join(f"{name} {count}" for name, count in numbers["adapted_modules"].items()))


def written(found: dict[str, dict[str, Outcome]]) -> str:
    """The table of outcomes, their reasons, and what LoRA and IA3 adapt."""
    reasons = list(dict.fromkeys(o.reason for outcomes in found.values() for o in outcomes.values() if o.reason))
    lines = [f"| | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 1) + "|"]
    for architecture, outcomes in found.items():
        cells = [str(reasons.index(o.reason) + 1) if o.reason else "yes" for o in outcomes.values()]
        lines.append(f"| {architecture} | {' | '.join(cells)} |")
    lines += ["", *(f"{number}. {reason}" for number, reason in enumerate(reasons, start=1))]
    lines += ["", "## Modules adapted, of those with the name", "", "| | rows | LoRA | IA3 |", "|---|---|---|---|"]
    for architecture, outcomes in found.items():
        lines.append(f"| {architecture} | {outcomes['lora'].batches} | {outcomes['lora'].adapted} | {outcomes['ia3'].adapted} |")
    return HEAD + "\n".join(lines) + "\n"


@pytest.fixture
def still() -> Iterator[None]:
    """What is loaded by now is no garbage: a trainer collects it after each run, which takes longer than its steps here."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.slow
@pytest.mark.usefixtures("still")
def test_every_kind_trains_every_architecture_or_says_why_not(tmp_path: Path) -> None:
    found: dict[str, dict[str, Outcome]] = {}
    with chdir(tmp_path):
        for architecture in MAKERS:
            profile = make_architecture(architecture, tmp_path)
            states = {name: Path("state") / architecture / name.replace(" ", "-") for name in COLUMNS}
            found[architecture] = {name: tried(profile, method, states[name]) for name, method in COLUMNS.items()}
    text = written(found)
    if os.environ.get("SECTUNE_RENEW"):
        TABLE.write_text(text)
    assert TABLE.read_text() == text, "matrix.md is stale; renew it: SECTUNE_RENEW=1 pytest tests/methods/test_matrix.py"
