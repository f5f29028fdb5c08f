"""A folder of Parquet files with one schema; needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from diemtin.errors import OutputLost

__all__ = ["SCHEMA", "ParquetParts", "rows_to_table"]

_INT, _TEXT = pa.int32(), pa.string()


def _structs(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct(fields))


_SPAN = pa.list_(_INT)
_ENTITY = _structs(name=_TEXT, mentions=_SPAN)
SCHEMA = pa.schema(
    {
        "schema": _TEXT,
        "id": _TEXT,
        "source": _TEXT,
        "title": _TEXT,
        "published": pa.struct({"text": _TEXT, "iso": _TEXT}),
        "byline": _TEXT,
        "views": pa.int64(),
        "captions": _structs(text=_TEXT, credit=_TEXT),
        "text": _TEXT,
        "blocks": _structs(kind=_TEXT, start=_INT, end=_INT, page=_SPAN),
        "furniture": _structs(kind=_TEXT, page=_SPAN),
        "mentions": _structs(text=_TEXT, label=_TEXT, start=_INT, end=_INT),
        "people": _structs(
            name=_TEXT, rank=_TEXT, offices=_structs(position=_TEXT, organization=_TEXT), mentions=_SPAN
        ),
        "organizations": _ENTITY,
        "locations": _ENTITY,
        "abbreviations": _structs(short=_TEXT, long=_TEXT),
        "summary": pa.struct(
            {"text": _TEXT, "sentences": _structs(text=_TEXT, sources=pa.list_(_SPAN), page=pa.list_(_SPAN))}
        ),
        "models": _structs(stage=_TEXT, name=_TEXT, version=_TEXT),
        "sentences": _structs(start=_INT, end=_INT, words=pa.list_(_SPAN)),
        "duplicate_of": _TEXT,
    }
)


def rows_to_table(lines: list[str]) -> pa.Table:
    """Digests as JSON into a table of `SCHEMA`; half surrogates become escapes, for Parquet stores UTF-8."""
    return pa.Table.from_pylist([_decoded(line) for line in lines], SCHEMA)


def _decoded(line: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(line)
    record["source"] = record["source"].encode("utf-8", "backslashreplace").decode()
    return record


class ParquetParts:
    """Parts `part-000000.parquet`, each of which appears under its name only when it is whole; counts parts."""

    rows_per_commit = 1000

    def __init__(self, folder: Path, position: int) -> None:
        self._folder = folder
        self._position = position
        self._waiting: list[str] = []
        folder.mkdir(exist_ok=True)
        found = sorted(folder.glob("part-*.parquet"))
        if len(found) < position:
            reason = f"has {len(found)} parts where {position} were written; start over with --restart"
            raise OutputLost(str(folder), reason)
        for path in [*found[position:], *folder.glob("*.unfinished")]:
            path.unlink()

    def append(self, line: str) -> None:
        """Keep a digest for the next part."""
        self._waiting.append(line)

    def sync(self) -> int:
        """Write what was kept as one part; the number of parts."""
        if self._waiting:
            path = self._folder / f"part-{self._position:06}.parquet"
            write_part(path, rows_to_table(self._waiting))
            self._waiting.clear()
            self._position += 1
        return self._position

    def close(self) -> None:
        """Nothing is open between parts."""


def write_part(path: Path, table: pa.Table) -> None:
    """Write one file under another name, synchronize it, and give it its name."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
