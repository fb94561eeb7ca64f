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

    from stages.core.files import fresh_dir
    from stages.core.fingerprint import LIBRARIES, code, digests, fingerprint, state_root, versions
    from stages.core.params import load_params
    from stages.core.process import alone, die_with_parent
    from stages.core.tables import completion_schema, read_table, write_table
    from stages.engines.batching import complete
    from stages.engines.open import open_run

    die_with_parent()
    params = load_params()
    run_settings = params.run(name)
    budget, sizes = params.budget(run_settings.task), params.sizes.predict
    test = Path("data/split") / run_settings.task / "test.parquet"
    limits = {"batch": sizes.batch_size, "answer": budget.split.answer_tokens, "threads": params.threads}
    inputs = digests([test, Path("models") / name, Path("models") / params.model])
    made_by = {"code": code("engines", "methods", "prompting"), "libraries": versions(LIBRARIES)}
    state = state_root() / "predict" / fingerprint({"inputs": inputs, "limits": limits} | made_by)
    samples = read_table(test)
    with alone(state):
        rows = complete(open_run(params, name), samples, limits["batch"], limits["answer"], state)
    with fresh_dir(Path("data/completions") / name) as out:
        write_table(out / "completions.parquet", rows, completion_schema())
    shutil.rmtree(state, ignore_errors=True)
    cut = sum(row["finish_reason"] == "length" for row in rows)
    print(f"predict {name}: {len(rows)} answers, {sum(row['tokens'] for row in rows)} tokens, {cut} cut at the limit")


if __name__ == "__main__":
    run(main)
