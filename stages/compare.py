"""Stage compare: every run's scores of a task, and baselines -> reports/<task>/comparison.{json,md,png}

python -m stages.compare --task audit
"""

from collections.abc import Sequence
from pathlib import Path

from stages.core.errors import Parser, run


def main(argv: Sequence[str] | None = None) -> None:
    parser = Parser(prog="python -m stages.compare", description=__doc__)
    parser.add_argument("--task", required=True)
    task = parser.parse_args(argv).task

    from stages.core.files import fresh_dir, write_json, write_text
    from stages.core.params import load_params
    from stages.core.parts import part
    from stages.core.tables import read_table
    from stages.core.tracking import mirror_scores
    from stages.metrics.estimate import Sampling
    from stages.reporting import comparison, inputs
    from stages.reporting.examples import examples
    from stages.reporting.figure import write_picture
    from stages.reporting.page import Context, page
    from stages.reporting.scores import test_digest
    from stages.reporting.words import verdict

    params, score, baselines = load_params(), part(task, "score"), part(task, "baselines")
    sampling = Sampling(params.evaluate.bootstrap, params.seed, params.evaluate.confidence)
    runs, scores, split = params.runs_of(task), Path("data/scores") / task, Path("data/split") / task
    inputs.refuse_orphans(scores, runs)
    samples = read_table(split / "test.parquet")
    roles = {name: "tuned" if params.methods[params.run(name).method].tuned else "base" for name in runs}
    train = read_table(split / "train.parquet")
    entrants = inputs.baseline_entrants(train, samples, score, baselines, params.seed)
    entrants += inputs.run_entrants(scores, roles, samples, score)

    compared = comparison.build(task, score.MAIN, score.TESTED, entrants, sampling)
    reports = Path("reports") / task
    context = Context(
        samples=samples,
        digest=test_digest(samples),
        verdict=verdict(compared, score.TABLE),
        remarks=[*score.remarks(compared.runs[-1].outcomes), *inputs.losses(reports)],
        trust=inputs.trust(Path("stages/tasks") / task / "sources.yaml"),
        examples=examples(compared, samples, baselines.KINDS, score.excerpt),
    )
    report = comparison.report(compared, context.digest, score, context.verdict)
    write_json(reports / "comparison.json", report)
    with fresh_dir(Path("data/compared") / task) as out:
        write_json(out / "comparison.json", report)  # for the overview, which may depend on no task by name
    headline = comparison.headline(compared, score.TABLE)
    write_json(reports / "metrics.json", headline)
    write_picture(reports / "comparison.png", compared, score.TABLE)
    write_text(reports / "comparison.md", page(compared, score, context))
    mirror_scores(headline)
    print(f"compare {task}: {context.verdict[0]}")


if __name__ == "__main__":
    run(main)
