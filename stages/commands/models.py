"""sectune models: the catalog as a table, with the memory that tuning each model takes."""

from pathlib import Path

from stages.commands.memory import memory
from stages.core.errors import UserError
from stages.core.files import read_yaml
from stages.prompting.catalog import CATALOG, Profile, check_files, load_profile

HEADS = ("model", "size", "context", "licence", "commercial", "gated", "lora", "qlora", "full", "files")


def models(tokens: int) -> int:
    """Print one line a model; memory in GB for steps of `tokens` tokens."""
    if tokens < 1:
        raise UserError(f"--tokens: got {tokens}; a number from 1 up is needed")
    rows = [HEADS, *(_row(load_profile(name), tokens) for name in read_yaml(CATALOG))]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"lora, qlora, full: GB of a GPU's memory for {tokens:,} tokens a step, estimated; qlora is lora with bits: 4")
    return 0


def _row(profile: Profile, tokens: int) -> tuple[str, ...]:
    needs = (memory(profile, kind, bits, tokens) for kind, bits in (("lora", 16), ("lora", 4), ("full", 16)))
    gated = "yes" if profile.gated else "no"
    return (
        profile.name, _size(profile), f"{profile.context:,}", profile.licence, profile.commercial, gated,
        *(f"{need:.1f}" for need in needs), _files(profile),
    )  # fmt: skip


def _size(profile: Profile) -> str:
    def short(count: int) -> str:
        return f"{count / 1e9:.1f}B" if count >= 1e9 else f"{count / 1e6:.0f}M"

    return short(profile.parameters) + (f" ({short(profile.active)} active)" if profile.active else "")


def _files(profile: Profile) -> str:
    """Whether the model's files are here and fit to load, or how they get here."""
    if not Path(profile.folder).is_dir():
        return "fetch" if profile.revision else "fetch --pin"
    try:
        check_files(profile)
    except UserError:
        return "broken"
    return "here"
