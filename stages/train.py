"""Stage train: data/split/<task>/ + base model -> models/<run>/, reports/<task>/training/<run>.{json,csv}

python -m stages.train --run audit-lora     (a killed run goes on from its newest whole checkpoint)
torchrun --nproc-per-node 2 -m stages.train --run audit-lora     (batch_size is shared out over the processes)
"""

from collections.abc import Sequence
from pathlib import Path

from stages.core.errors import Parser, run


def main(argv: Sequence[str] | None = None) -> None:
    parser = Parser(prog="python -m stages.train", description=__doc__)
    parser.add_argument("--run", required=True)
    name = parser.parse_args(argv).run

    from stages.core.files import fresh_dir, write_json
    from stages.core.params import load_params
    from stages.core.process import die_with_parent, rank
    from stages.core.tables import read_table
    from stages.core.tracking import mirror_training
    from stages.methods.costs import keep, measured
    from stages.methods.job import losses, plan, tune, untuned
    from stages.methods.models.saving import model_card, save
    from stages.reporting.curve import write_curve

    die_with_parent()
    params = load_params()
    planned = plan(params, name)
    split = Path("data/split") / planned.task
    tuned = planned.method.tuned
    sides = [read_table(split / f"{side}.parquet") for side in ("train", "val")] if tuned else []
    with measured(tuned) as costs:
        model, curve, numbers = tune(params, planned, *sides) if tuned else untuned()
    if rank() > 0:  # of several processes, the first writes
        return
    reports = Path("reports") / planned.task / "training"
    with fresh_dir(Path("models") / name) as out:
        save(out, model, planned.profile, planned.settings, model_card(name, planned.settings, numbers))
        numbers["weights_bytes"] = sum(path.stat().st_size for path in out.glob("*.safetensors"))
    write_json(reports / f"{name}.json", numbers | {"run": name, "settings": planned.settings})
    write_curve(reports / f"{name}.csv", curve)
    planned.finish()
    keep(planned.settings, costs)
    mirror_training(name, planned.settings, numbers | costs, curve)
    print(f"train {name}: {numbers['steps']} steps{losses(numbers)}")


if __name__ == "__main__":
    run(main)
