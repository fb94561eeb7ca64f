"""sectune graphs: knowledge graphs as JSONL, gold ones or those a run answered, with quotes or as STIX 2.1 bundles."""

from pathlib import Path

from stages.commands.data.rows import jsonl_file
from stages.core.errors import UserError
from stages.core.files import write_jsonl
from stages.core.params import load_params
from stages.core.parts import part
from stages.core.tables import read_table

TASK = "kgraph"


def graphs(run: str, form: str, out: str) -> int:
    """Write the file: a line a passage. An empty `run` means the gold graphs of data/valid."""
    params = load_params()
    params.task(TASK)
    target = jsonl_file(out)
    exports = part(TASK, "lib.exports")
    if run:
        if params.run(run).task != TASK:
            raise UserError(
                f"--run: {run} is a run of task {params.run(run).task}; runs with graphs: {', '.join(params.runs_of(TASK))}"
            )
        answers = {row["sample_id"]: row["text"] for row in read_table(Path("data/completions") / run / "completions.parquet")}
        told = exports.of_answers(read_table(Path("data/split") / TASK / "test.parquet"), answers)
    else:
        told = exports.of_records(read_table(Path("data/valid") / TASK / "records.parquet"))
    rows, unread = exports.written(told, form)
    write_jsonl(target, rows)
    print(f"{target}: {len(rows)} graphs as {form}; {unread} answers could not be read")
    return 0
