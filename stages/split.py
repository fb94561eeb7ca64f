"""Stage split: data/valid/<task>/ -> data/split/<task>/{train,val,test}.parquet, reports/<task>/dataset_stats.json

python -m stages.split --task audit
"""

from collections.abc import Sequence
from pathlib import Path

from stages.core.errors import Parser, UserError, run


def main(argv: Sequence[str] | None = None) -> None:
    parser = Parser(prog="python -m stages.split", description=__doc__)
    parser.add_argument("--task", required=True)
    task = parser.parse_args(argv).task

    from stages.core.files import fresh_dir, write_json
    from stages.core.params import load_params
    from stages.core.parts import part
    from stages.core.tables import read_table, sample_schema, write_table
    from stages.core.typed import typed
    from stages.prompting.catalog import load_profile
    from stages.prompting.room import Room
    from stages.prompting.tokens import Tokens
    from stages.splitting.dealing import deal, leaks
    from stages.splitting.sides import build_sides, pretrained_families, stats

    params, samples = load_params(), part(task, "samples")
    settings, budget, profile = params.task(task).split, params.budget(task).split, load_profile(params.model)
    options = typed(samples.Options, params.options(task), f"params.yaml:tasks.{task}: options")
    if budget.max_tokens > profile.context:
        raise UserError(
            f"params.yaml:tasks.{task}.budgets.{params.scale}.split.max_tokens: {budget.max_tokens} is over the "
            f"{profile.context} tokens of model {profile.name}; lower it or choose another model"
        )
    room = Room(Tokens(profile), budget.max_tokens, budget.answer_tokens)
    read = pretrained_families(profile)
    dealt = deal(read_table(Path("data/valid") / task / "records.parquet"), samples, settings, params.seed, read)
    leaked = leaks(dealt, part(task, "schema").content, read)
    sides = build_sides(dealt, samples, room, options, budget, params.seed)
    write_json(Path("reports") / task / "dataset_stats.json", stats(task, dealt, sides, leaked, room, read))
    if any(leaked.values()):
        raise UserError(f"split {task}: leak between the sides: {leaked}; see reports/{task}/dataset_stats.json")
    for side, rows in sides.made.items():
        if not rows and side != "val":
            raise UserError(f"split {task}: no samples on the {side} side; add records or change the shares in params.yaml")
    with fresh_dir(Path("data/split") / task) as out:
        for side, rows in sides.made.items():
            write_table(out / f"{side}.parquet", rows, sample_schema())
    sizes = ", ".join(f"{len(rows)} {side}" for side, rows in sides.made.items())
    print(f"split {task}: {len(dealt.placed)} groups; samples: {sizes}; {len(sides.rejects)} did not fit; 0 leaks")


if __name__ == "__main__":
    run(main)
