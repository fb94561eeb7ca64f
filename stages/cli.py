"""The `sectune` command: argument parsing only; each command is a file in a folder of stages/commands.

python -m stages.cli --help
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from stages.commands.arguments import add_card, add_gguf, add_merge, command
from stages.core.errors import Parser, run

STAGES = ("sources", "raw", "valid", "quarantine", "split", "completions", "scores")


def main(argv: Sequence[str] | None = None) -> None:
    """Parse, call the command, and end with its exit code when that is not 0."""
    args = _parser().parse_args(argv)
    if code := args.call(args):
        raise SystemExit(code)


def entry() -> None:
    """The console script. Output that the terminal cannot show is escaped; a closed pipe (`| head`) is no fault."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        run(main)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None


def _parser() -> Parser:
    parser = Parser(prog="sectune", description="SecTune: tune code models on security tasks, compare before and after.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (
        _doctor, _models, _fetch, _show, _prune, _metrics_diff, _methods, _study, _pin, _export, _graphs,
        add_merge, add_gguf, add_card, _docs,
    ):  # fmt: skip
        add(commands)
    return parser


def _doctor(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.project.doctor import doctor
        from stages.commands.project.lock import check_lock

        return check_lock() if args.lock else doctor(args.json, args.packages)

    parser = command(commands, "doctor", "what is installed, what can run here, what is missing and how to get it", call)
    parser.add_argument("--json", action="store_true", help="everything as JSON")
    parser.add_argument("--packages", action="store_true", help="list every locked package, not only those that differ")
    parser.add_argument("--lock", action="store_true", help="only check that dvc.lock belongs to this code (needs no data)")


def _models(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.models.models import models

        return models(args.tokens)

    parser = command(commands, "models", "list the base models of the catalog, with the memory that tuning takes", call)
    parser.add_argument("--tokens", type=int, default=4096, help="of a training step, all rows together (default 4096)")


def _fetch(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.models.fetch import fetch

        return fetch(args.model, args.pin)

    parser = command(commands, "fetch", "get the files of a base model from its hub, at the pinned commit", call)
    parser.add_argument("model", metavar="MODEL", help="a name in models/catalog.yaml")
    parser.add_argument("--pin", action="store_true", help="where the entry has no revision, write the newest commit into it")


def _show(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.data.show import show

        return show(args.stage, args.name, args.side, args.where, args.id, args.n, args.full)

    parser = command(commands, "show", "print rows of a stage, readable", call)
    parser.add_argument("stage", metavar="STAGE", choices=STAGES, help=" | ".join(STAGES))
    parser.add_argument("name", metavar="TASK_OR_RUN", help="a run for completions and scores, else a task")
    parser.add_argument("--n", type=int, default=3, help="rows to print (default 3)")
    parser.add_argument("--side", choices=("train", "val", "test"), default="test", help="of a split (default test)")
    parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help="only such rows; repeatable")
    parser.add_argument("--id", default="", metavar="PREFIX", help="only rows whose id begins so")
    parser.add_argument("--full", action="store_true", help="do not fold long text")


def _prune(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.project.prune import prune

        return prune(args.yes)

    parser = command(commands, "prune", "list what no run and no task of params.yaml owns any more", call)
    parser.add_argument("--yes", action="store_true", help="remove what is listed (when no stage is running)")


def _metrics_diff(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.reports.metrics_diff import metrics_diff

        return metrics_diff(args.rev, args.fail_below)

    parser = command(commands, "metrics-diff", "compare the score reports with those of a commit, as Markdown", call)
    parser.add_argument("rev", nargs="?", default="", metavar="REV", help="default: merge base with origin/main, else HEAD")
    parser.add_argument(
        "--fail-below",
        action="append",
        default=[],
        metavar="METRIC=DELTA",
        help="exit 1 when a run changes by less than DELTA in the better direction (-0.02: 0.02 worse is allowed); repeatable",
    )


def _methods(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.reports.methods import methods

        return methods(args.task)

    parser = command(commands, "methods", "write what each run of a task reached and cost: reports/TASK/methods.md", call)
    parser.add_argument("task", metavar="TASK")


def _study(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.reports.study import study

        return study(args.name, args.task)

    parser = command(commands, "study", "write the results of experiments with one name: reports/studies/TASK-NAME.md", call)
    parser.add_argument("name", metavar="NAME", help="as given to `dvc exp run --name`; NAME-1, NAME-2 … of a queue belong to it")
    parser.add_argument("--task", required=True, help="whose runs are shown")


def _docs(commands: Any) -> None:
    def call(_: argparse.Namespace) -> int:
        from stages.commands.reports.docs import docs

        return docs()

    command(commands, "docs", "write the generated parts of README.md", call)


def _pin(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.data.pin import pin

        return pin(args.source, args.task)

    parser = command(commands, "pin", "write the pin file of a source from the files that are there now", call)
    parser.add_argument("source", metavar="SOURCE", help="a name in the task's sources.yaml")
    parser.add_argument("--task", default="audit", help="default audit")


def _export(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.data.export import export

        return export(args.task, args.side, args.form, args.out)

    parser = command(commands, "export", "write samples as JSONL for other trainers", call)
    parser.add_argument("task", metavar="TASK")
    parser.add_argument("--side", choices=("train", "val", "test"), required=True)
    parser.add_argument(
        "--form",
        choices=("alpaca", "category"),
        required=True,
        help="alpaca: instruction, input, output; category: instruction, response, category",
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="a .jsonl file; replaced when it is there")


def _graphs(commands: Any) -> None:
    def call(args: argparse.Namespace) -> int:
        from stages.commands.data.graphs import graphs

        return graphs(args.run, args.form, args.out)

    parser = command(commands, "graphs", "write knowledge graphs as JSONL, with quotes or as STIX 2.1 bundles", call)
    parser.add_argument("--run", default="", metavar="RUN", help="what this run answered (default: the gold graphs)")
    parser.add_argument("--form", choices=("full", "stix"), default="stix", help="full: entities and relationships with quotes")
    parser.add_argument("--out", required=True, metavar="FILE", help="a .jsonl file; replaced when it is there")


if __name__ == "__main__":
    entry()
