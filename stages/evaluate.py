"""Stage evaluate: a run's completions -> data/scores/<task>/<run>/, reports/<task>/scores/<run>.json

python -m stages.evaluate --run audit-lora
"""

from collections.abc import Sequence
from pathlib import Path

from stages.core.errors import Parser, run


def main(argv: Sequence[str] | None = None) -> None:
    parser = Parser(prog="python -m stages.evaluate", description=__doc__)
    parser.add_argument("--run", required=True)
    name = parser.parse_args(argv).run

    from stages.core.files import fresh_dir, write_json
    from stages.core.params import load_params
    from stages.core.parts import part
    from stages.core.progress import progress
    from stages.core.tables import read_table, write_table
    from stages.metrics.estimate import Sampling
    from stages.reporting.answers import answered
    from stages.reporting.markdown import share
    from stages.reporting.scores import score_report

    params = load_params()
    task = params.run(name).task
    score = part(task, "score")
    sampling = Sampling(params.evaluate.bootstrap, params.seed, params.evaluate.confidence)
    samples = read_table(Path("data/split") / task / "test.parquet")
    free, held = (answered(name, samples, constrained) for constrained in (False, True))
    outcomes = list(score.outcomes(progress(free, f"evaluate {name}", unit="answer")))
    again = list(score.outcomes(progress(held, f"evaluate {name}, constrained", unit="answer")))
    report = score_report(name, task, score.MAIN, samples, score.metrics(outcomes), sampling)
    report["remarks"] = score.remarks(outcomes)
    if again:
        asked = [sample for sample, _ in held]
        report["constrained"] = score_report(name, task, score.MAIN, asked, score.metrics(again), sampling)

    with fresh_dir(Path("data/scores") / task / name) as out:
        write_table(out / "outcomes.parquet", outcomes, score.outcome_schema())
        if again:
            write_table(out / "constrained.parquet", again, score.outcome_schema())
    write_json(Path("reports") / task / "scores" / f"{name}.json", report)
    main_score = report["metrics"][score.MAIN]
    print(f"evaluate {name}: {score.TABLE[score.MAIN]} {share(main_score)}, n = {main_score['n']}")


if __name__ == "__main__":
    run(main)
