"""Stage validate: data/raw/<task>/ -> data/valid/<task>/, data/quarantine/<task>/, reports/<task>/validation.json

python -m stages.validate --task audit
"""

from collections.abc import Sequence
from pathlib import Path

from stages.core.errors import Parser, UserError, run


def main(argv: Sequence[str] | None = None) -> None:
    parser = Parser(prog="python -m stages.validate", description=__doc__)
    parser.add_argument("--task", required=True)
    task = parser.parse_args(argv).task

    from stages.core.checks import check_rows
    from stages.core.files import fresh_dir, write_json
    from stages.core.params import load_params
    from stages.core.parts import part
    from stages.core.rejects import reject_schema, summary
    from stages.core.tables import read_table, write_table
    from stages.prompting.catalog import load_profile
    from stages.prompting.tokens import Tokens

    params, schema = load_params(), part(task, "schema")
    limit = params.task(task).validate_.max_rejected_share
    tokens = Tokens(load_profile(params.model))
    raw = Path("data/raw") / task
    rows = read_table(raw / "records.parquet")
    sound, broken = check_rows(rows, schema.model())
    kept, refused = part(task, "clean").prepare(sound, tokens.count)
    rejects = read_table(raw / "rejects.parquet") + [reject.stored() for reject in broken + refused]

    total = len(kept) + len(rejects)
    report = {"task": task, "rows_in": total, "kept": len(kept), "rejected": len(rejects), "reasons": summary(rejects)}
    write_json(Path("reports") / task / "validation.json", report | {"counts": schema.counts(kept)})
    with fresh_dir(Path("data/quarantine") / task) as out:
        write_table(out / "rejects.parquet", rejects, reject_schema())
    if not kept or len(rejects) > limit * total:
        raise UserError(
            f"validate {task}: {len(rejects)} of {total} rows quarantined, at most {limit:.0%} allowed; first reason: "
            f"{summary(rejects)[:1]}; see `sectune show quarantine {task}` or raise tasks.{task}.validate.max_rejected_share"
        )
    with fresh_dir(Path("data/valid") / task) as out:
        write_table(out / "records.parquet", kept, schema.record_schema())
    print(f"validate {task}: {total} rows in, {len(kept)} kept, {len(rejects)} quarantined")


if __name__ == "__main__":
    run(main)
