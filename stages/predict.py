"""Stage predict: models/<run>/ + data/split/<task>/test.parquet -> data/completions/<run>/completions.parquet

python -m stages.predict --run audit-lora     (the last stage that may need a GPU)
"""

from collections.abc import Sequence
from pathlib import Path

from stages.core.errors import Parser, run


def main(argv: Sequence[str] | None = None) -> None:
    parser = Parser(prog="python -m stages.predict", description=__doc__)
    parser.add_argument("--run", required=True)
    name = parser.parse_args(argv).run

    import shutil
    from functools import partial

    from stages.core.files import fresh_dir
    from stages.core.fingerprint import LIBRARIES, code, digests, fingerprint, state_root, versions
    from stages.core.params import load_params
    from stages.core.parts import part
    from stages.core.process import alone, die_with_parent
    from stages.core.tables import completion_schema, read_table, write_table
    from stages.engines.job import Limits, answered
    from stages.engines.open import open_run

    die_with_parent()
    params = load_params()
    task = params.run(name).task
    budget, sizes, grammar = params.budget(task), params.sizes.predict, part(task, "grammar")
    limits = Limits(
        sizes.batch_size, budget.split.answer_tokens, budget.predict.draws, sizes.temperature, params.seed,
        budget.predict.constrained_samples,
    )  # fmt: skip
    test = Path("data/split") / task / "test.parquet"
    inputs = digests([test, Path("models") / name, Path("models") / params.model])
    made_by = {
        "code": code("engines", "methods", "methods/models", "metrics", "prompting", f"tasks/{task}", f"tasks/{task}/lib"),
        "libraries": versions((*LIBRARIES, "llguidance", "tokenizers")),
    }
    settings = {"limits": limits._asdict(), "threads": params.threads}
    state = state_root() / "predict" / fingerprint({"inputs": inputs} | settings | made_by)
    with alone(state):
        found = answered(partial(open_run, params, name), read_table(test), grammar, limits, state)
    with fresh_dir(Path("data/completions") / name) as out:
        for table, rows in found.items():
            if rows:
                write_table(out / f"{table}.parquet", rows, completion_schema())
    shutil.rmtree(state, ignore_errors=True)
    rows, held = found["completions"], len(found["constrained"])
    cut = sum(row["finish_reason"] == "length" for row in rows)
    tokens = sum(row["tokens"] for row in rows)
    print(f"predict {name}: {len(rows)} answers, {tokens} tokens, {cut} cut at the limit; {held} more under the form")


if __name__ == "__main__":
    run(main)
