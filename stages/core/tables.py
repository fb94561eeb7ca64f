"""Parquet in one way: the same rows give the same bytes (fixed order, codec, row groups, no metadata of the day)."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stages.core.errors import UserError

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_PER_FILE = 100_000


def write_table(path: Path, rows: Iterable[dict[str, Any]], schema: "pa.Schema | None" = None) -> int:
    """Write rows to `path` (and `path.1`, `path.2` … past 100,000 rows); returns how many were written.

    Without a schema the types come from the rows, which then must not be empty.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    kept = list(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, max(len(kept), 1), ROWS_PER_FILE)):
        table = pa.Table.from_pylist(kept[start : start + ROWS_PER_FILE], schema=schema)
        pq.write_table(table.replace_schema_metadata(None), _shard(path, number), compression="zstd", row_group_size=10_000)
    return len(kept)


def read_table(path: Path) -> list[dict[str, Any]]:
    """All rows of a table and its further shards, in written order. Raises UserError when it is not there or not whole."""
    if not path.is_file():
        raise UserError(f"{path}: table not found; run `dvc repro` so that the stage before writes it")
    rows: list[dict[str, Any]] = []
    number = 0
    while (shard := _shard(path, number)).is_file():
        rows += _rows(shard)
        number += 1
    return rows


def _rows(shard: Path) -> list[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows: list[dict[str, Any]] = pq.read_table(shard, use_threads=False).to_pylist()
    except (pa.ArrowException, ValueError, OSError) as error:
        if getattr(error, "errno", None):  # the system refuses; damage comes as an OSError without a number
            raise
        raise UserError(f"{shard}: damaged or not Parquet; run `dvc repro` so that the stage before writes it") from error
    return rows


def columns(**types: Any) -> "pa.Schema":
    """A schema from `name=str | int | float | bool | [str] | pyarrow type`, in the order given."""
    import pyarrow as pa

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}

    def arrow(kind: Any) -> Any:
        if isinstance(kind, list):
            return pa.list_(arrow(kind[0]))
        if isinstance(kind, dict):
            return pa.struct([(name, arrow(inner)) for name, inner in kind.items()])
        return plain[kind]

    return pa.schema([(name, arrow(kind)) for name, kind in types.items()])


def sample_schema() -> "pa.Schema":
    """Samples: what a model sees, one row a prompt with its gold answer.

    `labels` is task JSON; `stops` are texts that end an answer beside the stop token.
    """
    return columns(
        id=str, record_id=str, group=str, kind=str, format=str, lang=str, messages=[{"role": str, "content": str}],
        completion=str, labels=str, source=str, language=str, role=str, pair=str, tokens=int, stops=[str],
    )  # fmt: skip


def completion_schema() -> "pa.Schema":
    """Completions: what a model answered; `tokens` counts generated tokens, the stop token included.

    `draws` are the texts of further, sampled answers.
    """
    return columns(sample_id=str, text=str, finish_reason=str, tokens=int, draws=[str])


def _shard(path: Path, number: int) -> Path:
    return path if number == 0 else path.with_name(f"{path.stem}.{number}{path.suffix}")
