"""Arguments of the commands that pass a model on, and how a command of `sectune` is declared."""

import argparse
from collections.abc import Callable
from typing import Any


def command(commands: Any, name: str, text: str, call: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    """A parser below `commands`; `call` gives the exit code."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.set_defaults(call=call)
    return parser


def add_merge(commands: Any) -> None:
    """`sectune merge`."""

    def call(args: argparse.Namespace) -> int:
        from stages.commands.models.merge import merge

        return merge(args.run, args.out, args.dtype, args.onto, args.prompts, args.least)

    parser = command(commands, "merge", "write a run as one plain model, with chat template and model card, and check it", call)
    parser.add_argument("run", metavar="RUN")
    parser.add_argument("--out", default="", metavar="DIR", help="default models/RUN-merged; an earlier merge there is replaced")
    parser.add_argument("--dtype", choices=("bfloat16", "float16", "float32"), default="bfloat16", help="default bfloat16")
    parser.add_argument(
        "--onto", choices=("evaluated", "stored"), default="evaluated",
        help="base of a run tuned on 4 bits: with their values, as it was evaluated (default), or as it is stored",
    )  # fmt: skip
    parser.add_argument("--prompts", type=_count, default=16, metavar="N", help="test prompts to compare on (default 16)")
    parser.add_argument(
        "--least",
        type=float,
        default=0.95,
        metavar="SHARE",
        help="of equal greedy tokens, else nothing is written (default 0.95)",
    )


def add_gguf(commands: Any) -> None:
    """`sectune gguf`."""

    def call(args: argparse.Namespace) -> int:
        from stages.commands.models.gguf import gguf

        return gguf(args.folder, args.outtype, args.converter)

    parser = command(commands, "gguf", "convert a merged model for llama.cpp and Ollama, with its Modelfile", call)
    parser.add_argument("folder", metavar="DIR", help="what `sectune merge` wrote")
    parser.add_argument("--outtype", choices=("f32", "f16", "bf16", "q8_0"), default="bf16", help="default bf16")
    parser.add_argument(
        "--converter", default="", metavar="FILE", help="llama.cpp's convert_hf_to_gguf.py (default: on the PATH)"
    )


def add_card(commands: Any) -> None:
    """`sectune card`."""

    def call(args: argparse.Namespace) -> int:
        from stages.commands.models.card import write_card

        return write_card(args.run, args.out)

    parser = command(commands, "card", "write the full model card of a run: data, terms, scores", call)
    parser.add_argument("run", metavar="RUN")
    parser.add_argument("--out", required=True, metavar="FILE", help="a .md file; replaced when it is there")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"got {text!r}; a whole number from 1 is needed")
    return int(text)
