"""The built-in base model, in three stages that only run when asked: corpus, tokenizer, train; then promote.

python -m stages.pretrain corpus|tokenizer|train|promote
"""

import argparse
from collections.abc import Sequence

from stages.core.errors import Parser, run

STAGES = ("corpus", "tokenizer", "train", "promote")


def main(argv: Sequence[str] | None = None) -> None:
    parser = Parser(prog="python -m stages.pretrain", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=STAGES, help="what to run; each reads what the one before wrote")
    stage = parser.parse_args(argv).stage

    from stages.methods.pretrain import steps  # imports torch: only after --help had its chance

    getattr(steps, stage)()


if __name__ == "__main__":
    run(main)
