"""sectune export: the samples of one side as JSONL rows of a common instruction form."""

from pathlib import Path

from stages.commands.data.rows import jsonl_file
from stages.core.files import write_jsonl
from stages.core.params import load_params
from stages.core.parts import part
from stages.core.tables import read_table


def export(task: str, side: str, form: str, out: str) -> int:
    """Write the file; the form's fields are the task's matter."""
    load_params().task(task)
    target = jsonl_file(out)
    to_row = part(task, "lib.instructions").to_row
    samples = read_table(Path("data/split") / task / f"{side}.parquet")
    write_jsonl(target, (to_row(sample, form) for sample in samples))
    print(f"{target}: {len(samples)} rows of form {form}")
    return 0
