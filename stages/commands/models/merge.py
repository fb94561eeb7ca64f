"""sectune merge: a run as one plain model in a folder of its own, held against the run as it was evaluated."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stages.commands.models.card import card
from stages.core.errors import UserError
from stages.core.files import fresh_dir, sha256_text, write_json, write_text
from stages.core.params import Params, load_params
from stages.core.tables import read_table
from stages.metrics.proportion import wilson
from stages.prompting.catalog import Profile, load_profile
from stages.prompting.tokens import Tokens
from stages.reporting.obligations import notice

if TYPE_CHECKING:
    from stages.engines.parity import Parity

NOTE = "merge.json"  # what was merged and how near it is; it marks a folder that `merge` may replace
TOKENS = 128  # of each answer that are compared at most

Messages = list[dict[str, str]]
Samples = Sequence[dict[str, Any]]


def merge(run: str, out: str, dtype: str, onto: str, prompts: int, least: float) -> int:
    """Write the folder. Raises UserError when the merged model writes fewer than `least` of the run's own tokens."""
    from stages.methods.models.merging import write_merged

    params = load_params()
    task, profile = params.run(run).task, load_profile(params.model)
    source, target = Path("models") / run, _target(out or f"models/{run}-merged")
    test = read_table(Path("data/split") / task / "test.parquet")
    bits, asked = params.methods[params.run(run).method].stored_bits, _asked(test, prompts)
    with fresh_dir(target) as folder:
        done = write_merged(source, profile, folder, dtype, bits if onto == "evaluated" else 16)
        found, itself = _compared(params, run, profile, folder, asked)
        if found.share < least:
            raise UserError(_too_far(run, found, least, moved=bits == 4 and onto == "stored"))
        note = {
            "run": run, "task": task, "base": profile.name, "prompt_format": profile.prompt_format, "bos": profile.form.bos,
            "stop": profile.form.stop, "context": profile.context,
            "answer_tokens": params.budget(task).split.answer_tokens, "system": _system(test), "done": done, "bits": bits,
            "onto": onto, "dtype": dtype if done == "merged" else "as stored", "parity": _told(found),
            "parity_of_the_run_with_itself": _told(itself),
        }  # fmt: skip
        write_json(folder / NOTE, note)
        write_text(folder / "README.md", card(params, run, target, note))
        if terms := notice(profile.licence):
            write_text(folder / "NOTICE", terms)
    print(f"{target}: {done}; the run's own {found} written alike; how to serve it: {target}/README.md")
    return 0


def _target(out: str) -> Path:
    """Where the model goes. Raises UserError for a folder that something else made."""
    target = Path(out)
    if target.exists() and not (target / NOTE).is_file():
        raise UserError(f"--out: {target} is there and is no merged model ({NOTE} is missing); name another folder")
    return target


def _asked(test: Samples, count: int) -> list[Messages]:
    """The same prompts each time: those of the test set whose ids come first by sha256."""
    return [sample["messages"] for sample in sorted(test, key=lambda sample: sha256_text(sample["id"]))[:count]]


def _system(test: Samples) -> str:
    """The system text that every conversation of the test set begins with; "" where they differ."""
    found = {sample["messages"][0]["content"] for sample in test if sample["messages"][0]["role"] == "system"}
    return found.pop() if len(found) == 1 else ""


def _compared(
    params: Params, run: str, profile: Profile, folder: Path, asked: Sequence[Messages]
) -> tuple["Parity", "Parity"]:  # fmt: skip
    """How far the merged model, and the run read a second time, follow the run's answers. One model is in memory at a time."""
    from stages.engines.open import run_model
    from stages.engines.parity import parity, written
    from stages.methods.models.merging import load_merged

    limit = min(TOKENS, params.budget(params.run(run).task).split.answer_tokens)
    model = run_model(params, run)
    answers = written(model, Tokens(profile), asked, limit)
    itself, device = parity(model, answers), model.device.type
    del model
    gc.collect()
    return parity(load_merged(folder, device), answers), itself


def _too_far(run: str, found: "Parity", least: float, moved: bool) -> str:
    why = "it was tuned on a base in 4 bits; merge it --onto evaluated" if moved else "rounding moved it; use a wider --dtype"
    return (
        f"{run}: the merged model writes only {found} as the run does, and --least is {least:.2%}: {why}, or accept it with a "
        "smaller --least; nothing was written"
    )


def _told(found: "Parity") -> dict[str, Any]:
    """Counts and shares; of whole answers with a 95 % interval (Wilson)."""
    share = found.same_answers / found.answers
    low, high = wilson(share, found.answers)
    return {**found._asdict(), "token_share": found.share, "answer_share": {"value": share, "low": low, "high": high}}
