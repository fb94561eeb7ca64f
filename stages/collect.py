"""Stage collect: the sources of a task -> data/raw/<task>/{records,rejects}.parquet, manifest.json

python -m stages.collect --task audit     (the only stage that may use the network)
"""

from collections.abc import Sequence
from pathlib import Path

from stages.core.errors import Parser, UserError, run


def main(argv: Sequence[str] | None = None) -> None:
    parser = Parser(prog="python -m stages.collect", description=__doc__)
    parser.add_argument("--task", required=True)
    task = parser.parse_args(argv).task

    from stages.core.files import fresh_dir, write_json
    from stages.core.params import load_params
    from stages.core.parts import part
    from stages.core.progress import progress
    from stages.core.rejects import Reject, reject_schema
    from stages.core.tables import write_table
    from stages.sources.manifest import entry_of
    from stages.sources.reading import open_source, read_source
    from stages.sources.spec import load_sources

    params, schema = load_params(), part(task, "schema")
    params.task(task)
    listing = Path("stages/tasks") / task / "sources.yaml"
    sources = [source for source in load_sources(listing) if params.scale in source.scales]
    if not sources:
        raise UserError(f"{listing}: no source for scale {params.scale}; add one or choose another scale")
    rows, rejects, manifest = [], [], []
    for source in progress(sources, f"collect {task}", unit="source"):
        opened = open_source(source, task)
        items = list(read_source(source, task, opened))
        records = [item for item in items if not isinstance(item, Reject)]
        rows += records
        rejects += [item.stored() for item in items if isinstance(item, Reject)]
        manifest.append(entry_of(source, opened.files, len(records), len(items) - len(records)))
    with fresh_dir(Path("data/raw") / task) as out:
        write_table(out / "records.parquet", rows, schema.record_schema())
        write_table(out / "rejects.parquet", rejects, reject_schema())
        write_json(out / "manifest.json", {"task": task, "scale": params.scale, "sources": manifest})
    print(f"collect {task}: {len(sources)} sources, {len(rows)} records, {len(rejects)} rows refused")


if __name__ == "__main__":
    run(main)
