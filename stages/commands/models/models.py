"""sectune models: the catalog as a table, with the memory that tuning each model takes."""

from pathlib import Path

from stages.commands.models.memory import memory
from stages.core.errors import UserError
from stages.prompting.catalog import Profile, check_files, load_catalog

HEADS = ("model", "size", "context", "licence", "commercial", "gated", "lora", "qlora", "full", "files")


def models(tokens: int) -> int:
    """Print one line a model; memory in GB for steps of `tokens` tokens."""
    if tokens < 1:
        raise UserError(f"--tokens: got {tokens}; a number from 1 up is needed")
    rows = [HEADS, *(_row(profile, tokens) for profile in load_catalog().values())]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"lora, qlora, full: estimated GB of GPU memory, {tokens:,} tokens a step; qlora is lora with bits: 4, not for experts")
    return 0


def _row(profile: Profile, tokens: int) -> tuple[str, ...]:
    kinds = (("lora", 16), ("lora", 4), ("full", 16))
    needs = (memory(profile, kind, bits, tokens) if bits == 16 or not profile.active else None for kind, bits in kinds)
    gated = "yes" if profile.gated else "no"
    return (
        profile.name, _size(profile), f"{profile.context:,}", profile.licence, profile.commercial, gated,
        *(f"{need:.1f}" if need else "-" for need in needs), _files(profile),
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
